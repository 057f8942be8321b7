import { DescribeParametersCommand, GetParametersCommand, type ParameterMetadata, SSMClient } from "@aws-sdk/client-ssm";
import { type Fact, isUnknown, unknown } from "../../model/index.ts";
import { arnOf } from "../ids.ts";
import { type Aws, defineCollector } from "./collector.ts";
import { batches } from "./lists.ts";

/** `GetParameters` takes ten names. */
const NAMES_PER_CALL = 10;

/** Parameters. Values are read of plain ones only; a SecureString is never asked for, not even encrypted. */
export const ssm = defineCollector({
  service: "ssm",
  scope: "region",
  kinds: ["SsmParameter"],
  calls: { DescribeParameters: "ssm:DescribeParameters", GetParameters: "ssm:GetParameters" },
  origins: { SsmParameter: { "": "ssm:DescribeParameters", Value: "ssm:GetParameters" } },
  async collect(aws) {
    const client = aws.client(SSMClient);
    const parameters = await aws.list(
      ["SsmParameter"],
      client,
      DescribeParametersCommand,
      { MaxResults: 50 },
      { items: (page) => page.Parameters },
    );
    for (const parameter of parameters) if (parameter.Type === "SecureString") addParameter(aws, parameter, undefined);
    const plain = parameters.filter((parameter) => parameter.Type !== "SecureString");
    await aws.each(batches(plain, NAMES_PER_CALL), async (batch) => {
      const answer = await aws.read(
        client,
        new GetParametersCommand({ Names: batch.map((parameter) => parameter.Name ?? ""), WithDecryption: false }),
      );
      const values = new Map<string, string | undefined>();
      // A parameter may have become a SecureString since it was listed.
      if (!isUnknown(answer))
        for (const found of answer?.Parameters ?? []) if (found.Type !== "SecureString") values.set(found.Name ?? "", found.Value);
      for (const parameter of batch) {
        const name = parameter.Name ?? "";
        const value: Fact<string | undefined> = isUnknown(answer)
          ? answer
          : values.has(name)
            ? values.get(name)
            : unknown("failed", { action: "ssm:GetParameters", what: "not answered" });
        addParameter(aws, parameter, value);
      }
    });
  },
});

function addParameter(aws: Aws, parameter: ParameterMetadata, value: Fact<string | undefined>): void {
  const name = parameter.Name ?? "";
  // A path brings its own slash.
  const arn = parameter.ARN ?? arnOf(aws, "ssm", `parameter${name.startsWith("/") ? "" : "/"}${name}`);
  aws.add(
    "SsmParameter",
    { id: arn, name },
    {
      Arn: arn,
      Name: name,
      Type: parameter.Type ?? unknown("failed", { action: "ssm:DescribeParameters", what: "Type" }),
      KeyId: parameter.KeyId,
      Value: value,
      Tags: unknown("not-collected", { action: "ssm:ListTagsForResource" }),
    },
  );
}
