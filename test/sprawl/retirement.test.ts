import { describe, expect, it } from "vitest";
import { parsePolicy, type Resource } from "../../platform/src/model/index.ts";
import { quoted } from "../../platform/src/protect/sprawl/command.ts";
import type { Step } from "../../platform/src/protect/sprawl/item.ts";
import {
  ACCOUNT,
  arn,
  DENIED,
  type Evidence,
  fn,
  fnArn,
  layer,
  logGroup,
  mapping,
  method,
  queue,
  restApi,
  role,
  roleArn,
  rule,
  sprawlOf,
} from "./estate.ts";

const F = fnArn("idle");
const Q = arn("sqs", "jobs");
const API = "arn:aws:apigateway:ap-northeast-1::/restapis/abc";
const LOGS = arn("logs", "log-group:/aws/lambda/idle");

function costOf(resource: Resource, evidence: Evidence = { uses: { [resource.id]: undefined } }) {
  return sprawlOf([resource, role("idle-role")], evidence).items.find((item) => item.resource.id === resource.id)?.cost;
}

describe("what it costs to keep", () => {
  it("nothing, for a function that waits to be called", () => {
    expect(costOf(fn("idle"))).toMatchObject({ usd: 0, parts: [] });
  });
  it("provisioned concurrency, at the region's price", () => {
    const cost = costOf(fn("idle", { ProvisionedConcurrency: [{ Qualifier: "live", Executions: 5 }] }));
    // 5 × 1 GB × 730 h × 3600 s × 0.0000053835
    expect(cost?.usd).toBeCloseTo(70.74, 2);
  });
  it("not known where no price is known, never zero", () => {
    const arm = fn("idle", { Architectures: ["arm64"], ProvisionedConcurrency: [{ Qualifier: "live", Executions: 5 }] });
    expect(costOf(arm)).toMatchObject({ usd: undefined, parts: [{ what: "provisioned-concurrency", quantity: 5 }] });
    expect(costOf(fn("idle", { ProvisionedConcurrency: DENIED }))?.usd).toBeUndefined();
    expect(costOf(fn("idle", { SnapStart: "PublishedVersions", Runtime: "python3.13" }))?.usd).toBeUndefined();
    expect(costOf(fn("idle", { SnapStart: "PublishedVersions", Runtime: "java21" }))?.usd).toBe(0);
  });
  it("reserved concurrency takes from others without a price", () => {
    expect(costOf(fn("idle", { ReservedConcurrentExecutions: 50 }))).toMatchObject({
      usd: 0,
      parts: [{ what: "reserved-concurrency", quantity: 50 }],
    });
  });
  it("stored logs, as an upper bound", () => {
    const logs = { [LOGS]: { StoredBytes: 10 * 1024 ** 3, LastEvent: "2025-01-01" } };
    expect(costOf(logGroup("/aws/lambda/idle"), { logs })).toMatchObject({ usd: 0.33, atMost: true });
  });
  it("the code of old versions counts bytes, not dollars", () => {
    const facts = ["1", "2", "3"].map((Version) => ({ Version, CodeSize: 1000, Published: "2024-01-01", Layers: [] }));
    const uses = { [F]: "2026-11-20", [`${F}:1`]: undefined, [`${F}:2`]: undefined };
    const versions = facts.map(({ Version }) => ({ Version, Runtime: "nodejs24.x" }));
    const found = sprawlOf([fn("idle", { Versions: versions })], { uses, versions: { [F]: facts } });
    expect(found.items.find(({ judgement }) => judgement.subject)?.cost).toMatchObject({
      usd: 0,
      parts: [{ quantity: 2000, unit: "bytes" }],
    });
    expect(found.plan.filter(({ phase }) => phase === "delete").map(({ command }) => command)).toEqual([
      "aws lambda delete-function --function-name idle --qualifier 1 --region ap-northeast-1",
      "aws lambda delete-function --function-name idle --qualifier 2 --region ap-northeast-1",
    ]);
  });
});

describe("whom to ask", () => {
  const tagged = (Tags: unknown) => sprawlOf([fn("idle", { Tags })], { uses: { [F]: undefined } }).items[0]?.owner;
  it("a tag, whatever its case, the best key first", () => {
    expect(tagged({ TEAM: "b", Owner: "a" })).toEqual({ who: ["a"], by: "tag", where: "Owner" });
    expect(tagged({ Team: "b", owner: " " })).toEqual({ who: ["b"], by: "tag", where: "Team" });
    expect(tagged({ Name: "x" })).toBeUndefined();
    expect(tagged(DENIED)).toBeUndefined();
  });
  it("keys of one's own", () => {
    const found = sprawlOf([fn("idle", { Tags: { keeper: "c", owner: "a" } })], {}, { settings: { ownerTags: ["Keeper"] } });
    expect(found.items[0]?.owner?.who).toEqual(["c"]);
  });
  it("who owns the file that declares it", () => {
    const declared = fn("idle", {
      origin: { source: "template", file: "apps/t.yaml", address: "Idle", locate: () => ({ file: "apps/t.yaml", line: 7 }) },
    });
    const found = sprawlOf([declared], undefined, {
      input: { fileOwners: (file) => (file === "apps/t.yaml" ? { who: ["@apps"], where: "CODEOWNERS:3" } : undefined) },
    });
    expect(found.items[0]?.owner).toEqual({ who: ["@apps"], by: "codeowners", where: "CODEOWNERS:3" });
  });
});

describe("the risk it carries", () => {
  it("puts what may do everything first", () => {
    const all = {
      PolicyName: "all",
      PolicyDocument: parsePolicy({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] }),
    };
    const found = sprawlOf([role("a"), role("b", { Policies: [all] }), role("c")], undefined);
    expect(found.items.map(({ resource, risk }) => [resource.name, risk.privilege])).toEqual([
      ["b", "administrator"],
      ["a", "none"],
      ["c", "none"],
    ]);
  });
  it("counts open findings and who shares the role", () => {
    const shared = { Role: roleArn("shared") };
    const resource = {
      id: F,
      kind: "LambdaFunction" as const,
      name: "idle",
      account: ACCOUNT,
      region: "ap-northeast-1",
      scope: `aws:${ACCOUNT}`,
    };
    const finding = {
      id: "1",
      check: "x",
      status: "fail" as const,
      severity: "high" as const,
      resource,
      subject: "",
      evidence: [],
      rank: 0,
    };
    const found = sprawlOf(
      [fn("idle", shared), fn("other", shared), role("shared")],
      { uses: { [F]: undefined } },
      {
        input: { findings: [finding, { ...finding, status: "unknown" as const }] },
      },
    );
    expect(found.items.find((i) => i.resource.id === F)?.risk).toMatchObject({
      findings: { high: 1, low: 0 },
      role: "shared",
      sharedBy: 2,
    });
  });
});

/** An application of which nothing is used any more. */
function deadApplication(): readonly Resource[] {
  return [
    logGroup("/aws/lambda/idle"),
    role("idle-role"),
    layer("shared", 1),
    fn("idle", {
      Layers: [arn("lambda", "layer:shared:1")],
      Aliases: [{ Name: "live", FunctionVersion: "$LATEST" }],
      ReservedConcurrentExecutions: 5,
    }),
    mapping("u1", Q, F),
    queue("jobs"),
    method("abc", "/x", F),
    restApi("abc", "shop"),
  ];
}
const dead: Evidence = {
  uses: { [F]: undefined, [Q]: undefined, [API]: undefined },
  taken: { [Q]: undefined },
  born: { [Q]: "2024-01-01", [API]: "2024-01-01", [arn("lambda", "layer:shared:1")]: "2024-01-01" },
  logs: { [LOGS]: { StoredBytes: 10, LastEvent: "2025-01-01" } },
};

describe("the order of retirement", () => {
  const { plan } = sprawlOf(deadApplication(), dead);
  const of = (phase: Step["phase"]) => plan.filter((step) => step.phase === phase);

  it("goes from what calls to what is stood on", () => {
    const names = of("delete").map(({ name }) => name);
    const at = (name: string) => names.indexOf(name);
    for (const [before, after] of [
      ["shop", "idle"],
      ["jobs", "idle"],
      [`${Q} → ${F}`, "idle"],
      ["idle", "idle-role"],
      ["idle", "shared:1"],
      ["idle", "/aws/lambda/idle"],
    ] as const) {
      expect(at(before), before).toBeGreaterThanOrEqual(0);
      expect(at(before), `${before} before ${after}`).toBeLessThan(at(after));
    }
  });

  it("keeps, stops and watches before it deletes anything; every stop can be taken back", () => {
    const phases = plan.map(({ phase }) => phase);
    expect(phases.filter((phase, i) => phase !== phases[i - 1])).toEqual(["check", "record", "stop", "observe", "delete"]);
    expect(of("stop").length).toBeGreaterThan(2);
    for (const step of of("stop")) expect(step.undo, step.command).toBeTruthy();
    // Back to what it was, not to none at all.
    expect(of("stop").find(({ name }) => name === "idle")).toMatchObject({
      command: "aws lambda put-function-concurrency --function-name idle --reserved-concurrent-executions 0 --region ap-northeast-1",
      undo: "aws lambda put-function-concurrency --function-name idle --reserved-concurrent-executions 5 --region ap-northeast-1",
    });
  });

  it("deletes aliases before their function", () => {
    const commands = of("delete").map(({ command }) => command ?? "");
    expect(commands.findIndex((c) => c.includes("delete-alias"))).toBeLessThan(commands.findIndex((c) => c.includes("delete-function")));
  });

  it("what a stack made is taken out of the stack, and no command deletes it", () => {
    const Tags = { "aws:cloudformation:stack-name": "shop", "aws:cloudformation:logical-id": "Idle" };
    const owned = sprawlOf([fn("idle", { Tags }), role("idle-role", { Tags })], { uses: { [F]: undefined } });
    expect(owned.plan).toEqual([
      { phase: "template", resource: F, name: "idle", account: ACCOUNT, stack: "shop", logicalId: "Idle" },
      { phase: "template", resource: roleArn("idle-role"), name: "idle-role", account: ACCOUNT, stack: "shop", logicalId: "Idle" },
    ]);
  });

  it("a declaration beside its live resource is judged once, and says where to edit", () => {
    const declared = {
      ...fn("idle"),
      id: "arn:aws:lambda:ap-northeast-1:000000000000:function:idle",
      scope: "template:t.yaml",
      origin: { source: "template", file: "t.yaml", address: "Idle", locate: () => ({ file: "t.yaml", line: 7 }) },
    } as Resource;
    const found = sprawlOf([fn("idle"), role("idle-role"), declared], { uses: { [F]: undefined } });
    expect(found.items.filter(({ resource }) => resource.kind === "LambdaFunction").map(({ resource }) => resource.id)).toEqual([F]);
    expect(found.plan[0]).toMatchObject({ phase: "template", resource: F, place: { file: "t.yaml", line: 7 } });
  });

  it("nothing in use is in it, whatever the circle", () => {
    const ring = [
      fn("a", { Environment: { NEXT: "b" } }),
      fn("b", { Environment: { NEXT: "a" } }),
      rule("nightly", [fnArn("a")]),
      role("a-role"),
      role("b-role"),
    ];
    const found = sprawlOf(ring, {
      uses: { [fnArn("a")]: undefined, [fnArn("b")]: undefined, [arn("events", "rule/nightly")]: "2026-11-21" },
    });
    expect(found.plan).toEqual([]);
  });
});

describe("commands", () => {
  it("quote whatever a name may hold", () => {
    expect(quoted("plain-name_1.x")).toBe("plain-name_1.x");
    expect(quoted("it's; rm -rf $HOME")).toBe("'it'\\''s; rm -rf $HOME'");
    expect(quoted("-f")).toBe("'-f'");
    expect(quoted("")).toBe("''");
  });
  it("a name cannot leave its quotes, nor its file", () => {
    const evil = "x`$(reboot)`../..";
    const found = sprawlOf([logGroup(`/aws/lambda/${evil}`)], {
      logs: { [arn("logs", `log-group:/aws/lambda/${evil}`)]: { StoredBytes: 1, LastEvent: "2025-01-01" } },
    });
    for (const { command = "" } of found.plan) {
      expect(command.replaceAll(`'/aws/lambda/${evil}'`, "").replace(/> \S+$/, "")).not.toContain("reboot");
      expect(/> (\S+)$/.exec(command)?.[1] ?? "retired/x").toMatch(/^retired\/[\w.-]+$/);
    }
    expect(found.plan.length).toBeGreaterThan(2);
  });
});
