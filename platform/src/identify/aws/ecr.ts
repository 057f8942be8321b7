import {
  DescribeRepositoriesCommand,
  ECRClient,
  GetLifecyclePolicyCommand,
  GetRegistryScanningConfigurationCommand,
  GetRepositoryPolicyCommand,
  ListTagsForResourceCommand,
  type RegistryScanningConfiguration,
} from "@aws-sdk/client-ecr";
import { isUnknown, mapFact } from "../../model/index.ts";
import { defineCollector } from "./collector.ts";
import { policyOf, tagsOf } from "./shapes.ts";

/** Private repositories. */
export const ecr = defineCollector({
  service: "ecr",
  scope: "region",
  kinds: ["EcrRepository"],
  calls: {
    DescribeRepositories: "ecr:DescribeRepositories",
    GetRegistryScanningConfiguration: "ecr:GetRegistryScanningConfiguration",
    GetRepositoryPolicy: "ecr:GetRepositoryPolicy",
    GetLifecyclePolicy: "ecr:GetLifecyclePolicy",
    ListTagsForResource: "ecr:ListTagsForResource",
  },
  origins: {
    EcrRepository: {
      "": "ecr:DescribeRepositories",
      ScanOnPush: "ecr:GetRegistryScanningConfiguration",
      Policy: "ecr:GetRepositoryPolicy",
      HasLifecyclePolicy: "ecr:GetLifecyclePolicy",
      Tags: "ecr:ListTagsForResource",
    },
  },
  async collect(aws) {
    const client = aws.client(ECRClient);
    const token = ["nextToken", "nextToken"] as const;
    const list = await aws.list(
      ["EcrRepository"],
      client,
      DescribeRepositoriesCommand,
      { maxResults: 1000 },
      { items: (page) => page.repositories, token },
    );
    if (list.length === 0) return;
    const registry = await aws.read(client, new GetRegistryScanningConfigurationCommand({}));
    await aws.each(list, async (repository) => {
      const arn = repository.repositoryArn!;
      const name = repository.repositoryName!;
      const [policy, lifecycle, tags] = await Promise.all([
        aws.read(client, new GetRepositoryPolicyCommand({ repositoryName: name }), {
          absent: ["RepositoryPolicyNotFoundException", "RepositoryNotFoundException"],
        }),
        aws.read(client, new GetLifecyclePolicyCommand({ repositoryName: name }), {
          absent: ["LifecyclePolicyNotFoundException", "RepositoryNotFoundException"],
        }),
        aws.read(client, new ListTagsForResourceCommand({ resourceArn: arn }), { absent: ["RepositoryNotFoundException"] }),
      ]);
      const own = repository.imageScanningConfiguration?.scanOnPush ?? false;
      aws.add(
        "EcrRepository",
        { id: arn, name, ...(repository.repositoryUri ? { aliases: [repository.repositoryUri] } : {}) },
        {
          Arn: arn,
          RepositoryName: name,
          Uri: repository.repositoryUri,
          // The registry can scan what the repository itself does not ask for.
          ScanOnPush: own || (isUnknown(registry) ? registry : scannedByRegistry(name, registry?.scanningConfiguration)),
          ImageTagMutability: repository.imageTagMutability ?? "MUTABLE",
          EncryptionType: repository.encryptionConfiguration?.encryptionType ?? "AES256",
          KmsKey: repository.encryptionConfiguration?.kmsKey,
          Policy: policyOf(policy, (known) => known.policyText),
          HasLifecyclePolicy: mapFact(lifecycle, (known) => known?.lifecyclePolicyText !== undefined),
          Tags: tagsOf(tags, (known) => known.tags),
        },
      );
    });
  },
});

function scannedByRegistry(name: string, registry: RegistryScanningConfiguration | undefined): boolean {
  return (registry?.rules ?? []).some(
    (rule) =>
      rule.scanFrequency !== "MANUAL" && (rule.repositoryFilters ?? []).some((f) => f.filter !== undefined && matches(name, f.filter)),
  );
}

/** ECR's wildcard filters: without a `*` the filter is found anywhere in the name. */
function matches(name: string, filter: string): boolean {
  if (!filter.includes("*")) return name.includes(filter);
  const pattern = filter.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${pattern.join(".*")}$`).test(name);
}
