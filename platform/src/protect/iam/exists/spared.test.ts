import { expect, test } from "vitest";
import { isUnknown, parsePolicy, unknown } from "../../../model/index.ts";
import { externalAccess } from "./external.ts";

const OWN = "111122223333";
const base = { Action: "sqs:SendMessage", Resource: "*" };

/** Who gets in past a Deny of everybody but some. */
function past(Principal: unknown, NotPrincipal: unknown): readonly string[] {
  const policy = parsePolicy({
    Version: "2012-10-17",
    Statement: [
      { ...base, Effect: "Allow", Principal },
      { ...base, Effect: "Deny", NotPrincipal },
    ],
  });
  if (isUnknown(policy)) throw new Error("test policy is malformed");
  const found = externalAccess({
    policies: [{ name: "p", policy }],
    resource: `arn:aws:sqs:us-east-1:${OWN}:q`,
    service: "sqs",
    zone: { account: OWN },
  });
  expect(found.undecided).toEqual([]);
  return found.findings.map(({ who }) => who.who);
}

test.each<readonly [what: string, allowed: unknown, spared: unknown, expected: readonly string[]]>([
  ["the service by the same name", { Service: "s3.amazonaws.com" }, { Service: "s3.amazonaws.com" }, ["any-account-through-service"]],
  ["in other letters", { Service: "S3.amazonaws.com" }, { Service: "s3.amazonaws.com" }, ["any-account-through-service"]],
  ["every service", { Service: "s3.amazonaws.com" }, { Service: "*" }, ["any-account-through-service"]],
  ["another service", { Service: "s3.amazonaws.com" }, { Service: "sns.amazonaws.com" }, []],
  ["no service", { Service: "s3.amazonaws.com" }, { AWS: OWN }, []],
  ["every service, where everybody is let in", "*", { Service: "*" }, ["any-account-through-service"]],
])("a Deny that spares %s", (_, allowed, spared, expected) => {
  expect(past(allowed, spared)).toEqual(expected);
});

test("a block of public policies cuts nobody for sure where the conditions could not be read", () => {
  const Statement = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*", Condition: unknown("parameter") };
  const policy = parsePolicy({ Version: "2012-10-17", Statement });
  if (isUnknown(policy)) throw new Error("test policy is malformed");
  const { reaches, publicByS3 } = externalAccess({
    policies: [{ name: "p", policy }],
    resource: "arn:aws:s3:::b",
    below: ["arn:aws:s3:::b/*"],
    service: "s3",
    zone: { account: OWN },
    restrictPublicBuckets: true,
  });
  expect(reaches).toBe("undecided");
  expect(publicByS3).toMatchObject({ reason: "parameter" });
});
