import { describe, expect, test } from "vitest";
import { type Fact, isUnknown, type Policy, parsePolicy, unknown } from "../../../model/index.ts";
import type { Source } from "../question.ts";
import { externalAccess } from "./external.ts";

const OWN = "111122223333";
const OTHER = "444455556666";
const THIRD = "777788889999";
const unread = unknown("access-denied");

type Given = Fact<readonly object[]>;

function source(name: string, statements: Given): Source {
  const parsed: Fact<Policy> = isUnknown(statements) ? statements : parsePolicy({ Version: "2012-10-17", Statement: statements });
  return { name, policy: parsed };
}

const allow = (Principal: unknown, extra: object = {}) => ({ Effect: "Allow", Principal, Action: "s3:*", Resource: "*", ...extra });
const deny = (extra: object = {}) => ({ ...allow("*"), Effect: "Deny", ...extra });
const when = (operator: string, key: string, value: string) => ({ Condition: { [operator]: { [key]: value } } });

/** Whom an access point and one of the buckets behind it let in together. */
function ask(point: Given, buckets: readonly Given[]) {
  return externalAccess({
    policies: [source("point", point)],
    behind: buckets.map((one, i) => [source(`bucket ${i}`, one)]),
    resource: `arn:aws:s3:ap-northeast-1:${OWN}:accesspoint/p`,
    below: [`arn:aws:s3:ap-northeast-1:${OWN}:accesspoint/p/object/*`],
    service: "s3",
    zone: { account: OWN },
  });
}

const everybody = [allow("*")];

describe("who gets through what stands before a resource", () => {
  test.each<readonly [what: string, point: Given, buckets: readonly Given[], expected: readonly string[]]>([
    ["everybody whom both let in", everybody, [everybody], ["anonymous", "any-principal"]],
    ["nobody whom the point does not", [allow({ AWS: OWN })], [everybody], []],
    ["nobody of those who are not ours", everybody, [[allow("*", when("StringEquals", "aws:PrincipalAccount", OWN))]], []],
    ["nobody where the bucket only denies, whatever the point asks for", [allow({ AWS: OTHER }, { Condition: unread })], [[deny()]], []],
    ["nobody where the bucket says nothing", everybody, [[]], []],
    ["nobody where there is no bucket", everybody, [], []],
    ["an account that the bucket names", everybody, [[allow({ AWS: OTHER })]], ["account"]],
    ["an account that the point names", [allow({ AWS: OTHER })], [everybody], ["account"]],
    ["no account that only one of them names", [allow({ AWS: OTHER })], [[allow({ AWS: THIRD })]], []],
    ["nobody whom the bucket denies", everybody, [[...everybody, deny()]], []],
    ["nobody whom the point denies", [...everybody, deny()], [everybody], []],
    [
      "whom the bucket's Deny spares",
      everybody,
      [[...everybody, deny(when("StringNotEquals", "aws:PrincipalAccount", OTHER))]],
      ["account"],
    ],
    ["nobody for another action each", [allow("*", { Action: "s3:GetObject" })], [[allow("*", { Action: "s3:PutObject" })]], []],
    [
      "whoever lists, where both let list",
      [allow("*", { Action: "s3:List*" })],
      [[allow("*", { Action: "s3:*Bucket" })]],
      ["anonymous", "any-principal"],
    ],
    [
      "nobody on another condition each",
      [allow("*", when("StringEquals", "aws:Referer", "a"))],
      [[allow("*", when("StringEquals", "aws:Referer", "b"))]],
      [],
    ],
    [
      "through one of two statements",
      [allow({ AWS: THIRD }), allow({ AWS: OTHER })],
      [[allow({ AWS: OWN }), allow({ AWS: OTHER })]],
      ["account"],
    ],
    ["through one of two buckets", [allow({ AWS: OTHER })], [[allow({ AWS: OWN })], [allow({ AWS: OTHER })]], ["account"]],
  ])("%s", (_, point, buckets, expected) => {
    const { reaches, findings, undecided } = ask(point, buckets);
    expect(findings.map(({ who }) => who.who)).toEqual(expected);
    expect(undecided).toEqual([]);
    expect(reaches).toBe(expected.length > 0 ? "yes" : "no");
  });

  test.each<readonly [what: string, point: Given, buckets: readonly Given[], who: readonly (string | undefined)[]]>([
    ["a bucket nobody could read", everybody, [unread], ["anonymous", "any-principal"]],
    ["a bucket nobody could read, for an account", [allow({ AWS: OTHER })], [unread], ["account"]],
    ["a bucket nobody could read, behind a condition nobody could", [allow({ AWS: OTHER }, { Condition: unread })], [unread], ["account"]],
    ["a point nobody could read", unread, [everybody], [undefined]],
    ["an effect of the bucket", everybody, [[allow("*", { Effect: unread })]], [undefined]],
  ])("%s keeps nobody out for sure", (_, point, buckets, who) => {
    const found = ask(point, buckets);
    expect(found).toMatchObject({ reaches: "undecided", findings: [] });
    expect(found.undecided.map((one) => one.who?.who)).toEqual(who);
    for (const { because } of found.undecided) expect(because).toBe(unread);
  });
  test("a bucket nobody could read lets nobody in whom the point does not", () => {
    expect(ask([allow({ AWS: OWN })], [unread])).toMatchObject({ reaches: "no", undecided: [] });
  });
  test("nor does one that names us alone", () => {
    expect(ask(everybody, [[allow({ AWS: OWN })]])).toMatchObject({ findings: [] });
  });
  describe("a point that lets everybody in and says something else with an effect nobody could read", () => {
    const point = [...everybody, allow("*", { Action: "s3:PutObject", Effect: unread })];
    test.each<readonly [what: string, bucket: Given, reaches: string, who: readonly string[]]>([
      ["with a bucket that lets everybody in", everybody, "yes", ["anonymous", "any-principal"]],
      ["with a bucket that lets ours in", [allow({ AWS: OWN })], "undecided", []],
      ["with a bucket that says nothing", [], "undecided", []],
      ["with a bucket nobody could read", unread, "undecided", []],
    ])("%s", (_, bucket, reaches, who) => {
      const found = ask(point, [bucket]);
      expect(found.reaches).toBe(reaches);
      expect(found.findings.map((one) => one.who.who)).toEqual(who);
    });
  });
  test("one bucket is enough, whatever nobody could read of the other", () => {
    expect(ask([allow({ AWS: OTHER })], [unread, everybody])).toMatchObject({ reaches: "yes", undecided: [{ because: unread }] });
  });
  test("the witness is an action that both let in, with the statements of both", () => {
    const point = [allow({ AWS: OTHER }, { Sid: "Point", Action: "s3:*Object" })];
    const [finding] = ask(point, [
      [allow("*", { Sid: "Bucket", Action: "s3:Put*", ...when("Bool", "aws:SecureTransport", "true") })],
    ]).findings;
    expect(finding?.witness.action).toBe("s3:PutObject");
    expect(finding?.by.map(({ statement }) => statement.Sid)).toEqual(expect.arrayContaining(["Point", "Bucket"]));
    expect(finding?.conditions).toEqual([{ operator: "Bool", key: "aws:SecureTransport", values: ["true"] }]);
  });
});
