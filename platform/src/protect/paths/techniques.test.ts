import { describe, expect, it } from "vitest";
import type { Resource } from "../../model/index.ts";
import { resource } from "../cases.ts";
import { buildGraph } from "./build.ts";
import { edgesOf } from "./pairs.ts";
import { type Technique, techniques } from "./techniques.ts";
import { ACCOUNT, allow, arnOf, deny, fn, group, managed, REGION, role, type Statement, trust, user, world } from "./worlds.test-helper.ts";

/** A world in which one technique works for one principal, put together from what the technique is published to need. */
interface Scene {
  readonly technique: Technique;
  readonly by: "user" | "role";
  readonly statements: readonly Statement[];
  /** Carried by the caller. */
  readonly managed?: readonly string[];
  readonly groups?: readonly string[];
  readonly boundary?: string;
  readonly rest: readonly Resource[];
}

const CALLER = "caller";
const EVERYTHING = allow("*");
const SERVICES = (technique: Technique) => ({ Service: technique.services ?? ["none.amazonaws.com"] });
const ROOT = { AWS: `arn:aws:iam::${ACCOUNT}:root` };

function permissionsOf(technique: Technique): readonly Statement[] {
  return [...new Set(technique.steps.map(({ action }) => action))].map((action) => allow(action));
}

const INSTANCE = `arn:aws:ec2:${REGION}:${ACCOUNT}:instance/i-1`;
const thing = {
  instance: (): Resource =>
    resource("Ec2Instance", {
      name: "i-1",
      id: INSTANCE,
      InstanceId: "i-1",
      State: "running",
      IamInstanceProfile: arnOf("instance-profile", "strong"),
      Tags: undefined,
    }) as unknown as Resource,
  profile: (): Resource =>
    resource("InstanceProfile", {
      name: "strong",
      region: "global",
      id: arnOf("instance-profile", "strong"),
      Arn: arnOf("instance-profile", "strong"),
      InstanceProfileName: "strong",
      Roles: ["strong"],
      Tags: undefined,
    }) as unknown as Resource,
  task: (): Resource =>
    resource("EcsTaskDefinition", {
      name: "t:1",
      id: `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/t:1`,
      Arn: `arn:aws:ecs:${REGION}:${ACCOUNT}:task-definition/t:1`,
      TaskRoleArn: arnOf("role", "strong"),
      Tags: undefined,
    }) as unknown as Resource,
  cluster: (): Resource =>
    resource("EcsCluster", {
      name: "c",
      id: `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/c`,
      Arn: `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/c`,
      Tags: undefined,
    }) as unknown as Resource,
  machine: (): Resource =>
    resource("StateMachine", {
      name: "m",
      id: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:m`,
      Arn: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:m`,
      RoleArn: arnOf("role", "strong"),
      Tags: undefined,
    }) as unknown as Resource,
};

/** What stands around the caller so that the technique can work. */
function scene(technique: Technique): Scene {
  const by = technique.by ?? "role";
  const base = { technique, by, statements: permissionsOf(technique) };
  const strong = (trusts = trust(SERVICES(technique))) => role("strong", { statements: [EVERYTHING], trusts });
  switch (technique.shape) {
    case "pass-role":
      return { ...base, rest: [strong(), thing.profile(), thing.cluster()] };
    case "steer":
      if (technique.thing === "function") return { ...base, rest: [strong(), fn("job", "strong")] };
      return { ...base, rest: [strong(), thing.instance(), thing.profile(), thing.task(), thing.cluster(), thing.machine()] };
    case "feed":
      return { ...base, rest: [strong(trust({ Service: "lambda.amazonaws.com" })), fn("job", "strong")] };
    case "self-raise": {
      const [on] = technique.steps.map((step) => step.on);
      if (on === "own-policy")
        return { ...base, statements: [], managed: [arnOf("policy", "own")], rest: [managed("own", ...base.statements)] };
      if (on === "own-group") return { ...base, groups: ["team"], rest: [group("team")] };
      if (on === "other-group") return { ...base, rest: [group("admins", { statements: [EVERYTHING] })] };
      return { ...base, rest: [] };
    }
    case "take-over": {
      const weak = technique.gives === "everything";
      const needs = technique.needs ?? [];
      if (technique.target === "user")
        return {
          ...base,
          rest: [
            user("strong", {
              statements: weak ? [] : [EVERYTHING],
              keys: needs.includes("key-slots-full") ? 2 : 0,
              password: needs.includes("login-profile"),
            }),
          ],
        };
      const policies = technique.steps.some(({ on }) => on === "target-policy") ? { managed: [arnOf("policy", "theirs")] } : {};
      return {
        ...base,
        rest: [
          role("strong", { statements: weak ? [] : [EVERYTHING], trusts: trust(ROOT), ...policies }),
          managed("theirs", allow("s3:ListAllMyBuckets")),
        ],
      };
    }
  }
}

interface Change {
  readonly statements?: (before: readonly Statement[]) => readonly Statement[];
  readonly boundary?: readonly Statement[];
  readonly rest?: (before: readonly Resource[]) => readonly Resource[];
  readonly by?: "user" | "role";
}

/** Techniques by which the caller gets anywhere in the scene. */
function found(given: Scene, change: Change = {}): readonly string[] {
  const by = change.by ?? given.by;
  // What the caller carries may stand in a managed policy of its own.
  const isManaged = given.managed !== undefined;
  const statements =
    change.statements?.(isManaged ? permissionsOf(given.technique) : given.statements) ??
    (isManaged ? permissionsOf(given.technique) : given.statements);
  const boundary = change.boundary === undefined ? {} : { boundary: arnOf("policy", "boundary") };
  const holding = {
    statements: isManaged ? [] : statements,
    managed: given.managed ?? [],
    groups: given.groups ?? [],
    ...boundary,
  };
  const caller = by === "user" ? user(CALLER, holding) : role(CALLER, holding);
  const rest = (change.rest?.(given.rest) ?? given.rest).filter((r) => !(isManaged && r.name === "own"));
  const own = isManaged ? [managed("own", ...statements)] : [];
  const limits = change.boundary === undefined ? [] : [managed("boundary", ...change.boundary)];
  const graph = buildGraph(world([caller, ...rest, ...own, ...limits]));
  const node = graph.builder.estate.byId(caller.id)?.node ?? -1;
  return edgesOf(graph)(node)
    .flat()
    .map((edge) => (edge.way === "depends" ? `${edge.technique}?` : edge.technique));
}

describe.each(techniques().map((technique) => [technique.id, technique] as const))("%s", (id, technique) => {
  const given = scene(technique);

  it("works where everything it needs is there", () => {
    expect(found(given)).toContain(id);
  });

  const actions = [...new Set(technique.steps.map(({ action }) => action))];
  it.each(actions)("does not work without %s", (action) => {
    const statements = (before: readonly Statement[]) => before.filter((s) => s["Action"] !== action);
    expect(found(given, { statements })).not.toContain(id);
  });

  it.each(actions)("does not work when %s is denied", (action) => {
    expect(found(given, { statements: (before) => [...before, deny(action)] })).not.toContain(id);
  });

  it.each(actions)("does not work when the boundary leaves out %s", (action) => {
    expect(found(given, { boundary: [{ Effect: "Allow", NotAction: action, Resource: "*" }] })).not.toContain(id);
    expect(found(given, { boundary: [EVERYTHING] })).toContain(id);
  });

  it("only perhaps works under a condition nobody knows the answer to", () => {
    const condition = { Condition: { IpAddress: { "aws:SourceIp": "198.51.100.0/24" } } };
    const statements = (before: readonly Statement[]) => before.map((s) => ({ ...s, ...condition }));
    const ids = found(given, { statements });
    expect(ids).toContain(`${id}?`);
    expect(ids).not.toContain(id);
  });

  it("does not work on anything but what the permission names", () => {
    const elsewhere = "arn:aws:sqs:ap-northeast-1:111122223333:other";
    expect(found(given, { statements: (before) => before.map((s) => ({ ...s, Resource: elsewhere })) })).not.toContain(id);
  });

  if (
    technique.shape === "pass-role" ||
    (technique.shape === "steer" &&
      technique.services &&
      technique.thing !== "function" &&
      !["instance", "task", "state-machine"].includes(technique.thing ?? ""))
  )
    it("needs a role that trusts the service", () => {
      const rest = (before: readonly Resource[]) =>
        before.map((r) =>
          r.kind === "Role" ? role("strong", { statements: [EVERYTHING], trusts: trust({ Service: "other.amazonaws.com" }) }) : r,
        );
      expect(found(given, { rest })).not.toContain(id);
    });

  if (technique.shape === "pass-role")
    it("may be held back by the service the role is passed to", () => {
      const to = (service: string) => (before: readonly Statement[]) =>
        before.map((s) => (s["Action"] === "iam:PassRole" ? { ...s, Condition: { StringEquals: { "iam:PassedToService": service } } } : s));
      expect(found(given, { statements: to("other.amazonaws.com") })).not.toContain(id);
      expect(found(given, { statements: to(technique.services?.[0] ?? "") })).toContain(id);
    });

  if (technique.needs?.includes("instance-profile"))
    it("needs an instance profile with the role", () => {
      expect(found(given, { rest: (before) => before.filter((r) => r.kind !== "InstanceProfile") })).not.toContain(id);
    });

  if (technique.needs?.includes("cluster"))
    it("needs a cluster", () => {
      expect(found(given, { rest: (before) => before.filter((r) => r.kind !== "EcsCluster") })).not.toContain(id);
    });

  if (technique.needs?.includes("code-unsigned") || technique.needs?.includes("layers-unsigned"))
    it("does not work on a function that takes signed code only", () => {
      const arn = `arn:aws:lambda:${REGION}:${ACCOUNT}:code-signing-config:csc-1`;
      const config = resource("CodeSigningConfig", {
        name: "csc-1",
        id: arn,
        Arn: arn,
        AllowedPublishers: [],
        UntrustedArtifactOnDeployment: "Enforce",
        Tags: undefined,
      }) as unknown as Resource;
      const rest = (before: readonly Resource[]) => [
        ...before.map((r) => (r.kind === "LambdaFunction" ? fn("job", "strong", { CodeSigningConfigArn: arn }) : r)),
        config,
      ];
      expect(found(given, { rest })).not.toContain(id);
    });

  if (
    technique.shape === "steer" &&
    technique.thing !== undefined &&
    ["function", "instance", "task", "state-machine"].includes(technique.thing)
  )
    it("needs one that exists", () => {
      const kinds = ["LambdaFunction", "Ec2Instance", "EcsTaskDefinition", "StateMachine"];
      expect(found(given, { rest: (before) => before.filter((r) => !kinds.includes(r.kind)) })).not.toContain(id);
    });

  if (technique.by !== undefined)
    it(`helps a ${technique.by} only`, () => {
      expect(found(given, { by: technique.by === "user" ? "role" : "user" })).not.toContain(id);
    });

  if (technique.shape === "take-over" && technique.target === "user")
    it("needs the user as it is said to be", () => {
      const [need] = technique.needs ?? [];
      const other = user("strong", {
        statements: [EVERYTHING],
        keys: need === "free-key-slot" ? 2 : 0,
        password: need === "no-login-profile",
      });
      const rest = (before: readonly Resource[]) => before.map((r) => (r.kind === "User" ? other : r));
      expect(found(given, { rest })).not.toContain(id);
    });

  if (technique.shape === "take-over" && technique.target === "role" && id !== "sts-001")
    it("does not work on roles AWS keeps to itself", () => {
      for (const path of ["/aws-service-role/", "/aws-reserved/sso.amazonaws.com/"]) {
        const kept = role("strong", { statements: [EVERYTHING], trusts: trust(ROOT), path, managed: [arnOf("policy", "theirs")] });
        expect(found(given, { rest: (before) => before.map((r) => (r.kind === "Role" ? kept : r)) })).not.toContain(id);
      }
    });

  if (technique.steps.some(({ action }) => action === "sts:AssumeRole"))
    it("needs the role to trust the caller", () => {
      const other = role("strong", {
        statements: [EVERYTHING],
        trusts: trust({ Service: "lambda.amazonaws.com" }),
        managed: [arnOf("policy", "theirs")],
      });
      expect(found(given, { rest: (before) => before.map((r) => (r.kind === "Role" ? other : r)) })).not.toContain(id);
    });
});

it("a policy AWS manages has no versions of anybody else's making", () => {
  const aws = "arn:aws:iam::aws:policy/IAMFullAccess";
  const graph = buildGraph(world([user(CALLER, { managed: [aws] })]));
  const node = graph.builder.estate.byId(arnOf("user", CALLER))?.node ?? -1;
  const ids = edgesOf(graph)(node)
    .flat()
    .map((edge) => edge.technique);
  expect(ids).not.toContain("iam-001");
  expect(ids).toContain("iam-007");
});

it("keeps the published permissions of all 65 techniques", () => {
  expect(techniques().filter(({ id }) => !id.startsWith("yagura-"))).toHaveLength(65);
});
