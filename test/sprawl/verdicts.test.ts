import { describe, expect, it } from "vitest";
import { type Kind, parsePolicy, type Resource, unknown } from "../../platform/src/model/index.ts";
import {
  ACCOUNT,
  any,
  arn,
  DENIED,
  type Evidence,
  fn,
  fnArn,
  layer,
  logGroup,
  mapping,
  method,
  OLD,
  permission,
  queue,
  restApi,
  role,
  roleArn,
  rule,
  SINCE,
  sprawlOf,
  usage,
  verdictOf,
} from "./estate.ts";

interface Row {
  readonly resources: readonly Resource[];
  readonly evidence?: Evidence | undefined;
  readonly gaps?: readonly Kind[];
  readonly of: string;
  readonly is: string | undefined;
}

const F = fnArn("idle");
const Q = arn("sqs", "jobs");
const R = arn("events", "rule/nightly");
const API = "arn:aws:apigateway:ap-northeast-1::/restapis/abc";
const silent: Evidence = { uses: { [F]: undefined } };
const own = { ArnLike: { "aws:SourceArn": arn("events", "rule/nightly") } };
const roleOf = (name = "idle", more = {}) => role(`${name}-role`, more);

function table(rows: Readonly<Record<string, Row>>): void {
  it.each(Object.entries(rows))("%s", (_, { resources, evidence, gaps, of, is }) => {
    expect(verdictOf(sprawlOf(resources, evidence, gaps ? { gaps } : {}), of)).toBe(is);
  });
}

describe("functions", () => {
  table({
    "no calls, nothing leads to it": { resources: [fn("idle"), roleOf()], evidence: silent, of: F, is: "never: no-use" },
    "last call long ago": { resources: [fn("idle"), roleOf()], evidence: { uses: { [F]: "2026-03-01" } }, of: F, is: "long: no-use" },
    "a call lately": { resources: [fn("idle"), roleOf()], evidence: { uses: { [F]: "2026-11-20" } }, of: F, is: "used: active" },
    "a call on the first day that counts": {
      resources: [fn("idle"), roleOf()],
      evidence: { uses: { [F]: "2026-08-24" } },
      of: F,
      is: "used: active",
    },
    "a call on the day before it": {
      resources: [fn("idle"), roleOf()],
      evidence: { uses: { [F]: "2026-08-23" } },
      of: F,
      is: "long: no-use",
    },
    "metrics were denied": { resources: [fn("idle"), roleOf()], evidence: { uses: { [F]: DENIED } }, of: F, is: "unknown: not-read" },
    "nobody looked": { resources: [fn("idle"), roleOf()], of: F, is: "unknown: no-metrics" },
    "its region was not looked at": { resources: [fn("idle"), roleOf()], evidence: {}, of: F, is: "unknown: not-measured" },
    "changed last week": {
      resources: [fn("idle", { LastModified: "2026-11-15T00:00:00Z" }), roleOf()],
      evidence: silent,
      of: F,
      is: "unknown: too-young",
    },
    "called long ago, changed last week": {
      resources: [fn("idle", { LastModified: "2026-11-15T00:00:00Z" }), roleOf()],
      evidence: { uses: { [F]: "2026-03-01" } },
      of: F,
      is: "unknown: too-young",
    },
    "no calls counted, but it wrote logs lately": {
      resources: [fn("idle"), roleOf(), logGroup("/aws/lambda/idle")],
      evidence: { ...silent, logs: { [arn("logs", "log-group:/aws/lambda/idle")]: { StoredBytes: 1, LastEvent: "2026-11-01" } } },
      of: F,
      is: "used: active",
    },
    "the logs are those of another function too": {
      resources: [fn("idle"), fn("busy", { LoggingConfig: { LogGroup: "/aws/lambda/idle" } }), roleOf(), logGroup("/aws/lambda/idle")],
      evidence: {
        uses: { [F]: undefined, [fnArn("busy")]: "2026-11-20" },
        logs: { [arn("logs", "log-group:/aws/lambda/idle")]: { StoredBytes: 1, LastEvent: "2026-11-20" } },
      },
      of: F,
      is: "never: no-use",
    },
    "a URL": { resources: [fn("idle", { Urls: [{ AuthType: "NONE" }] }), roleOf()], evidence: silent, of: F, is: "standby: wired" },
    "its URLs were not read": { resources: [fn("idle", { Urls: DENIED }), roleOf()], evidence: silent, of: F, is: "unknown: not-read" },
    "an account may call it": {
      resources: [fn("idle", permission({ AWS: "arn:aws:iam::444455556666:root" })), roleOf()],
      evidence: silent,
      of: F,
      is: "standby: wired",
    },
    "a service that keeps no list here may call it": {
      resources: [fn("idle", permission({ Service: "iot.amazonaws.com" })), roleOf()],
      evidence: silent,
      of: F,
      is: "standby: wired",
    },
    "a rule of its account may call it, and there is none": {
      resources: [fn("idle", permission({ Service: "events.amazonaws.com" }, own)), roleOf()],
      evidence: silent,
      of: F,
      is: "never: no-use",
    },
    "a rule may call it, and rules could not be listed": {
      resources: [fn("idle", permission({ Service: "events.amazonaws.com" }, own)), roleOf()],
      evidence: silent,
      gaps: ["EventRule"],
      of: F,
      is: "unknown: not-read",
    },
    "rules of any account may call it": {
      resources: [fn("idle", permission({ Service: "events.amazonaws.com" })), roleOf()],
      evidence: silent,
      of: F,
      is: "standby: wired",
    },
    "a condition that excludes is no limit": {
      resources: [
        fn("idle", permission({ Service: "events.amazonaws.com" }, { StringNotEquals: { "aws:SourceAccount": ACCOUNT } })),
        roleOf(),
      ],
      evidence: silent,
      of: F,
      is: "standby: wired",
    },
    "a source that cannot be read is no limit": {
      resources: [fn("idle", permission({ Service: "events.amazonaws.com" }, { ArnLike: { "aws:SourceArn": [DENIED] } })), roleOf()],
      evidence: silent,
      of: F,
      is: "standby: wired",
    },
    "an enabled rule": { resources: [fn("idle"), roleOf(), rule("nightly", [F])], evidence: silent, of: F, is: "standby: wired" },
    "a rule that is switched off": {
      resources: [fn("idle"), roleOf(), rule("nightly", [F], { State: "DISABLED" })],
      evidence: silent,
      of: F,
      is: "never: no-use",
    },
    "an event source that is on": {
      resources: [fn("idle"), roleOf(), queue("jobs"), mapping("u1", Q, F)],
      evidence: { ...silent, uses: { [F]: undefined, [Q]: "2026-11-01" } },
      of: F,
      is: "standby: wired",
    },
    "an event source whose queue is dead, too": {
      resources: [fn("idle"), roleOf(), queue("jobs"), mapping("u1", Q, F)],
      evidence: { uses: { [F]: undefined, [Q]: undefined }, taken: { [Q]: undefined }, born: { [Q]: "2024-01-01" } },
      of: F,
      is: "never: no-use",
    },
    "event sources could not be listed": {
      resources: [fn("idle"), roleOf()],
      evidence: silent,
      gaps: ["EventSourceMapping"],
      of: F,
      is: "unknown: not-read",
    },
    "schedules could not be listed": {
      resources: [fn("idle"), roleOf()],
      evidence: silent,
      gaps: ["Schedule"],
      of: F,
      is: "unknown: not-read",
    },
    "the method of an API in use": {
      resources: [fn("idle"), roleOf(), restApi("abc", "shop"), method("abc", "/x", F)],
      evidence: { uses: { [F]: undefined, [API]: "2026-11-01" } },
      of: F,
      is: "standby: wired",
    },
    "the method of an API that nobody calls": {
      resources: [fn("idle"), roleOf(), restApi("abc", "shop"), method("abc", "/x", F)],
      evidence: { uses: { [F]: undefined, [API]: undefined }, born: { [API]: "2024-01-01" } },
      of: F,
      is: "never: no-use",
    },
    "another function knows its name": {
      resources: [fn("idle"), roleOf(), fn("busy", { Environment: { NEXT: "idle" } }), role("busy-role")],
      evidence: { uses: { [F]: undefined, [fnArn("busy")]: "2026-11-20" } },
      of: F,
      is: "standby: wired",
    },
    "only a dead function knows its name": {
      resources: [fn("idle"), roleOf(), fn("dead", { Environment: { NEXT: "idle" } }), role("dead-role")],
      evidence: { uses: { [F]: undefined, [fnArn("dead")]: undefined } },
      of: F,
      is: "never: no-use",
    },
    "CloudFront may run it": {
      resources: [fn("idle", { region: "us-east-1" }), role("idle-role", {}, "edgelambda.amazonaws.com")],
      evidence: { uses: { [fnArn("idle", "us-east-1")]: undefined } },
      of: fnArn("idle", "us-east-1"),
      is: "unknown: edge",
    },
  });
});

describe("versions and layers", () => {
  const versioned = (more = {}) =>
    fn("idle", {
      Versions: ["1", "2", "3", "4"].map((Version) => ({ Version, Runtime: "nodejs24.x" })),
      Aliases: [{ Name: "live", FunctionVersion: "3" }],
      ...more,
    });
  const L = arn("lambda", "layer:shared:1");
  const facts = ["1", "2", "3", "4"].map((Version) => ({ Version, CodeSize: 1000, Published: "2024-01-01", Layers: [] as string[] }));
  const evidence = (more: Evidence = {}): Evidence => ({
    versions: { [F]: facts },
    ...more,
    uses: { [F]: "2026-11-20", [`${F}:1`]: undefined, [`${F}:2`]: undefined, [`${F}:3`]: undefined, [`${F}:4`]: undefined, ...more.uses },
  });
  const stale = (resources: readonly Resource[], given: Evidence) =>
    sprawlOf(resources, given).items.find(({ judgement }) => judgement.reason === "versions-stale")?.judgement.subject;

  it("neither the newest nor what an alias points to is stale", () => {
    expect(stale([versioned(), roleOf()], evidence())).toBe("1, 2");
  });
  it("nor what gets a share of an alias", () => {
    const Aliases = [{ Name: "live", FunctionVersion: "3", AdditionalVersions: ["2"] }];
    expect(stale([versioned({ Aliases }), roleOf()], evidence())).toBe("1");
  });
  it("nor what a trigger names", () => {
    expect(stale([versioned(), roleOf(), rule("nightly", [`${F}:1`])], evidence())).toBe("2");
  });
  it("nor what is called by its number", () => {
    expect(stale([versioned(), roleOf()], evidence({ uses: { [`${F}:1`]: "2026-11-20" } }))).toBe("2");
  });
  it("nor what could not be looked at", () => {
    expect(stale([versioned(), roleOf()], evidence({ uses: { [`${F}:1`]: DENIED, [`${F}:2`]: DENIED } }))).toBeUndefined();
  });
  it("nor what was published lately", () => {
    const versions = { [F]: facts.map((f) => ({ ...f, Published: "2026-11-20" })) };
    expect(stale([versioned(), roleOf()], evidence({ versions }))).toBeUndefined();
  });
  it("aliases that could not be listed leave all of it open", () => {
    expect(stale([versioned({ Aliases: DENIED }), roleOf()], evidence())).toBeUndefined();
  });

  const born = { [L]: "2024-01-01" };
  table({
    "a layer of no function": { resources: [layer("shared", 1)], evidence: { born }, of: L, is: "never: not-referenced" },
    "a layer of a function": {
      resources: [layer("shared", 1), fn("idle", { Layers: [L] })],
      evidence: { born },
      of: L,
      is: "used: referenced",
    },
    "a layer of an old version": {
      resources: [layer("shared", 1), versioned()],
      evidence: { born, versions: { [F]: [{ ...facts[0], Layers: [L] }] } },
      of: L,
      is: "used: referenced",
    },
    "a layer of versions nobody read": { resources: [layer("shared", 1), versioned()], evidence: { born }, of: L, is: "unknown: not-read" },
    "a layer others may use": {
      resources: [layer("shared", 1, { Policy: parsePolicy({ Version: "2012-10-17", Statement: [] }) })],
      evidence: { born },
      of: L,
      is: "unknown: granted-outside",
    },
    "a layer of yesterday": { resources: [layer("shared", 1)], evidence: { born: { [L]: "2026-11-21" } }, of: L, is: "unknown: too-young" },
    "functions could not be listed": {
      resources: [layer("shared", 1)],
      evidence: { born },
      gaps: ["LambdaFunction"],
      of: L,
      is: "unknown: not-read",
    },
  });
});

describe("roles and users", () => {
  const D = roleArn("deploy");
  const U = `arn:aws:iam::${ACCOUNT}:user/taro`;
  const user = (row: unknown, CreateDate: unknown = OLD) => any("User", U, "taro", { region: "global", Credentials: row, CreateDate });
  const row = (PasswordLastUsed?: string, LastUsed?: string) => ({ PasswordLastUsed, Keys: [{ Active: true, LastUsed }] });
  table({
    "never used": { resources: [role("deploy")], evidence: {}, of: D, is: "never: no-use" },
    "IAM says so without metrics": { resources: [role("deploy")], of: D, is: "never: no-use" },
    "used last year": { resources: [role("deploy", { LastUsedDate: "2025-12-01T00:00:00Z" })], of: D, is: "long: no-use" },
    "used last week": { resources: [role("deploy", { LastUsedDate: "2026-11-15T00:00:00Z" })], of: D, is: "used: active" },
    "last use not read": { resources: [role("deploy", { LastUsedDate: DENIED })], of: D, is: "unknown: not-read" },
    "created last week": { resources: [role("deploy", { CreateDate: "2026-11-15T00:00:00Z" })], of: D, is: "unknown: too-young" },
    "created on an unknown day": { resources: [role("deploy", { CreateDate: undefined })], of: D, is: "unknown: age-unknown" },
    "carried by a function in use": {
      resources: [role("idle-role"), fn("idle")],
      evidence: { uses: { [F]: "2026-11-20" } },
      of: roleArn("idle-role"),
      is: "standby: wired",
    },
    "carried only by a function that goes": {
      resources: [role("idle-role"), fn("idle")],
      evidence: silent,
      of: roleArn("idle-role"),
      is: "never: no-use",
    },
    "tasks that may carry it could not be listed": {
      resources: [role("deploy")],
      gaps: ["EcsTaskDefinition"],
      of: D,
      is: "unknown: not-read",
    },
    "made by AWS for itself": { resources: [role("deploy", { Path: "/aws-service-role/x.amazonaws.com/" })], of: D, is: undefined },
    "a user who never came": { resources: [user(row())], of: U, is: "never: no-use" },
    "a user whose key is used": { resources: [user(row(undefined, "2026-11-20T00:00:00Z"))], of: U, is: "used: active" },
    "a user who left": { resources: [user(row("2025-11-20T00:00:00Z"))], of: U, is: "long: no-use" },
    "a user whose row was not read": { resources: [user(DENIED)], of: U, is: "unknown: not-read" },
  });
});

describe("triggers, APIs, queues and logs", () => {
  const M = arn("lambda", "event-source-mapping:u1");
  const G = arn("logs", "log-group:/aws/lambda/gone");
  const quiet = { uses: { [Q]: undefined }, taken: { [Q]: undefined }, born: { [Q]: "2024-01-01" } } satisfies Evidence;
  const S = arn("scheduler", "schedule/default/once");
  const schedule = (ScheduleExpression: string, target = F) =>
    any("Schedule", S, "once", { GroupName: "default", State: "ENABLED", ScheduleExpression, TargetArn: target });
  table({
    "a rule whose function is gone": { resources: [rule("nightly", [fnArn("gone")])], evidence: {}, of: R, is: "never: target-gone" },
    "a rule that fires into nothing": {
      resources: [rule("nightly", [fnArn("gone")])],
      evidence: { uses: { [R]: "2026-11-21" } },
      of: R,
      is: "never: target-gone",
    },
    "a rule to another account": {
      resources: [rule("nightly", ["arn:aws:lambda:ap-northeast-1:444455556666:function:theirs"])],
      evidence: { uses: { [R]: undefined } },
      of: R,
      is: "unknown: age-unknown",
    },
    "functions could not be listed, so none is gone": {
      resources: [rule("nightly", [fnArn("gone")])],
      evidence: { uses: { [R]: undefined } },
      gaps: ["LambdaFunction"],
      of: R,
      is: "unknown: age-unknown",
    },
    "a rule with one target left": {
      resources: [rule("nightly", [fnArn("gone"), F]), fn("idle")],
      evidence: { uses: { [R]: "2026-11-21" } },
      of: R,
      is: "used: active",
    },
    "a mapping whose function is gone": {
      resources: [mapping("u1", Q, fnArn("gone")), queue("jobs")],
      evidence: {},
      of: M,
      is: "never: target-gone",
    },
    "a mapping whose queue is gone": { resources: [mapping("u1", Q, F), fn("idle")], evidence: {}, of: M, is: "never: target-gone" },
    "a mapping that is switched off": {
      resources: [mapping("u1", Q, F, { Enabled: false }), fn("idle"), queue("jobs")],
      evidence: {},
      of: M,
      is: "standby: disabled",
    },
    "a mapping of a dead queue": {
      resources: [mapping("u1", Q, F), fn("idle"), queue("jobs")],
      evidence: quiet,
      of: M,
      is: "never: source-idle",
    },
    "a schedule of last year": { resources: [schedule("at(2025-11-20T00:00:00)"), fn("idle")], evidence: {}, of: S, is: "long: past" },
    "a schedule of next year": {
      resources: [schedule("at(2027-11-20T00:00:00)"), fn("idle")],
      evidence: {},
      of: S,
      is: "unknown: not-measured",
    },
    "a schedule into nothing": { resources: [schedule("rate(1 day)", fnArn("gone"))], evidence: {}, of: S, is: "never: target-gone" },
    "an API nobody calls": {
      resources: [restApi("abc", "shop")],
      evidence: { uses: { [API]: undefined }, born: { [API]: "2024-01-01" } },
      of: API,
      is: "never: no-use",
    },
    "an API of yesterday": {
      resources: [restApi("abc", "shop")],
      evidence: { uses: { [API]: undefined }, born: { [API]: "2026-11-21" } },
      of: API,
      is: "unknown: too-young",
    },
    "an API of unknown age": {
      resources: [restApi("abc", "shop")],
      evidence: { uses: { [API]: undefined } },
      of: API,
      is: "unknown: age-unknown",
    },
    "two APIs of one name, one of them called": {
      resources: [restApi("abc", "shop"), restApi("def", "shop")],
      evidence: { uses: { [API]: "2026-11-20" } },
      of: API,
      is: "unknown: name-shared",
    },
    "a method whose function is gone": {
      resources: [restApi("abc", "shop"), method("abc", "/x", fnArn("gone"))],
      evidence: {},
      of: `${API}/resources/x/methods/GET`,
      is: "never: target-gone",
    },
    "a silent queue": { resources: [queue("jobs")], evidence: quiet, of: Q, is: "never: no-use" },
    "a queue that is emptied": {
      resources: [queue("jobs")],
      evidence: { ...quiet, taken: { [Q]: "2026-11-20" } },
      of: Q,
      is: "used: active",
    },
    "a queue whose emptying was not read": {
      resources: [queue("jobs")],
      evidence: { ...quiet, taken: { [Q]: DENIED } },
      of: Q,
      is: "unknown: not-read",
    },
    "a dead-letter queue": {
      resources: [queue("jobs"), queue("first", { RedrivePolicy: { deadLetterTargetArn: Q, maxReceiveCount: 3 } })],
      evidence: { ...quiet, uses: { [Q]: undefined, [arn("sqs", "first")]: "2026-11-20" } },
      of: Q,
      is: "standby: dead-letters",
    },
    "a queue a rule sends to": {
      resources: [queue("jobs"), rule("nightly", [Q])],
      evidence: { ...quiet, uses: { [Q]: undefined, [R]: undefined } },
      of: Q,
      is: "standby: wired",
    },
    "logs of a function that is gone": {
      resources: [logGroup("/aws/lambda/gone")],
      evidence: { logs: { [G]: { StoredBytes: 10, LastEvent: "2025-01-01" } } },
      of: G,
      is: "long: function-gone",
    },
    "logs somebody still writes": {
      resources: [logGroup("/aws/lambda/gone")],
      evidence: { logs: { [G]: { StoredBytes: 10, LastEvent: "2026-11-20" } } },
      of: G,
      is: "used: active",
    },
    "logs nobody could date": {
      resources: [logGroup("/aws/lambda/gone")],
      evidence: { logs: { [G]: { StoredBytes: 10, LastEvent: unknown("access-denied") } } },
      of: G,
      is: "unknown: not-read",
    },
    "a group made lately, before its function": {
      resources: [logGroup("/aws/lambda/gone")],
      evidence: { logs: { [G]: { StoredBytes: 0, Created: "2026-11-20", LastEvent: undefined } } },
      of: G,
      is: "unknown: too-young",
    },
    "an old group that was never written to": {
      resources: [logGroup("/aws/lambda/gone")],
      evidence: { logs: { [G]: { StoredBytes: 0, Created: "2024-01-01", LastEvent: undefined } } },
      of: G,
      is: "long: function-gone",
    },
    "logs of a replica at the edge": {
      resources: [logGroup("/aws/lambda/us-east-1.resize")],
      evidence: {},
      of: arn("logs", "log-group:/aws/lambda/us-east-1.resize"),
      is: undefined,
    },
  });
  it("an old sign of use is not the newest while one metric was not read", () => {
    const use = { since: SINCE, by: "x", last: "2026-01-01", partly: DENIED };
    const read = { ...usage({ born: { [Q]: "2024-01-01" } }), uses: new Map([[Q, use]]) };
    expect(verdictOf(sprawlOf([queue("jobs")], {}, { input: { usage: read } }), Q)).toBe("unknown: not-read");
    const lately = { ...read, uses: new Map([[Q, { ...use, last: "2026-11-20" }]]) };
    expect(verdictOf(sprawlOf([queue("jobs")], {}, { input: { usage: lately } }), Q)).toBe("used: active");
  });
  it("queues that are filled and never emptied are named", () => {
    const found = sprawlOf([queue("jobs")], { uses: { [Q]: "2026-11-20" }, taken: { [Q]: undefined } });
    expect(found.withoutConsumer).toEqual([Q]);
    expect(sprawlOf([queue("jobs")], { uses: { [Q]: "2026-11-20" }, taken: { [Q]: DENIED } }).withoutConsumer).toEqual([]);
  });
});
