import { expect, it } from "vitest";
import type { Answer } from "../question.ts";
import { allow, ask, context, given, stranger } from "./cases/case.ts";
import { decide } from "./decide.ts";

const UNKNOWN = context({}, "unknown");
const when = (Condition: object) => allow({ Condition });
const keys = (count: number) => Array.from({ length: count }, (_, i) => `svc:k${i}`);
const either = (key: string) => [when({ StringEquals: { [key]: "1" } }), when({ StringNotEquals: { [key]: "1" } })];
const present = (key: string) => [
  when({ StringEquals: { [key]: "1" } }),
  when({ StringNotEquals: { [key]: "1" }, Null: { [key]: "false" } }),
];
const likes = (count: number) => Array.from({ length: count }, (_, i) => when({ StringLike: { "svc:a": `${i}*` } }));

it.each<readonly [what: string, statements: readonly ReturnType<typeof allow>[], expected: Answer]>([
  ["one value, or any other", either("svc:a"), "allowed"],
  ["one value, or another", [when({ StringEquals: { "svc:a": "1" } }), when({ StringEquals: { "svc:a": "2" } })], "depends"],
  ["one value, or any other that is there", present("svc:a"), "depends"],
  ["what is like a pattern, or is not", [when({ StringLike: { "svc:a": "1*" } }), when({ StringNotLike: { "svc:a": "1*" } })], "allowed"],
  ["a key in either spelling", [when({ StringEquals: { "svc:a": "1" } }), when({ StringNotEquals: { "SVC:A": "1" } })], "allowed"],
  [
    "either of one key, beside four others",
    [...either("svc:a"), ...keys(4).map((key) => when({ StringEquals: { [key]: "1" } }))],
    "allowed",
  ],
  [
    "either of one key, beside more than are gone through",
    [...either("svc:a"), ...keys(9).map((key) => when({ StringEquals: { [key]: "1" } }))],
    "depends",
  ],
  ["four patterns, and not the first", [...likes(4), when({ StringNotLike: { "svc:a": "0*" } })], "allowed"],
  ["more patterns than are gone through, and not the first", [...likes(5), when({ StringNotLike: { "svc:a": "0*" } })], "depends"],
])("an Allow of %s, of a key nobody knows", (_, identity, expected) => {
  expect(decide(ask({ context: UNKNOWN }), given({ identity })).answer).toBe(expected);
});

it("a key that is there is not absent", () => {
  const answer = (key: string) => {
    const resource = present(key).map((one) => ({ ...one, Principal: "*" }));
    return decide(ask({ caller: stranger, context: UNKNOWN }), given({ identity: allow(), resource })).answer;
  };
  expect([answer("aws:userid"), answer("svc:a")]).toEqual(["allowed", "depends"]);
});
