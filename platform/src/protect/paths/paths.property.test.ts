import fc from "fast-check";
import { expect, it } from "vitest";
import type { Resource } from "../../model/index.ts";
import { resource } from "../cases.ts";
import { answerOf } from "./ask.ts";
import { bruteReach } from "./brute.test-helper.ts";
import { buildGraph } from "./build.ts";
import { edgesOf, reachOf } from "./pairs.ts";
import { ACCOUNT, arnOf, fn, managed, REGION, role, type Statement, trust, user, world } from "./worlds.test-helper.ts";

const TABLE = `arn:aws:dynamodb:${REGION}:${ACCOUNT}:table/t`;
const FUNCTION = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:f`;
/** Names a new function may be given: those that the patterns below suggest, and one that they do not. */
const NAMES = ["f", "yagura", "dev-yagura", "nothing"].map((name) => `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`);

const action = fc.constantFrom(
  "*",
  "iam:*",
  "iam:Put*",
  "iam:PutRolePolicy",
  "iam:AttachRolePolicy",
  "iam:PutUserPolicy",
  "iam:CreateAccessKey",
  "iam:UpdateAssumeRolePolicy",
  "iam:PassRole",
  "sts:AssumeRole",
  "lambda:*",
  "lambda:CreateFunction",
  "lambda:InvokeFunction",
  "lambda:UpdateFunctionCode",
  "dynamodb:GetItem",
  "dynamodb:*",
);
const place = fc.constantFrom(
  "*",
  "*",
  arnOf("role", "a"),
  arnOf("role", "b"),
  arnOf("role", "*"),
  "arn:aws:iam::*:role/c",
  arnOf("user", "u"),
  FUNCTION,
  `arn:aws:lambda:*:*:function:dev-*`,
  TABLE,
  "arn:aws:dynamodb:*:*:table/*",
);
const condition = fc.option(
  fc.constantFrom(
    { StringEquals: { "aws:PrincipalTag/team": "blue" } },
    { ArnEquals: { "aws:PrincipalArn": arnOf("role", "a") } },
    { StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } },
  ),
  { freq: 5, nil: undefined },
);
const statement: fc.Arbitrary<Statement> = fc
  .record({
    Effect: fc.constantFrom("Allow", "Allow", "Allow", "Deny"),
    actions: fc.array(action, { minLength: 1, maxLength: 3 }),
    not: fc.integer({ min: 0, max: 9 }),
    Resource: fc.array(place, { minLength: 1, maxLength: 2 }),
    condition,
  })
  .map(({ Effect, actions, not, Resource, condition: when }) => ({
    Effect,
    ...(not === 0 ? { NotAction: actions } : { Action: actions }),
    Resource,
    ...(when === undefined ? {} : { Condition: when }),
  }));
const statements = fc.array(statement, { maxLength: 3 });
const trusted = fc.constantFrom(
  { Service: "lambda.amazonaws.com" },
  { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  { AWS: arnOf("role", "a") },
  { AWS: arnOf("user", "u") },
  { AWS: [arnOf("role", "b"), `arn:aws:iam::${ACCOUNT}:root`], Service: "lambda.amazonaws.com" },
);
const boundary = fc.option(fc.constant(arnOf("policy", "limit")), { freq: 3, nil: undefined });

const worlds = fc
  .record({
    roles: fc.tuple(...["a", "b", "c"].map((name) => fc.record({ name: fc.constant(name), statements, trusted, boundary }))),
    person: fc.record({ statements, boundary }),
    runs: fc.constantFrom("a", "b", "c"),
    limit: fc.array(statement, { minLength: 1, maxLength: 2 }),
  })
  .map(({ roles, person, runs, limit }): readonly Resource[] => [
    ...(
      roles as readonly { name: string; statements: readonly Statement[]; trusted: Record<string, unknown>; boundary: string | undefined }[]
    ).map((r) => role(r.name, { statements: r.statements, trusts: trust(r.trusted), ...(r.boundary ? { boundary: r.boundary } : {}) })),
    user("u", { statements: person.statements, ...(person.boundary ? { boundary: person.boundary } : {}) }),
    fn("f", runs),
    resource("DynamoTable", {
      name: "t",
      id: TABLE,
      Arn: TABLE,
      Policy: undefined,
      SseType: "AWS_OWNED",
      KmsKeyArn: undefined,
      StreamArn: undefined,
      Tags: undefined,
    }) as unknown as Resource,
    managed("limit", ...limit),
  ]);

const STARTS = [arnOf("role", "a"), arnOf("role", "b"), arnOf("role", "c"), arnOf("user", "u")];

it("finds a path exactly where trying everything on everything finds one", () => {
  let found = 0;
  fc.assert(
    fc.property(worlds, (resources) => {
      const estate = world(resources);
      const graph = buildGraph(estate);
      const { nodes } = graph.builder.estate;
      for (const start of STARTS) {
        const node = graph.builder.estate.byId(start)?.node ?? -1;
        const reached = new Set<string>();
        for (const to of reachOf(graph, node).cost.keys()) {
          const { kind, id } = nodes.at(to);
          if (kind === "admin") reached.add("admin");
          else if (kind === "store") reached.add(id);
        }
        const brute = bruteReach(estate, start, NAMES);
        // An administrator is at the end of every path: what else it reaches is not asked.
        if (brute.has("admin") && reached.has("admin")) found += 1;
        else expect([...reached].toSorted(), start).toEqual([...brute].toSorted());
      }
    }),
    { numRuns: 600 },
  );
  expect(found).toBeGreaterThan(50);
});

it("shows no edge that the evaluator does not let through", () => {
  fc.assert(
    fc.property(worlds, (resources) => {
      const graph = buildGraph(world(resources));
      const { estate } = graph.builder;
      const edgesAt = edgesOf(graph);
      for (const [node] of estate.nodes.all.entries())
        for (const edge of edgesAt(node).flat()) {
          const asker = estate.byNode(node) ?? edge.by;
          for (const ask of edge.asks) {
            if (!asker) throw new Error(`${edge.technique} asks for nobody`);
            const { answer } = answerOf(asker, ask);
            expect(
              edge.way === "allowed" ? ["allowed"] : ["allowed", "depends"],
              `${edge.technique} ${ask.action} ${ask.resource}`,
            ).toContain(answer);
          }
        }
    }),
    { numRuns: 300 },
  );
});
