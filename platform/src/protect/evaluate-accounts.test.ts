import { expect, it } from "vitest";
import { type Estate, emptyEstate, fail, type Resource } from "../model/index.ts";
import { defineCheck } from "./check.ts";
import { evaluate } from "./evaluate.ts";

const check = defineCheck({
  id: "iam/test",
  on: "ManagedPolicy",
  severity: "low",
  layer: "identity",
  csf: ["PR.AC-3"],
  meets: {},
  text: { en: { title: "t", risk: "r", fix: "f" }, ja: { title: "t", risk: "r", fix: "f" } },
  judge: () => fail({}),
} as never);

const policy = (account: string, id: string) =>
  ({ kind: "ManagedPolicy", id, name: "p", account, region: "global", scope: `aws:${account}`, origin: { source: "aws" } }) as Resource;

function ids(...resources: readonly Resource[]): readonly string[] {
  const estate: Estate = { ...emptyEstate, resources };
  return evaluate(estate, [check], { now: new Date(0) }).findings.map((finding) => finding.id);
}

it("what many accounts share has a finding of its own in each", () => {
  const shared = "arn:aws:iam::aws:policy/AdministratorAccess";
  const [a, b] = [policy("111122223333", shared), policy("444455556666", shared)];
  expect(new Set(ids(a, b)).size).toBe(2);
});

it("what an account owns keeps its id", () => {
  const id = "arn:aws:iam::111122223333:policy/p";
  expect(ids(policy("111122223333", id))).toEqual(ids({ ...policy("111122223333", id), name: "q" } as Resource));
});
