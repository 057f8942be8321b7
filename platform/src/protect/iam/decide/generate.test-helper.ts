import fc from "fast-check";
import type { Caller, Context, Policies, Request, Values } from "../question.ts";
import {
  anonymous,
  foreignRole,
  type Given,
  given,
  HERE,
  KEY,
  OBJECT,
  ROLE_ARN,
  role,
  root,
  SESSION_ARN,
  service,
  serviceLinked,
  stranger,
  THERE,
  USER_ARN,
  user,
} from "./cases/case.ts";

const TARGET = `arn:aws:iam::${HERE}:role/target`;
const QUEUE = `arn:aws:sqs:eu-west-1:${HERE}:jobs`;
const LAMBDA = "lambda.amazonaws.com";
const GOOGLE = "accounts.google.com";

/** Few words, so that policies and requests meet often. */
const callers: fc.Arbitrary<Caller> = fc.constantFrom<Caller>(
  user,
  role,
  root,
  anonymous,
  stranger,
  foreignRole,
  serviceLinked,
  service(LAMBDA),
  { type: "federated", provider: GOOGLE },
);
const questions = fc.constantFrom(
  { action: "s3:GetObject", resource: OBJECT, resourceAccount: HERE },
  { action: "s3:GetObject", resource: "arn:aws:s3:::bucket/ann/*", resourceAccount: THERE },
  { action: "sqs:SendMessage", resource: QUEUE },
  { action: "kms:Decrypt", resource: KEY },
  { action: "sts:AssumeRole", resource: TARGET },
  { action: "ec2:RunInstances", resource: "*" },
);

export const KEYS = ["svc:a", "svc:b", "aws:principaltag/team"] as const;
const TEXTS = ["", "1", "2", "ann", "*", "aXb"] as const;
const values: fc.Arbitrary<Values | "absent"> = fc.oneof(
  fc.constant("absent" as const),
  fc.constantFrom(...TEXTS).map((text) => [text]),
  fc.subarray([...TEXTS]),
);

export const contexts: fc.Arbitrary<Context> = fc
  .tuple(values, values, values, fc.constantFrom<Values | "absent">("absent", [ROLE_ARN], [QUEUE], ["not an arn"]))
  .map(([a, b, tag, arn]) => ({
    keys: new Map<string, Values | "absent">([
      ["svc:a", a],
      ["svc:b", b],
      ["aws:principaltag/team", tag],
      ["svc:arn", arn],
      ["svc:n", ["7"]],
      ["svc:ip", ["10.1.2.3"]],
      ["svc:date", ["2026-11-22T00:00:00Z"]],
    ]),
    others: "absent" as const,
  }));

export const requests: fc.Arbitrary<Request> = fc
  .tuple(callers, questions, contexts)
  .map(([caller, question, context]) => ({ caller, ...question, context }));

type Raw = Readonly<Record<string, unknown>>;

const pick = (...texts: readonly string[]): fc.Arbitrary<readonly string[]> => fc.subarray([...texts], { minLength: 1, maxLength: 3 });

const prefix = fc.constantFrom("", "ForAllValues:", "ForAnyValue:");
const suffix = fc.constantFrom("", "IfExists");
const textOperator = fc.constantFrom("StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase");
const textValues = pick(
  "1",
  "2",
  "*",
  "a*",
  "A?B",
  "a?b",
  "",
  "${aws:username}",
  "${aws:PrincipalTag/Team}",
  "${svc:b, 'ann'}",
  "${*}",
  "a${?}b",
);

const block = fc.oneof(
  fc
    .tuple(prefix, textOperator, suffix, fc.constantFrom(...KEYS), textValues)
    .map(([p, o, s, key, of]) => ({ [p + o + s]: { [key]: of } })),
  fc.tuple(fc.constantFrom(...KEYS), fc.constantFrom("true", "false")).map(([key, of]) => ({ Null: { [key]: of } })),
  fc
    .tuple(
      fc.constantFrom("ArnLike", "ArnNotLike", "ArnEquals", "ArnNotEqualsIfExists"),
      pick("arn:aws:*:*:*:*", `arn:aws:iam::*:role/*`, "*", "arn:*", ROLE_ARN),
    )
    .map(([o, of]) => ({ [o]: { "svc:arn": of } })),
  fc
    .tuple(fc.constantFrom("Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals"), pick("6", "7", "8"))
    .map(([o, of]) => ({ [`Numeric${o}`]: { "svc:n": of } })),
  fc
    .tuple(
      fc.constantFrom("Equals", "NotEquals", "LessThan", "GreaterThanEquals"),
      pick("2026-11-21T00:00:00Z", "2026-11-22T00:00:00Z", "2026-11-23T00:00:00Z"),
    )
    .map(([o, of]) => ({ [`Date${o}`]: { "svc:date": of } })),
  fc
    .tuple(fc.constantFrom("IpAddress", "NotIpAddress"), pick("10.0.0.0/8", "10.1.2.3", "10.1.2.4/31", "192.168.0.0/16"))
    .map(([o, of]) => ({ [o]: { "svc:ip": of } })),
  fc.constantFrom(HERE, THERE).map((of) => ({ StringEquals: { "aws:PrincipalAccount": of } })),
  fc.constant({ ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${HERE}:*` } }),
);

const actions = fc.oneof(
  pick("*", "s3:*", "S3:Get*", "sqs:*", "kms:Decrypt", "sts:Assume*", "*:*", "ec2:Run?nstances", "s3:Put*").map(
    (Action): Raw => ({ Action }),
  ),
  pick("iam:*", "s3:*", "kms:*", "sts:*").map((NotAction): Raw => ({ NotAction })),
);
const patterns = [
  "*",
  "arn:aws:s3:::bucket/*",
  OBJECT,
  "arn:aws:s3:::bucket/${aws:username}/*",
  QUEUE,
  "arn:aws:sqs:*:jobs",
  "arn:aws:sqs:eu*1:*:j?bs",
  "arn:aws:*",
  KEY,
  TARGET,
  "arn:aws:s3:::bucket/ann/${*}",
];
const resources = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Raw>({ Resource: "*" }) },
  { weight: 2, arbitrary: pick(...patterns).map((Resource): Raw => ({ Resource })) },
  { weight: 1, arbitrary: pick(...patterns.slice(1)).map((NotResource): Raw => ({ NotResource })) },
);
const conditions: fc.Arbitrary<Raw> = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  { weight: 2, arbitrary: block.map((Condition) => ({ Condition })) },
  { weight: 1, arbitrary: fc.tuple(block, block).map(([a, b]) => ({ Condition: { ...a, ...b } })) },
);

const someone = ["*", HERE, `arn:aws:iam::${THERE}:root`, USER_ARN, ROLE_ARN, SESSION_ARN, `arn:aws:iam::${THERE}:user/eve`];
const principals: fc.Arbitrary<Raw> = fc.oneof(
  fc.constant({ Principal: "*" }),
  pick(...someone).map((AWS) => ({ Principal: { AWS } })),
  fc.constantFrom(
    { Principal: { Service: LAMBDA } },
    { Principal: { Federated: GOOGLE } },
    { Principal: { Service: [LAMBDA], AWS: [HERE] } },
  ),
);
const spared = fc.constantFrom<Raw>(
  { NotPrincipal: "*" },
  { NotPrincipal: { AWS: [HERE, USER_ARN] } },
  { NotPrincipal: { AWS: [HERE, ROLE_ARN] } },
  { NotPrincipal: { AWS: [THERE] } },
  { NotPrincipal: { Service: LAMBDA } },
);

const effects = fc.oneof({ weight: 3, arbitrary: fc.constant("Allow") }, { weight: 1, arbitrary: fc.constant("Deny") });

export const statements: fc.Arbitrary<Raw> = fc
  .tuple(effects, actions, resources, conditions)
  .map(([Effect, action, resource, condition]) => ({ Effect, ...action, ...resource, ...condition }));

export const resourceStatements: fc.Arbitrary<Raw> = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(statements, principals).map(([statement, principal]) => ({ ...statement, ...principal })) },
  { weight: 1, arbitrary: fc.tuple(statements, spared).map(([statement, principal]) => ({ ...statement, Effect: "Deny", ...principal })) },
);

const list = (of: fc.Arbitrary<Raw>, maxLength = 3): fc.Arbitrary<readonly Raw[]> => fc.array(of, { maxLength });
/** Limits are mostly broad: else nothing is ever allowed. */
const limit = (of: fc.Arbitrary<Raw>, full: Raw): fc.Arbitrary<readonly Raw[]> =>
  fc.oneof({ weight: 2, arbitrary: list(of, 2).map((more) => [full, ...more]) }, { weight: 1, arbitrary: list(of, 2) });
const FULL: Raw = { Effect: "Allow", Action: "*", Resource: "*" };
const FOR_ALL: Raw = { ...FULL, Principal: "*" };

const seldom = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(of, { nil: undefined, freq: 1 });

export const layers: fc.Arbitrary<Given> = fc
  .record({
    identity: list(statements),
    resource: list(resourceStatements),
    boundary: seldom(limit(statements, FULL)),
    session: seldom(limit(statements, FULL)),
    endpoint: seldom(limit(resourceStatements, FOR_ALL)),
    serviceControl: fc.array(limit(statements, FULL), { maxLength: 2 }),
    resourceControl: fc.array(limit(resourceStatements, FOR_ALL), { maxLength: 1 }),
  })
  .map(({ boundary, session, endpoint, ...rest }) => ({
    ...rest,
    ...(boundary ? { boundary } : {}),
    ...(session ? { session } : {}),
    ...(endpoint ? { endpoint } : {}),
  }));

export function policiesOf(of: Given): Policies {
  return given(of);
}
