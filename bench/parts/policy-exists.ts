// Who outside can reach a resource, asked of 500 policies that are all different.
import { isUnknown, type Policy, parsePolicy } from "../../platform/src/model/index.ts";
import { type ExternalQuestion, externalAccess } from "../../platform/src/protect/iam/exists/external.ts";
import { generator } from "./synthetic-iam.ts";

export interface ExistsMeasured {
  readonly policies: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly worstMs: number;
  /** How many of each answer. */
  readonly answers: Readonly<Record<"yes" | "no" | "undecided", number>>;
}

const OWN = "111122223333";
const ZONE = { account: OWN, organization: "o-ownorganiz" };

/** Each question is asked of a policy nobody has seen before: reading it is part of the time. */
export function benchExists(count = 500): ExistsMeasured {
  // What a process does once is not the price of a question.
  for (const question of questions(200, 1)) externalAccess(question);
  const answers = { yes: 0, no: 0, undecided: 0 };
  const times: number[] = [];
  // Three equal estates that share no object: the fastest of three is what a question costs, not what else the machine did.
  const estates = [questions(count, 7), questions(count, 7), questions(count, 7)];
  for (let i = 0; i < count; i += 1) {
    let least = Number.POSITIVE_INFINITY;
    for (const [round, estate] of estates.entries()) {
      const began = performance.now();
      const { reaches } = externalAccess(estate[i] as ExternalQuestion);
      least = Math.min(least, performance.now() - began);
      if (round === 0) answers[reaches] += 1;
    }
    times.push(least);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] as number;
  return { policies: count, medianMs: at(0.5), p95Ms: at(0.95), worstMs: at(1), answers };
}

type Random = () => number;

function questions(count: number, seed: number): readonly ExternalQuestion[] {
  const random = generator(seed);
  return Array.from({ length: count }, (_, i) => question(i, random));
}

function pick<T>(from: readonly T[], random: Random): T {
  return from[Math.floor(random() * from.length)] as T;
}

function account(random: Random): string {
  return String(100_000_000_000 + Math.floor(random() * 899_999_999_999));
}

/** Shapes seen in real accounts, with names of their own; one in ten made to be hard. */
function question(i: number, random: Random): ExternalQuestion {
  const kind = pick(["sqs", "sns", "s3", "lambda", "sts", "kms", "secretsmanager"], random);
  const resource =
    kind === "s3" ? `arn:aws:s3:::b-${i}` : kind === "sts" ? `arn:aws:iam::${OWN}:role/r-${i}` : `arn:aws:${kind}:eu-west-1:${OWN}:x-${i}`;
  const statements: object[] = [];
  const own = kind === "sts" ? {} : { Resource: pick(["*", resource, `${resource}*`], random) };
  const action = pick(kind === "sts" ? ["sts:AssumeRole", "sts:*"] : [`${kind}:*`, `${kind}:Get*`, `${kind}:SendMessage`], random);
  const allows = 1 + Math.floor(random() * 3);
  for (let n = 0; n < allows; n += 1)
    statements.push({ Effect: "Allow", Principal: principal(random), Action: action, ...own, ...condition(i, random) });
  if (random() < 0.5) statements.push({ Effect: "Deny", Principal: "*", Action: "*", ...own, ...denial(i, random) });
  if (i % 10 === 9) statements.push(...trails(i, random));
  const policy = parsePolicy({ Version: "2012-10-17", Statement: statements });
  if (isUnknown(policy)) throw new Error("a policy of the benchmark does not parse");
  const below = kind === "s3" ? [`${resource}/*`] : [];
  return { policies: [{ name: "policy", policy: policy satisfies Policy }], resource, below, service: kind, zone: ZONE };
}

function principal(random: Random): object | string {
  const id = account(random);
  return pick(
    [
      "*",
      { AWS: "*" },
      { AWS: id },
      { AWS: [`arn:aws:iam::${id}:root`, `arn:aws:iam::${OWN}:role/app`] },
      { AWS: `arn:aws:iam::${id}:role/deploy` },
      { Service: "s3.amazonaws.com" },
      { Service: ["events.amazonaws.com", "sns.amazonaws.com"] },
    ],
    random,
  );
}

function condition(i: number, random: Random): object {
  const id = account(random);
  const found = pick<object | undefined>(
    [
      undefined,
      { StringEquals: { "aws:PrincipalOrgID": "o-ownorganiz" } },
      { StringEquals: { "aws:SourceAccount": OWN } },
      { StringEquals: { "aws:SourceAccount": OWN }, ArnLike: { "aws:SourceArn": `arn:aws:s3:::logs-${i}-*` } },
      { ArnLike: { "aws:SourceArn": `arn:aws:cloudtrail:*:${id}:trail/*` } },
      { ArnLike: { "aws:PrincipalArn": [`arn:aws:iam::${id}:role/*-deploy`, `arn:aws:iam::*:role/ci-${i}`] } },
      { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": `o-ownorganiz/r-${i}/ou-*/*` } },
      { IpAddress: { "aws:SourceIp": [`203.0.${i % 256}.0/24`, "2001:db8::/32"] } },
      { StringEquals: { "aws:SourceVpce": `vpce-${i}` }, Bool: { "aws:SecureTransport": "true" } },
      { StringLike: { "aws:PrincipalTag/team": `team-${i}*`, "aws:userid": "AROAABCDEFGHIJKLMNOPQ:*" } },
      { StringEqualsIfExists: { "aws:PrincipalAccount": [id, OWN] }, Null: { "aws:PrincipalAccount": "false" } },
      { StringEquals: { "sts:ExternalId": `partner-${i}` } },
    ],
    random,
  );
  return found === undefined ? {} : { Condition: found };
}

function denial(i: number, random: Random): object {
  const found = pick<object | undefined>(
    [
      { Bool: { "aws:SecureTransport": "false" } },
      { StringNotEquals: { "aws:PrincipalOrgID": "o-ownorganiz" }, BoolIfExists: { "aws:PrincipalIsAWSService": "false" } },
      { StringNotEqualsIfExists: { "aws:SourceAccount": OWN }, Bool: { "aws:PrincipalIsAWSService": "true" } },
      { ArnNotLike: { "aws:PrincipalArn": [`arn:aws:iam::${OWN}:role/admin-${i}`, `arn:aws:iam::${OWN}:role/*/break-glass`] } },
      { NotIpAddress: { "aws:SourceIp": ["10.0.0.0/8", "203.0.113.0/24"] }, StringNotEquals: { "aws:SourceVpc": `vpc-${i}` } },
      { NumericLessThan: { "s3:TlsVersion": "1.2" } },
      undefined,
    ],
    random,
  );
  return found === undefined ? {} : { Condition: found };
}

/** Many starred ARNs of excluded accounts against one that is allowed: the shape that made a plain product of automata explode. */
function trails(i: number, random: Random): readonly object[] {
  const excluded = Array.from({ length: 12 }, () => `arn:aws:*:*:${account(random)}:*/*-${i}*`);
  return [
    {
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "*",
      Resource: "*",
      Condition: { ArnLike: { "aws:SourceArn": `arn:aws:cloudtrail:*:${OWN}:trail/*-${i}*-x*` } },
    },
    { Effect: "Deny", Principal: "*", Action: "*", Resource: "*", Condition: { ArnLike: { "aws:SourceArn": excluded } } },
    {
      Effect: "Deny",
      Principal: "*",
      Action: "*",
      Resource: "*",
      Condition: { StringLike: { "aws:SourceArn": [`arn:*:${OWN}:*a*b*c*${i}`, "*x*y*z*q*"] } },
    },
  ];
}
