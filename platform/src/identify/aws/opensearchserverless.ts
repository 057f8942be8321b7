import {
  type AccessPolicyType,
  BatchGetCollectionCommand,
  type CollectionDetail,
  GetAccessPolicyCommand,
  GetSecurityPolicyCommand,
  ListAccessPoliciesCommand,
  ListCollectionsCommand,
  ListSecurityPoliciesCommand,
  ListTagsForResourceCommand,
  OpenSearchServerlessClient,
  type SecurityPolicyType,
} from "@aws-sdk/client-opensearchserverless";
import { type Fact, isUnknown, mapFact, type Unknown, unknown } from "../../model/index.ts";
import { type Aws, defineCollector } from "./collector.ts";
import { batches } from "./lists.ts";
import { strings, tagsOf } from "./shapes.ts";

const TOKEN = ["nextToken", "nextToken"] as const;
const GONE = { absent: ["ResourceNotFoundException"] };

/** One entry of a security or access policy. */
interface Entry {
  readonly Rules?: readonly { readonly ResourceType?: string; readonly Resource?: readonly string[] }[];
  readonly AllowFromPublic?: boolean;
  readonly Principal?: readonly string[];
  readonly KmsARN?: string;
}

/** OpenSearch Serverless collections with the policies that cover them. */
export const opensearchserverless = defineCollector({
  service: "opensearchserverless",
  scope: "region",
  kinds: ["SearchCollection"],
  calls: {
    ListCollections: "aoss:ListCollections",
    BatchGetCollection: "aoss:BatchGetCollection",
    ListSecurityPolicies: "aoss:ListSecurityPolicies",
    GetSecurityPolicy: "aoss:GetSecurityPolicy",
    ListAccessPolicies: "aoss:ListAccessPolicies",
    GetAccessPolicy: "aoss:GetAccessPolicy",
    ListTagsForResource: "aoss:ListTagsForResource",
  },
  origins: {
    SearchCollection: {
      "": "aoss:BatchGetCollection",
      Tags: "aoss:ListTagsForResource",
      PublicNetworkAccess: "aoss:GetSecurityPolicy",
      DataAccessPrincipals: "aoss:GetAccessPolicy",
    },
  },
  async collect(aws) {
    const client = aws.client(OpenSearchServerlessClient);
    const listed = await aws.list(
      ["SearchCollection"],
      client,
      ListCollectionsCommand,
      { maxResults: 100 },
      { items: (page) => page.collectionSummaries, token: TOKEN },
    );
    if (listed.length === 0) return; // policies without a collection decide nothing
    const details = new Map<string, Fact<CollectionDetail | undefined>>();
    for (const batch of batches(strings(listed.map((item) => item.id)), 100)) {
      const answer = await aws.read(client, new BatchGetCollectionCommand({ ids: batch }));
      for (const id of batch) {
        details.set(
          id,
          mapFact(
            answer,
            (known) =>
              known?.collectionDetails?.find((detail) => detail.id === id) ??
              unknown("failed", { action: "aoss:BatchGetCollection", what: "the collection is not in the answer" }),
          ),
        );
      }
    }
    const [network, data] = await Promise.all([networkEntries(aws, client), dataEntries(aws, client)]);
    await aws.each(listed, async (item) => {
      if (item.status === "DELETING") return;
      const arn = item.arn ?? "";
      const name = item.name ?? "";
      const detail = details.get(item.id ?? "");
      const tags = await aws.read(client, new ListTagsForResourceCommand({ resourceArn: arn }), GONE);
      aws.add(
        "SearchCollection",
        { id: arn, name, ...(item.id === undefined ? {} : { aliases: [item.id] }) },
        {
          Arn: arn,
          Name: name,
          Type: mapFact(detail, (known) => known?.type),
          // `auto` is how the service says "AWS's own key".
          KmsKeyArn: mapFact(detail, (known) => (known?.kmsKeyArn === "auto" ? undefined : known?.kmsKeyArn)),
          PublicNetworkAccess: publicAccess(network, name),
          DataAccessPrincipals: principals(data, name),
          Tags: tagsOf(tags, (known) => known.tags),
        },
      );
    });
  },
});

interface Entries {
  readonly entries: readonly Entry[];
  /** What could not be read of the policies. */
  readonly because: Unknown | undefined;
}

async function networkEntries(aws: Aws, client: OpenSearchServerlessClient): Promise<Entries> {
  const type: SecurityPolicyType = "network";
  const { items, because } = await aws.pages(
    client,
    ListSecurityPoliciesCommand,
    { type, maxResults: 100 },
    { items: (page) => page.securityPolicySummaries, token: TOKEN },
  );
  return read(aws, items, because, async (name) => {
    const answer = await aws.read(client, new GetSecurityPolicyCommand({ type, name }), GONE);
    return mapFact(answer, (known) => known?.securityPolicyDetail?.policy);
  });
}

async function dataEntries(aws: Aws, client: OpenSearchServerlessClient): Promise<Entries> {
  const type: AccessPolicyType = "data";
  const { items, because } = await aws.pages(
    client,
    ListAccessPoliciesCommand,
    { type, maxResults: 100 },
    { items: (page) => page.accessPolicySummaries, token: TOKEN },
  );
  return read(aws, items, because, async (name) => {
    const answer = await aws.read(client, new GetAccessPolicyCommand({ type, name }), GONE);
    return mapFact(answer, (known) => known?.accessPolicyDetail?.policy);
  });
}

async function read(
  aws: Aws,
  policies: readonly { readonly name?: string | undefined }[],
  listed: Unknown | undefined,
  body: (name: string) => Promise<Fact<unknown>>,
): Promise<Entries> {
  const entries: Entry[] = [];
  let because = listed;
  await aws.each(policies, async (policy) => {
    const document = await body(policy.name ?? "");
    if (document === undefined) return; // deleted since it was listed
    if (isUnknown(document)) because ??= document;
    else if (typeof document === "object" && document !== null)
      entries.push(...((Array.isArray(document) ? document : [document]) as Entry[]));
    else because ??= unknown("malformed", { what: policy.name ?? "policy" });
  });
  return { entries, because };
}

function covers(entry: Entry, collection: string): boolean {
  return (entry.Rules ?? []).some((rule) =>
    (rule.Resource ?? []).some((pattern) => {
      const name = /^(?:collection|index)\/([^/]+)/.exec(pattern)?.[1];
      return name !== undefined && (name.endsWith("*") ? collection.startsWith(name.slice(0, -1)) : name === collection);
    }),
  );
}

/** One policy that opens it is enough to know; that none does is known only when all were read. */
function publicAccess({ entries, because }: Entries, collection: string): Fact<boolean> {
  if (entries.some((entry) => entry.AllowFromPublic === true && covers(entry, collection))) return true;
  return because ?? false;
}

function principals({ entries, because }: Entries, collection: string): Fact<readonly Fact<string>[]> {
  const known = [...new Set(entries.filter((entry) => covers(entry, collection)).flatMap((entry) => entry.Principal ?? []))];
  return because ? [...known, because] : known;
}
