import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isUnknown, type Noun } from "../../model/index.ts";
import { loadTemplates } from "./index.ts";

async function load(condition: string) {
  const file = join(mkdtempSync(join(tmpdir(), "yagura-")), "t.yaml");
  writeFileSync(
    file,
    `Parameters: {Stage: {Type: String}}
Conditions: {Prod: !Equals [!Ref Stage, prod]}
Resources:
  B: {Type: AWS::S3::Bucket, Properties: {BucketName: b}}
  Other: {Type: AWS::S3::Bucket, Properties: {BucketName: other}}
  P:
    Type: AWS::S3::BucketPolicy
    ${condition}
    Properties: {Bucket: !Ref B, PolicyDocument: {Statement: [{Effect: Deny, Principal: "*", Action: "s3:*", Resource: "*"}]}}
`,
  );
  const { resources } = await loadTemplates([file]);
  return resources.filter((r): r is Noun<"Bucket"> => r.kind === "Bucket");
}

describe("a resource that may or may not be deployed", () => {
  test("does not mend what it belongs to, and casts no doubt on anything else", async () => {
    const [b, other] = await load("Condition: Prod");
    expect(isUnknown(b?.Policy)).toBe(true);
    expect(other?.Policy).toBeUndefined();
  });
  test("without a condition it counts", async () => {
    const [b] = await load("DependsOn: B");
    expect(isUnknown(b?.Policy)).toBe(false);
    expect(b?.Policy).toBeDefined();
  });
});
