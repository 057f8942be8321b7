import { describe, expect, test } from "vitest";
import { parsePolicy, type Relation, unknown, World } from "../model/index.ts";
import { caseTime, resource } from "./cases.ts";
import { rankFinding } from "./rank.ts";

const fn = (name: string, facts: object = {}) =>
  resource("LambdaFunction", { name, id: name, Urls: [], Policies: [], Role: unknown("access-denied"), ...facts });
const finding = (id: string, severity = "high", status = "fail") => ({ resource: { id }, severity, status }) as never;
const world = (relations: Relation[], ...resources: object[]) =>
  new World(
    { scopes: [], resources: resources as never, gaps: [], problems: [], unrecognised: {} },
    { now: caseTime, relate: () => relations },
  );
const edge = (from: string, to: string, type: Relation["type"]): Relation => ({ from, to, type, resolved: true });

describe("rank", () => {
  test("what anyone reaches goes before what nobody reaches", () => {
    const open = fn("open", { Urls: [{ Qualifier: undefined, AuthType: "NONE", InvokeMode: undefined, Cors: undefined }] });
    const inner = fn("inner");
    const w = world([], open, inner);
    expect(rankFinding(finding("open"), w)).toBeGreaterThan(rankFinding(finding("inner"), w));
  });
  test("what stands behind an API goes before what does not, also over a queue", () => {
    const api = resource("HttpApi", { name: "api", id: "api" });
    const queue = resource("Queue", { name: "queue", id: "queue", Policy: undefined });
    const [near, far] = [fn("near"), fn("far")];
    const w = world([edge("api", "queue", "routes"), edge("queue", "near", "triggers")], api, queue, near, far);
    expect(rankFinding(finding("near"), w)).toBeGreaterThan(rankFinding(finding("far"), w));
  });
  test("what leads to data goes before what does not", () => {
    const table = resource("DynamoTable", { name: "t", id: "t", Policy: undefined });
    const [with_, without] = [fn("with"), fn("without")];
    const w = world([edge("with", "t", "uses")], table, with_, without);
    expect(rankFinding(finding("with"), w)).toBeGreaterThan(rankFinding(finding("without"), w));
  });
  test("an administrator role goes before a small one", () => {
    const role = (name: string, Action: string) =>
      resource("Role", {
        name,
        Arn: `arn:aws:iam::111122223333:role/${name}`,
        region: "global",
        Policies: [{ PolicyName: "p", PolicyDocument: parsePolicy({ Statement: { Effect: "Allow", Action, Resource: "*" } }) }],
        ManagedPolicyArns: [],
        PermissionsBoundary: undefined,
      });
    const [strong, weak] = [
      fn("strong", { Role: "arn:aws:iam::111122223333:role/a" }),
      fn("weak", { Role: "arn:aws:iam::111122223333:role/b" }),
    ];
    const w = world([], strong, weak, role("a", "*"), role("b", "logs:PutLogEvents"));
    expect(rankFinding(finding("strong"), w)).toBeGreaterThan(rankFinding(finding("weak"), w));
  });
  test("severity weighs most, unknown weighs less than proof, and ranks stay in 0–100", () => {
    const w = world([], fn("f"));
    expect(rankFinding(finding("f", "critical"), w)).toBeGreaterThan(rankFinding(finding("f", "low"), w));
    expect(rankFinding(finding("f"), w)).toBeGreaterThan(rankFinding(finding("f", "high", "unknown"), w));
    expect(rankFinding(finding("nowhere", "critical"), w)).toBeLessThanOrEqual(100);
  });
});
