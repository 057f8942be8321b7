import { describe, expect, it, test } from "vitest";
import { unknown } from "../../../model/index.ts";
import { resource } from "../../cases.ts";
import { admits, policy } from "../worlds.test-helper.ts";
import { onPoint } from "./on-point.ts";

const POINT = "arn:aws:s3:ap-northeast-1:111122223333:accesspoint/ap";
const bucket = (fields: object = {}) => resource("Bucket", { Arn: "arn:aws:s3:::b", name: "b", ...fields });
const unread = unknown("access-denied");
const moved = (Resource: unknown, of = bucket()) =>
  onPoint(policy(admits("*", "s3:GetObject", { Resource })), of, POINT).Statement[0]?.Resource;

describe("a bucket's policy, as it speaks of requests through a point", () => {
  test.each<readonly [pattern: string, expected: readonly string[]]>([
    ["arn:aws:s3:::b", [POINT]],
    ["arn:aws:s3:::b/*", [`${POINT}/object/*`]],
    ["arn:aws:s3:::b/a/?", [`${POINT}/object/a/?`]],
    ["arn:aws:s3:::b/${aws:username}/*", [`${POINT}/object/\${aws:username}/*`]],
    ["arn:aws:s3:::b*", [POINT, `${POINT}/object/*`]],
    ["*", [POINT, `${POINT}/object/*`]],
    ["arn:aws:s3:::*", [POINT, `${POINT}/object/*`]],
    ["arn:aws:s3:::*/a", [`${POINT}/object/a`, `${POINT}/object/*/a`]],
    ["arn:aws:s3:::*/ab", [`${POINT}/object/ab`, `${POINT}/object/*/ab`]],
    ["arn:aws:s3:::?/a*", [`${POINT}/object/a*`]],
    ["arn:aws:s3:::?", [POINT]],
    ["arn:aws:s3:::b?c", [`${POINT}/object/c`]],
    ["arn:aws:s3:::bc", []],
    ["arn:aws:s3:::c/*", []],
    [POINT, []],
  ])("%s", (pattern, expected) => {
    expect(moved(pattern)?.toSorted()).toEqual(expected.toSorted());
  });
  it("a variable in the bucket's name may stand for it", () => {
    const Resource = "arn:aws:s3:::${aws:username}/*";
    expect(moved(Resource)).toEqual([unknown("unsupported", { what: `Resource ${Resource}` })]);
  });
  it("what could not be read stays so", () => {
    expect(moved(unread)).toEqual([unread]);
  });
  it("what a Deny leaves out is left out", () => {
    const given = policy({ Effect: "Deny", Principal: "*", Action: "s3:*", NotResource: "arn:aws:s3:::b/public/*" });
    expect(onPoint(given, bucket(), POINT).Statement).toMatchObject([{ NotResource: [`${POINT}/object/public/*`] }]);
    expect(onPoint(given, bucket(), POINT).Statement[0]?.Resource).toBeUndefined();
  });
  it("a template may name its bucket in words of its own", () => {
    const template = bucket({ origin: { source: "template", file: "t.yaml" } });
    expect(moved("arn:aws:s3:::b-prod/*", template)).toEqual([unknown("elsewhere", { what: "arn:aws:s3:::b-prod/*" })]);
    expect(moved("arn:aws:s3:::b/*", template)).toEqual([`${POINT}/object/*`]);
  });
  it("is told once for a point and its bucket, and of each for itself", () => {
    const given = policy(admits("*", "s3:GetObject", { Resource: "arn:aws:s3:::b/*" }));
    expect(onPoint(given, bucket(), POINT)).toBe(onPoint(given, bucket(), POINT));
    const other = bucket({ Arn: "arn:aws:s3:::c", name: "c" });
    expect(onPoint(given, other, POINT).Statement).toMatchObject([{ Resource: [] }]);
    expect(onPoint(given, bucket(), `${POINT}2`).Statement).toMatchObject([{ Resource: [`${POINT}2/object/*`] }]);
  });
});
