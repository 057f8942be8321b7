import { expect, test } from "vitest";
import { isUnknown, unknown } from "../../../model/index.ts";
import { policy } from "../worlds.test-helper.ts";
import { isPublicByS3 } from "./public-by-s3.ts";
import { rulesOf } from "./rules.ts";

const ONE = "111122223333";
const unread = unknown("parameter");

const open = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" };
const when = (operator: string, key: string, values: unknown) => ({ ...open, Condition: { [operator]: { [key]: values } } });

function told(...statements: object[]): string {
  const found = isPublicByS3(rulesOf(policy(...statements)));
  return isUnknown(found) ? found.reason : found ? "public" : "not";
}

test.each<readonly [what: string, statements: readonly object[], expected: string]>([
  ["everybody", [open], "public"],
  ["every AWS principal", [{ ...open, Principal: { AWS: "*" } }], "public"],
  ["an account", [{ ...open, Principal: { AWS: ONE } }], "not"],
  ["a service", [{ ...open, Principal: { Service: "s3.amazonaws.com" } }], "not"],
  ["all but an account", [{ ...open, Principal: undefined, NotPrincipal: { AWS: ONE } }], "public"],
  ["all but everybody", [{ ...open, Principal: undefined, NotPrincipal: "*" }], "public"],
  ["no principal at all", [{ ...open, Principal: undefined }], "public"],
  ["a Deny of everybody", [{ ...open, Effect: "Deny" }], "not"],
  ["an Allow beside a Deny", [{ ...open, Effect: "Deny" }, open], "public"],
  ["one open statement of two", [{ ...open, Principal: { AWS: ONE } }, open], "public"],
  ["a principal nobody could read", [{ ...open, Principal: unread }], "parameter"],
  ["a name nobody could read", [{ ...open, Principal: { AWS: [ONE, unread] } }], "parameter"],
  ["an effect nobody could read", [{ ...open, Effect: unread }], "parameter"],
  ["an effect nobody could read, for an account", [{ ...open, Effect: unread, Principal: { AWS: ONE } }], "not"],
  ["something unread beside an open statement", [{ ...open, Principal: unread }, open], "public"],
  [
    "something unread beside a closed one",
    [
      { ...open, Principal: unread },
      { ...open, Principal: { AWS: ONE } },
    ],
    "parameter",
  ],
  ["conditions nobody could read", [{ ...open, Condition: unread }], "parameter"],
])("%s: %s", (_, statements, expected) => {
  expect(told(...statements)).toBe(expected);
});

test.each<readonly [operator: string, key: string, values: unknown, expected: string]>([
  ["StringEquals", "aws:PrincipalOrgID", "o-a", "not"],
  ["StringEquals", "aws:PrincipalAccount", ONE, "not"],
  ["StringEquals", "aws:PrincipalServiceName", "s3.amazonaws.com", "not"],
  ["ArnEquals", "aws:PrincipalArn", `arn:aws:iam::${ONE}:role/r`, "not"],
  ["ArnLike", "aws:SourceArn", "arn:aws:s3:::mine", "not"],
  ["StringEquals", "aws:SourceVpc", "vpc-1", "not"],
  ["StringEquals", "aws:SourceVpce", ["vpce-1", "vpce-2"], "not"],
  ["StringEquals", "aws:SourceOwner", ONE, "not"],
  ["StringEquals", "aws:SourceAccount", ONE, "not"],
  ["StringEquals", "aws:SourceOrgID", "o-a", "not"],
  ["StringLike", "aws:PrincipalOrgPaths", "o-a/r-1/", "not"],
  ["StringEquals", "s3:DataAccessPointAccount", ONE, "not"],
  // Whatever is said of how, and not of who.
  ["StringEquals", "aws:Referer", "https://example.com", "public"],
  ["StringEquals", "aws:PrincipalTag/a", "b", "public"],
  ["Bool", "aws:SecureTransport", "true", "public"],
  // Wildcards and variables fix nothing.
  ["StringLike", "aws:PrincipalOrgID", "o-*", "public"],
  ["StringLike", "aws:SourceVpce", ["vpce-1", "vpce-?"], "public"],
  ["StringEquals", "aws:PrincipalAccount", "${aws:ResourceAccount}", "public"],
  ["ArnLike", "aws:SourceArn", "arn:aws:s3:::*", "public"],
  // Nor does what an absent key passes, or what is left out.
  ["StringEqualsIfExists", "aws:PrincipalOrgID", "o-a", "public"],
  ["ForAllValues:StringEquals", "aws:PrincipalOrgID", "o-a", "public"],
  ["StringNotEquals", "aws:PrincipalOrgID", "o-a", "public"],
  ["ForAnyValue:StringNotEquals", "aws:PrincipalOrgID", "o-a", "public"],
  ["StringEquals", "aws:PrincipalOrgID", [], "public"],
  ["Null", "aws:PrincipalOrgID", "true", "public"],
  ["Null", "aws:PrincipalOrgID", "false", "unsupported"],
  ["Null", "aws:Referer", "false", "public"],
  ["StringEquals", "aws:PrincipalOrgID", unread, "parameter"],
  ["StringEquals", "aws:PrincipalOrgID", ["o-a", unread], "parameter"],
  ["StringEquals", "aws:Referer", unread, "public"],
  // The name of an access point may be anything where its account is fixed.
  ["ArnLike", "s3:DataAccessPointArn", `arn:aws:s3:*:${ONE}:accesspoint/*`, "not"],
  ["ArnLike", "s3:DataAccessPointArn", `arn:aws:s3:*:${ONE}0:accesspoint/*`, "public"],
  ["ArnLike", "s3:DataAccessPointArn", `arn:aws:s3:*:x${ONE}:accesspoint/*`, "public"],
  ["ArnLike", "s3:DataAccessPointArn", "arn:aws:s3:*:*:accesspoint/*", "public"],
  ["ArnLike", "s3:DataAccessPointArn", "*", "public"],
  // So may the session of a role.
  ["StringLike", "aws:userid", "AROAABCDEFGHIJKLMNOPQ:*", "not"],
  ["StringLike", "aws:userid", "AROA*:session", "public"],
  ["StringLike", "aws:userid", "*", "public"],
  // Addresses: the line between a network and the internet.
  ["IpAddress", "aws:SourceIp", "203.0.113.0/24", "not"],
  ["IpAddress", "aws:SourceIp", "10.0.0.0/8", "not"],
  ["IpAddress", "aws:SourceIp", "128.0.0.0/7", "public"],
  ["IpAddress", "aws:SourceIp", ["10.0.0.0/8", "0.0.0.0/0"], "public"],
  ["IpAddress", "aws:SourceIp", "2001:db8::/32", "not"],
  ["IpAddress", "aws:SourceIp", "2001:d00::/24", "public"],
  ["IpAddress", "aws:SourceIp", "nowhere", "public"],
  ["IpAddress", "aws:SourceIp", [], "public"],
  ["NotIpAddress", "aws:SourceIp", "203.0.113.0/24", "public"],
  ["IpAddressIfExists", "aws:SourceIp", "203.0.113.0/24", "public"],
  ["StringEquals", "aws:SourceIp", "203.0.113.7", "public"],
  ["IpAddress", "aws:SourceIp", unread, "parameter"],
])("%s %s %j: %s", (operator, key, values, expected) => {
  expect(told(when(operator, key, values))).toBe(expected);
});

test("one condition that fixes who is enough", () => {
  const Condition = { StringEquals: { "aws:Referer": "x", "aws:PrincipalOrgID": "o-a" } };
  expect(told({ ...open, Condition })).toBe("not");
  expect(told({ ...open, Condition: { StringEquals: { "aws:SourceVpc": unread, "aws:PrincipalOrgID": "o-a" } } })).toBe("not");
  expect(told({ ...open, Condition: { StringEquals: { "aws:SourceVpc": unread, "aws:Referer": "x" } } })).toBe("parameter");
});
