// Plain authorization questions, one after the other, on one core.
import { type Fact, isUnknown, type Policy, parsePolicy } from "../../platform/src/model/index.ts";
import { decide } from "../../platform/src/protect/iam/decide/decide.ts";
import { compilePolicy } from "../../platform/src/protect/iam/policy/compile.ts";
import type { Answer, Caller, Policies, Request } from "../../platform/src/protect/iam/question.ts";
import { generator } from "./synthetic-iam.ts";

export interface DecideMeasured {
  readonly decisions: number;
  readonly perSecond: number;
  readonly compileMs: number;
  readonly policies: number;
  /** How many of each answer: a run in which nothing is ever allowed would measure little. */
  readonly answers: Readonly<Record<Answer, number>>;
}

const ACCOUNT = "111122223333";
const ROLES = 2000;
const APPS = 200;

/** Roles with three statements and a Deny, a fifth of them with a boundary; a service control policy on two levels; buckets with a policy. */
export function benchDecide(decisions = 1_000_000): DecideMeasured {
  const random = generator(7);
  const all: Policy[] = [];
  const keep = (statements: readonly object[]): Policy => {
    const document: Fact<Policy> = parsePolicy({ Version: "2012-10-17", Statement: statements });
    if (isUnknown(document)) throw new Error("a policy of the benchmark does not parse");
    all.push(document);
    return document;
  };
  const full = keep([{ Effect: "Allow", Action: "*", Resource: "*" }]);
  const guard = keep([
    { Effect: "Allow", Action: "*", Resource: "*" },
    { Effect: "Deny", Action: ["organizations:LeaveOrganization", "iam:DeleteRole"], Resource: "*" },
    { Effect: "Deny", Action: "s3:*", Resource: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
  ]);
  const boundary = keep([{ Effect: "Allow", Action: ["s3:*", "dynamodb:*", "sqs:*", "logs:*"], Resource: "*" }]);
  const buckets = Array.from({ length: APPS }, (_, app) =>
    keep([
      {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:Delete*",
        Resource: `arn:aws:s3:::app-${app}/*`,
        Condition: { ArnNotLike: { "aws:PrincipalArn": `arn:aws:iam::${ACCOUNT}:role/admin-*` } },
      },
    ]),
  );
  const roles = Array.from({ length: ROLES }, (_, i) => {
    const app = i % APPS;
    return keep([
      { Effect: "Allow", Action: ["s3:GetObject", "s3:PutObject"], Resource: `arn:aws:s3:::app-${app}/*` },
      { Effect: "Allow", Action: "dynamodb:*Item", Resource: `arn:aws:dynamodb:*:${ACCOUNT}:table/app-${app}-*` },
      {
        Effect: "Allow",
        Action: ["sqs:SendMessage", "sqs:ReceiveMessage"],
        Resource: `arn:aws:sqs:eu-west-1:${ACCOUNT}:app-${app}-jobs`,
        Condition: { StringEquals: { "aws:PrincipalTag/app": `${app}` } },
      },
      { Effect: "Deny", Action: "s3:PutObject", Resource: "arn:aws:s3:::*/audit/*" },
    ]);
  });
  const compiling = performance.now();
  for (const policy of all) compilePolicy(policy);
  const compileMs = performance.now() - compiling;

  const questions = Array.from({ length: 5000 }, (): readonly [Request, Policies] => {
    const role = Math.floor(random() * ROLES);
    const app = random() < 0.7 ? role % APPS : Math.floor(random() * APPS);
    const [action, resource, bucket] = pick(random(), app);
    const caller: Caller = {
      type: "role",
      arn: `arn:aws:iam::${ACCOUNT}:role/r${role}`,
      account: ACCOUNT,
      session: "s",
      serviceLinked: false,
    };
    const keys = new Map([
      ["aws:securetransport", ["true"]],
      ["aws:principaltag/app", [String(role % APPS)]],
    ]);
    const identity = [{ name: "own", policy: roles[role] as Policy }];
    return [
      { caller, action, resource, resourceAccount: ACCOUNT, context: { keys, others: "absent" } },
      {
        identity,
        ...(role % 5 === 0 ? { boundary: [{ name: "boundary", policy: boundary }] } : {}),
        serviceControl: [[{ name: "full", policy: full }], [{ name: "guard", policy: guard }]],
        resourceControl: [],
        resource: bucket ? [{ name: "bucket", policy: buckets[app] as Policy }] : [],
      },
    ];
  });

  const answers = { allowed: 0, "implicitly-denied": 0, "explicitly-denied": 0, depends: 0 };
  const ask = (count: number): void => {
    for (let i = 0; i < count; i += 1) {
      const [request, policies] = questions[i % questions.length] as readonly [Request, Policies];
      answers[decide(request, policies).answer] += 1;
    }
  };
  ask(questions.length);
  for (const answer of Object.keys(answers) as Answer[]) answers[answer] = 0;
  const began = performance.now();
  ask(decisions);
  return { decisions, perSecond: (decisions / (performance.now() - began)) * 1000, compileMs, policies: all.length, answers };
}

function pick(random: number, app: number): readonly [action: string, resource: string, bucket: boolean] {
  if (random < 0.3) return ["s3:GetObject", `arn:aws:s3:::app-${app}/orders/1.json`, true];
  if (random < 0.4) return ["s3:PutObject", `arn:aws:s3:::app-${app}/audit/1.json`, true];
  if (random < 0.5) return ["s3:DeleteObject", `arn:aws:s3:::app-${app}/orders/1.json`, true];
  if (random < 0.75) return ["dynamodb:PutItem", `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/app-${app}-orders`, false];
  return ["sqs:SendMessage", `arn:aws:sqs:eu-west-1:${ACCOUNT}:app-${app}-jobs`, false];
}
