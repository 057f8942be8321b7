import { expect, test } from "vitest";
import { frameworks } from "../platform/src/govern/frameworks/frameworks.ts";
import { checks } from "../platform/src/protect/checks/index.ts";

type Framework = keyof typeof frameworks;

/** Requirements the product promises to answer. */
const promised: readonly (readonly [Framework, RegExp])[] = [
  ["cis-aws-foundations-2.0.0", /./],
  ["cis-aws-compute-1.0.0", /^4\./],
  ["cis-aws-three-tier-1.0.0", /^(1\.4|1\.16|3\.5|3\.6|3\.8|3\.1[123]|4\.[1-4]|5\.[357]|6\.4|6\.30|6\.34)$/],
  [
    "aws-fsbp",
    /^(Lambda|APIGateway|AppSync|StepFunctions|SQS|SNS|DynamoDB|S3|KMS|SecretsManager|Cognito|CloudFront|WAF|CloudTrail|Config|GuardDuty)\./,
  ],
  ["aws-config", /./],
];

/** Known gaps, each with its reason. A gap that was closed must leave this list. */
const gaps: Readonly<Record<string, string>> = {};

const met = new Map<string, string[]>();
for (const check of checks) {
  for (const [framework, ids] of Object.entries(check.meets)) {
    for (const id of ids) met.set(`${framework} ${id}`, [...(met.get(`${framework} ${id}`) ?? []), check.id]);
  }
}

for (const [framework, which] of promised) {
  test(`every promised requirement of ${framework} has a check`, () => {
    const wanted = frameworks[framework].requirements.filter((r) => which.test(r.id) && !("retired" in r && r.retired));
    expect(wanted.length).toBeGreaterThan(5);
    expect(wanted.map((r) => `${framework} ${r.id}`).filter((one) => !met.has(one) && !(one in gaps))).toEqual([]);
  });
}

test("the list of gaps is honest", () => {
  expect(Object.keys(gaps).filter((one) => met.has(one))).toEqual([]);
});
