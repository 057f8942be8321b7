import { unknown } from "../../../../model/index.ts";
import type { Caller } from "../../question.ts";
import {
  allow,
  anonymous,
  anySession,
  ask,
  type Case,
  context,
  DENIED,
  deny,
  foreignRole,
  HERE,
  KEY,
  NONE,
  OBJECT,
  OPEN,
  ROLE_ARN,
  role,
  root,
  row,
  SESSION_ARN,
  service,
  serviceLinked,
  stranger,
  THERE,
  USER_ARN,
  YES,
} from "./case.ts";

const FULL = allow();
const OTHER = allow({ Action: "sqs:*" });
const UNKNOWN = context({}, "unknown");
const TARGET = `arn:aws:iam::${HERE}:role/target`;
const FUNCTION = `arn:aws:lambda:eu-west-1:${HERE}:function:f`;
const decrypt = { action: "kms:Decrypt", resource: KEY } as const;
const assume = { action: "sts:AssumeRole", resource: TARGET } as const;
const trust = (principal: unknown, change: object = {}): Record<string, unknown> => {
  const { Resource: _, ...rest } = allow({ Principal: principal, Action: "sts:AssumeRole", ...change }) as Record<string, unknown>;
  return rest;
};
const invoke = (resource: string): { readonly action: string; readonly resource: string } => ({
  action: "lambda:InvokeFunction",
  resource,
});
const github: Caller = { type: "federated", provider: `arn:aws:iam::${HERE}:oidc-provider/token.actions.githubusercontent.com` };
const SUB = "token.actions.githubusercontent.com:sub";

/** Rules that only some services have. */
export const serviceCases: readonly Case[] = [
  row(
    "trap 5: a key's policy must let the account in",
    ask(decrypt),
    { identity: FULL, resource: allow({ Principal: { AWS: ROLE_ARN } }) },
    NONE,
    { missing: ["resource"] },
  ),
  row(
    "a key's policy that lets the account in delegates",
    ask(decrypt),
    { identity: FULL, resource: allow({ Principal: { AWS: HERE } }) },
    YES,
  ),
  row("a key's policy that delegates grants nothing", ask(decrypt), { resource: allow({ Principal: { AWS: HERE } }) }, NONE, {
    missing: ["identity"],
  }),
  row("a key's policy that names the user suffices", ask(decrypt), { resource: allow({ Principal: { AWS: USER_ARN } }) }, YES),
  row(
    "a key's policy that names the role suffices",
    ask({ ...decrypt, caller: role }),
    { resource: allow({ Principal: { AWS: ROLE_ARN } }) },
    YES,
  ),
  row(
    "a key's policy that names the role is limited by the boundary",
    ask({ ...decrypt, caller: role }),
    { boundary: OTHER, resource: allow({ Principal: { AWS: ROLE_ARN } }) },
    NONE,
  ),
  row("a key without a policy lets nobody in", ask(decrypt), { identity: FULL }, NONE, { missing: ["resource"] }),
  row(
    "root too must be let in by the key's policy",
    ask({ ...decrypt, caller: root }),
    { resource: allow({ Principal: { AWS: ROLE_ARN } }) },
    NONE,
    { missing: ["resource"] },
  ),
  row("a key across accounts needs both", ask({ ...decrypt, caller: stranger }), { resource: allow({ Principal: { AWS: THERE } }) }, NONE),
  row(
    "a key across accounts with both",
    ask({ ...decrypt, caller: stranger }),
    { identity: FULL, resource: allow({ Principal: { AWS: THERE } }) },
    YES,
  ),
  row(
    "a grant of a key is a source beside its policy",
    ask({ ...decrypt, caller: role }),
    { resource: [allow({ Principal: { AWS: THERE } }), allow({ Principal: { AWS: ROLE_ARN }, Action: ["kms:Decrypt"], Sid: "grant" })] },
    YES,
    { by: ["grant"] },
  ),
  row("listing keys is asked of no key", ask({ action: "kms:ListKeys", resource: "*" }), { identity: FULL }, YES),
  row(
    "an alias has no policy of its own",
    ask({ action: "kms:CreateAlias", resource: `arn:aws:kms:eu-west-1:${HERE}:alias/a` }),
    { identity: FULL },
    YES,
  ),
  row(
    "a key's policy for calls through a service",
    ask({ ...decrypt, keys: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } }),
    {
      resource: allow({
        Principal: { AWS: "*" },
        Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com", "kms:CallerAccount": HERE } },
      }),
    },
    YES,
  ),
  row(
    "trap 17: reading an encrypted object is two questions",
    ask({ ...decrypt }),
    { identity: allow({ Action: "s3:GetObject" }), resource: allow({ Principal: { AWS: HERE } }) },
    NONE,
  ),

  row("trap 5: a role's trust must let the caller in", ask(assume), { identity: FULL }, NONE, { missing: ["resource"] }),
  row("a trust that names the user suffices", ask(assume), { resource: trust({ AWS: USER_ARN }) }, YES),
  row("a trust that names the role suffices", ask({ ...assume, caller: role }), { resource: trust({ AWS: ROLE_ARN }) }, YES),
  row("a trust that names the session suffices", ask({ ...assume, caller: role }), { resource: trust({ AWS: SESSION_ARN }) }, YES),
  row("a trust in the account delegates", ask(assume), { identity: FULL, resource: trust({ AWS: HERE }) }, YES),
  row("a trust in the account grants nothing", ask(assume), { resource: trust({ AWS: HERE }) }, NONE, { missing: ["identity"] }),
  row("a trust in another account needs both", ask({ ...assume, caller: stranger }), { resource: trust({ AWS: THERE }) }, NONE, {
    missing: ["identity"],
  }),
  row(
    "a trust in another account with both",
    ask({ ...assume, caller: stranger }),
    { identity: FULL, resource: trust({ AWS: THERE }) },
    YES,
  ),
  row(
    "a role that does not trust itself does not assume itself",
    ask({ ...assume, resource: ROLE_ARN, caller: role }),
    { identity: FULL },
    NONE,
  ),
  row(
    "a trust in a service",
    ask({ ...assume, caller: service("lambda.amazonaws.com") }),
    { resource: trust({ Service: "lambda.amazonaws.com" }) },
    YES,
  ),
  row(
    "a trust in another service",
    ask({ ...assume, caller: service("ec2.amazonaws.com") }),
    { resource: trust({ Service: "lambda.amazonaws.com" }) },
    NONE,
  ),
  row(
    "a trust in a service on behalf of its own account",
    ask({ ...assume, caller: service("ec2.amazonaws.com"), keys: { "aws:SourceAccount": THERE } }),
    { resource: trust({ Service: "ec2.amazonaws.com" }, { Condition: { StringEquals: { "aws:SourceAccount": HERE } } }) },
    NONE,
  ),
  row("no root user assumes a role", ask({ ...assume, caller: root }), { resource: trust({ AWS: HERE }) }, NONE),
  row(
    "a trust with an external id",
    ask({ ...assume, caller: stranger, keys: { "sts:ExternalId": "x1" } }),
    { identity: FULL, resource: trust({ AWS: THERE }, { Condition: { StringEquals: { "sts:ExternalId": "x1" } } }) },
    YES,
  ),
  row(
    "a trust with another external id",
    ask({ ...assume, caller: stranger, keys: { "sts:ExternalId": "x2" } }),
    { identity: FULL, resource: trust({ AWS: THERE }, { Condition: { StringEquals: { "sts:ExternalId": "x1" } } }) },
    NONE,
  ),
  row("a trust is about the action too", ask({ ...assume, action: "sts:TagSession" }), { resource: trust({ AWS: USER_ARN }) }, NONE, {
    missing: ["resource", "identity"],
  }),
  row(
    "an identity provider needs only the trust",
    ask({ ...assume, action: "sts:AssumeRoleWithWebIdentity", caller: github, keys: { [SUB]: "repo:org/app:ref:refs/heads/main" } }),
    {
      resource: trust(
        { Federated: (github as { provider: string }).provider },
        { Action: "sts:AssumeRoleWithWebIdentity", Condition: { StringLike: { [SUB]: "repo:org/app:*" } } },
      ),
    },
    YES,
  ),
  row(
    "trap 3: a star before the slash lets a look-alike in",
    ask({ ...assume, action: "sts:AssumeRoleWithWebIdentity", caller: github, keys: { [SUB]: "repo:my-org-evil/x:ref:refs/heads/main" } }),
    {
      resource: trust(
        { Federated: (github as { provider: string }).provider },
        { Action: "sts:AssumeRoleWithWebIdentity", Condition: { StringLike: { [SUB]: "repo:my-org*" } } },
      ),
    },
    YES,
  ),
  row(
    "trap 3: a slash keeps the look-alike out",
    ask({ ...assume, action: "sts:AssumeRoleWithWebIdentity", caller: github, keys: { [SUB]: "repo:my-org-evil/x:ref:refs/heads/main" } }),
    {
      resource: trust(
        { Federated: (github as { provider: string }).provider },
        { Action: "sts:AssumeRoleWithWebIdentity", Condition: { StringLike: { [SUB]: "repo:my-org/*" } } },
      ),
    },
    NONE,
  ),
  row(
    "trap 3: any value but those that are named",
    ask({ caller: anonymous, keys: { "aws:referer": "https://evil.example" } }),
    { resource: allow({ Principal: "*", Condition: { StringNotEquals: { "aws:Referer": "https://bad.example" } } }) },
    YES,
  ),

  row(
    "trap 14: an unqualified function is not its alias",
    ask({ ...invoke(`${FUNCTION}:live`), caller: service("s3.amazonaws.com") }),
    { resource: allow({ Principal: { Service: "s3.amazonaws.com" }, Resource: FUNCTION }) },
    NONE,
  ),
  row(
    "trap 14: an alias is not the unqualified function",
    ask({ ...invoke(FUNCTION), caller: service("s3.amazonaws.com") }),
    { resource: allow({ Principal: { Service: "s3.amazonaws.com" }, Resource: `${FUNCTION}:live` }) },
    NONE,
  ),
  row(
    "trap 14: every qualifier is not the unqualified function",
    ask(invoke(FUNCTION)),
    { identity: allow({ Resource: `${FUNCTION}:*` }) },
    NONE,
  ),
  row("trap 14: every qualifier is the alias", ask(invoke(`${FUNCTION}:live`)), { identity: allow({ Resource: `${FUNCTION}:*` }) }, YES),
  row(
    "trap 14: function/name never matches",
    ask(invoke(FUNCTION)),
    { identity: allow({ Resource: FUNCTION.replace("function:", "function/") }) },
    NONE,
  ),
  row(
    "the alias itself",
    ask({ ...invoke(`${FUNCTION}:live`), caller: service("s3.amazonaws.com") }),
    { resource: allow({ Principal: { Service: "s3.amazonaws.com" }, Resource: `${FUNCTION}:live` }) },
    YES,
  ),

  row(
    "trap 10: a role of a service is changed by nobody",
    ask({ action: "iam:AttachRolePolicy", resource: `arn:aws:iam::${HERE}:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX` }),
    { identity: FULL },
    NONE,
  ),
  row(
    "trap 10: a role of Identity Center is changed by nobody",
    ask({ action: "iam:UpdateAssumeRolePolicy", resource: `arn:aws:iam::${HERE}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_A_1` }),
    { identity: FULL },
    NONE,
  ),
  row(
    "trap 10: root does not change it either",
    ask({
      caller: root,
      action: "iam:PutRolePolicy",
      resource: `arn:aws:iam::${HERE}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_A_1`,
    }),
    {},
    NONE,
  ),
  row(
    "trap 10: Identity Center changes its own",
    ask({
      caller: serviceLinked,
      action: "iam:PutRolePolicy",
      resource: `arn:aws:iam::${HERE}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_A_1`,
    }),
    { identity: FULL },
    YES,
  ),
  row(
    "trap 10: a policy of AWS is in AWS's account",
    ask({ action: "iam:CreatePolicyVersion", resource: "arn:aws:iam::aws:policy/AdministratorAccess" }),
    { identity: FULL },
    NONE,
  ),
  row(
    "trap 12: leave for one user is none for another",
    ask({ action: "iam:CreateAccessKey", resource: `arn:aws:iam::${HERE}:user/bob` }),
    { identity: allow({ Resource: `arn:aws:iam::${HERE}:user/$\{aws:username}` }) },
    NONE,
  ),
  row(
    "a role is passed to the service the policy names",
    ask({ action: "iam:PassRole", resource: ROLE_ARN, keys: { "iam:PassedToService": "lambda.amazonaws.com" } }),
    { identity: allow({ Action: "iam:PassRole", Condition: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } } }) },
    YES,
  ),
  row(
    "trap 11: a Deny on old tokens does not hit long-term keys",
    ask({ keys: {} }),
    { identity: [FULL, deny({ Condition: { DateLessThan: { "aws:TokenIssueTime": "2026-11-22T00:00:00Z" } } })] },
    YES,
  ),
  row(
    "trap 11: a Deny on old tokens may hit a session",
    ask({ caller: role }),
    { identity: [FULL, deny({ Condition: { DateLessThan: { "aws:TokenIssueTime": "2026-11-22T00:00:00Z" } } })] },
    OPEN,
    { on: ["aws:TokenIssueTime"] },
  ),
  row(
    "a session always has a time of issue",
    ask({ caller: role }),
    { identity: allow({ Condition: { Null: { "aws:TokenIssueTime": "false" } } }) },
    YES,
  ),
  row(
    "trap 15: a public bucket policy lets nobody's request in, whatever blocks it elsewhere",
    ask({ caller: anonymous }),
    { resource: allow({ Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::bucket/*" }) },
    YES,
  ),

  row(
    "trap 1: IfExists leaves a resource open to nobody in particular",
    ask({ caller: anonymous }),
    { resource: allow({ Principal: "*", Condition: { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-1" } } }) },
    YES,
  ),
  row(
    "trap 1: ForAllValues leaves a resource open to nobody in particular",
    ask({ caller: anonymous }),
    { resource: allow({ Principal: "*", Condition: { "ForAllValues:StringEquals": { "aws:PrincipalOrgID": "o-1" } } }) },
    YES,
  ),
  row(
    "trap 1: a negated operator leaves a resource open to nobody in particular",
    ask({ caller: anonymous }),
    { resource: allow({ Principal: "*", Condition: { ArnNotEquals: { "aws:PrincipalArn": ROLE_ARN } } }) },
    YES,
  ),
  row(
    "trap 2: the resource's own account says nothing about who",
    ask({ caller: anonymous }),
    { resource: allow({ Principal: "*", Condition: { StringEquals: { "aws:ResourceAccount": HERE } } }) },
    YES,
  ),
  row(
    "trap 2: a referer says nothing about who",
    ask({ caller: anonymous, keys: { "aws:Referer": "https://example.com/" } }),
    { resource: allow({ Principal: "*", Condition: { StringLike: { "aws:Referer": "https://example.com/*" } } }) },
    YES,
  ),
  row(
    "trap 2: an organisation does",
    ask({ caller: anonymous }),
    { resource: allow({ Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }) },
    NONE,
  ),
  row(
    "trap 4: the ARN of a bucket has no account",
    ask({ keys: { "aws:SourceArn": "arn:aws:s3:::bucket" }, caller: service("s3.amazonaws.com") }),
    {
      resource: allow({
        Principal: { Service: "s3.amazonaws.com" },
        Condition: { ArnLike: { "aws:SourceArn": `arn:aws:s3::${HERE}:bucket` } },
      }),
    },
    NONE,
  ),
  row(
    "a service on behalf of a source",
    ask({ keys: { "aws:SourceArn": "arn:aws:s3:::bucket" }, caller: service("s3.amazonaws.com") }),
    { resource: allow({ Principal: { Service: "s3.amazonaws.com" }, Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:::bucket" } } }) },
    YES,
  ),
  row(
    "a function's policy for a foreign service is the confused deputy's",
    ask({ ...invoke(FUNCTION), caller: service("s3.amazonaws.com"), keys: { "aws:SourceAccount": THERE } }),
    { resource: allow({ Principal: { Service: "s3.amazonaws.com" }, Resource: FUNCTION }) },
    YES,
  ),
  row(
    "a role of another account invokes with both sides",
    ask({ ...invoke(FUNCTION), caller: foreignRole }),
    { identity: FULL, resource: allow({ Principal: { AWS: THERE }, Resource: FUNCTION }) },
    YES,
  ),

  row(
    "an Allow if and an Allow unless allow",
    ask({ context: context({}, "unknown") }),
    { identity: [allow({ Condition: { StringEquals: { "svc:a": "1" } } }), allow({ Condition: { StringNotEquals: { "svc:a": "1" } } })] },
    YES,
  ),
  row(
    "a Deny if and a Deny unless deny",
    ask({ context: context({}, "unknown") }),
    {
      identity: [FULL, deny({ Condition: { StringEquals: { "svc:a": "1" } } }), deny({ Condition: { StringNotEquals: { "svc:a": "1" } } })],
    },
    DENIED,
  ),
  row(
    "an Allow if and a Deny if never allow",
    ask({ context: context({}, "unknown") }),
    { identity: [allow({ Condition: { StringEquals: { "svc:a": "1" } } }), deny({ Condition: { StringEquals: { "svc:a": "1" } } })] },
    NONE,
  ),
  row(
    "one key cannot have two values",
    ask({ context: context({}, "unknown") }),
    { identity: allow({ Condition: { StringEquals: { "svc:a": "1" }, StringLike: { "svc:a": "2" } } }) },
    NONE,
  ),
  row(
    "absent and any value are all there is",
    ask({ context: context({}, "unknown") }),
    { identity: [allow({ Condition: { Null: { "svc:a": "true" } } }), allow({ Condition: { Null: { "svc:a": "false" } } })] },
    YES,
  ),
  row(
    "a pattern and its negation are all there is",
    ask({ context: context({}, "unknown") }),
    { identity: [allow({ Condition: { StringLike: { "svc:a": "x*" } } }), allow({ Condition: { StringNotLike: { "svc:a": "x*" } } })] },
    YES,
  ),
  row(
    "a value of a pattern is no case apart",
    ask({ context: context({}, "unknown") }),
    { identity: [allow({ Condition: { StringNotLike: { "svc:a": "x*" } } }), allow({ Condition: { StringEquals: { "svc:a": "xy" } } })] },
    OPEN,
  ),
  row(
    "two unknown keys hang together only by themselves",
    ask({ context: context({}, "unknown") }),
    { identity: [allow({ Condition: { StringEquals: { "svc:a": "1" } } }), allow({ Condition: { StringNotEquals: { "svc:b": "1" } } })] },
    OPEN,
    { on: ["svc:a", "svc:b"] },
  ),
  row(
    "boundary and identity on opposite sides of a key",
    ask({ context: context({}, "unknown") }),
    {
      identity: allow({ Condition: { StringEquals: { "svc:a": "1" } } }),
      boundary: allow({ Condition: { StringNotEquals: { "svc:a": "1" } } }),
    },
    NONE,
  ),
  row(
    "spellings of a value are cases of their own",
    ask({ context: context({}, "unknown") }),
    {
      identity: [
        allow({ Condition: { StringNotEqualsIgnoreCase: { "svc:a": "x" } } }),
        allow({ Condition: { StringEquals: { "svc:a": "x" } } }),
      ],
    },
    OPEN,
  ),
  row(
    "cases are not gone through where something could not be read",
    ask({ context: context({}, "unknown") }),
    {
      identity: [
        allow({ Condition: { StringEquals: { "svc:a": unknown("parameter") } } }),
        allow({ Condition: { StringNotEquals: { "svc:a": "1" } } }),
      ],
    },
    OPEN,
  ),
  row(
    "trap 13: the left-over Allow for NONE is inert under AWS_IAM",
    ask({ action: "lambda:InvokeFunctionUrl", resource: FUNCTION, caller: anonymous, keys: { "lambda:FunctionUrlAuthType": "AWS_IAM" } }),
    { resource: allow({ Principal: "*", Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } } }) },
    NONE,
  ),
  row(
    "one object, one bucket",
    ask({ resource: OBJECT }),
    { identity: allow({ Action: "s3:GetObject", Resource: ["arn:aws:s3:::bucket/*", "arn:aws:s3:::bucket"] }) },
    YES,
  ),
  row(
    "a Deny of a foreign session's role",
    ask({ caller: foreignRole }),
    { identity: FULL, resource: [allow({ Principal: "*" }), deny({ Principal: { AWS: `arn:aws:iam::${THERE}:role/app` } })] },
    DENIED,
  ),
  row(
    "absence allows on one side and presence on the other",
    ask({ context: UNKNOWN }),
    { identity: allow({ Condition: { Null: { "svc:a": "true" } } }), boundary: allow({ Condition: { Null: { "svc:a": "false" } } }) },
    NONE,
  ),
  row(
    "a Deny of absence and a Deny of presence deny",
    ask({ context: UNKNOWN }),
    { identity: [FULL, deny({ Condition: { Null: { "svc:a": "true" } } }), deny({ Condition: { Null: { "svc:a": "false" } } })] },
    DENIED,
  ),
  row(
    "a value denied and absence denied leave the other values",
    ask({ context: UNKNOWN }),
    { identity: [FULL, deny({ Condition: { Null: { "svc:a": "true" } } }), deny({ Condition: { StringEquals: { "svc:a": "1" } } })] },
    OPEN,
  ),
  row(
    "two values of a set may both be there",
    ask({ context: UNKNOWN }),
    {
      identity: allow({ Condition: { "ForAnyValue:StringEquals": { "svc:a": "1" } } }),
      boundary: allow({ Condition: { "ForAnyValue:StringEquals": { "svc:a": "2" } } }),
    },
    OPEN,
  ),
  row(
    "a value nobody could read and an unknown key",
    ask({ context: UNKNOWN }),
    { identity: allow({ Condition: { StringEquals: { "svc:a": [unknown("parameter")] } } }) },
    OPEN,
  ),
  row(
    "a variable may have the very value",
    ask({ context: UNKNOWN }),
    { identity: allow({ Condition: { StringEquals: { "svc:a": "1" }, StringLike: { "svc:a": "${svc:b}" } } }) },
    OPEN,
  ),
  row(
    "a value in any spelling and its negation are all there is",
    ask({ context: UNKNOWN }),
    {
      identity: [
        allow({ Condition: { StringEqualsIgnoreCase: { "svc:a": "x" } } }),
        allow({ Condition: { StringNotEqualsIgnoreCase: { "svc:a": "x" } } }),
      ],
    },
    YES,
  ),
  row(
    "a key that is there with any value",
    ask({ caller: role, context: UNKNOWN }),
    {
      identity: [
        allow({ Condition: { DateLessThan: { "aws:TokenIssueTime": "2026-01-01" } } }),
        allow({ Condition: { DateNotEquals: { "aws:TokenIssueTime": "2026-01-01" } } }),
      ],
    },
    OPEN,
  ),
  row(
    "a key that is there is never absent",
    ask({ caller: role, context: UNKNOWN }),
    { identity: allow({ Condition: { Null: { "aws:TokenIssueTime": "true" } } }) },
    NONE,
  ),
  row(
    "a Deny that nobody could read of what nobody allows",
    ask({ context: UNKNOWN }),
    { identity: deny({ Condition: { StringEquals: { "svc:a": [unknown("parameter")] } } }) },
    NONE,
  ),
  row(
    "a policy nobody could read is no matter of keys",
    ask({ context: UNKNOWN }),
    {
      identity: [allow({ Condition: { StringEquals: { "svc:a": "1" } } }), allow({ Condition: { StringNotEquals: { "svc:a": "1" } } })],
      resource: unknown("access-denied"),
    },
    OPEN,
  ),
  row(
    "a resource nobody could read is no matter of keys",
    ask({ context: UNKNOWN }),
    { identity: [allow({ Condition: { StringEquals: { "svc:a": "1" } } }), allow({ Resource: [unknown("parameter")] })] },
    OPEN,
  ),
  row(
    "too many cases leave it open",
    ask({ context: UNKNOWN }),
    {
      identity: Array.from({ length: 9 }, (_, i) => [
        allow({ Condition: { StringEquals: { [`svc:k${i}`]: "1" } } }),
        allow({ Condition: { StringNotEquals: { [`svc:k${i}`]: "1" } } }),
      ]).flat(),
    },
    OPEN,
  ),
  row(
    "many cases do not",
    ask({ context: UNKNOWN }),
    {
      identity: Array.from({ length: 4 }, (_, i) => [
        allow({ Condition: { StringEquals: { [`svc:k${i}`]: "1" } } }),
        allow({ Condition: { StringNotEquals: { [`svc:k${i}`]: "1" } } }),
      ]).flat(),
    },
    YES,
  ),
  row(
    "too many patterns leave it open",
    ask({ context: UNKNOWN }),
    {
      identity: ["a*", "b*", "c*", "d*", "e*"].flatMap((wanted) => [
        allow({ Condition: { StringLike: { "svc:a": wanted } } }),
        allow({ Condition: { StringNotLike: { "svc:a": wanted } } }),
      ]),
    },
    OPEN,
  ),
  row(
    "four patterns do not",
    ask({ context: UNKNOWN }),
    {
      identity: ["a*", "b*", "c*", "d*"].flatMap((wanted) => [
        allow({ Condition: { StringLike: { "svc:a": wanted } } }),
        allow({ Condition: { StringNotLike: { "svc:a": wanted } } }),
      ]),
    },
    YES,
  ),
  row(
    "a beginning is not free to be anything",
    ask({ caller: anySession }),
    {
      identity: [
        allow({ Condition: { StringLike: { "aws:userid": "AROAAPP:s*" } } }),
        allow({ Condition: { StringNotLike: { "aws:userid": "AROAAPP:s*" } } }),
      ],
    },
    OPEN,
  ),
  row(
    "trap 10: what AWS refuses is missing in no layer",
    ask({ action: "iam:DeleteRole", resource: `arn:aws:iam::${HERE}:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX` }),
    {},
    NONE,
    { missing: [] },
  ),
  row("a role of anybody else may be changed", ask({ action: "iam:DeleteRole", resource: ROLE_ARN }), { identity: FULL }, YES),
  row(
    "a role of a service may be read",
    ask({ action: "iam:GetRole", resource: `arn:aws:iam::${HERE}:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX` }),
    { identity: FULL },
    YES,
  ),
  row("tagging a session is about the role", ask({ action: "sts:TagSession", resource: TARGET }), { identity: FULL }, NONE, {
    missing: ["resource"],
  }),
  row("setting a source identity is about the role", ask({ action: "sts:SetSourceIdentity", resource: TARGET }), { identity: FULL }, NONE),
  row("setting a context is about the role", ask({ action: "sts:SetContext", resource: TARGET }), { identity: FULL }, NONE),
  row(
    "tagging a federated user is not",
    ask({ action: "sts:TagSession", resource: `arn:aws:sts::${HERE}:federated-user/x` }),
    { identity: FULL },
    YES,
  ),
  row("asking who one is needs no role", ask({ action: "sts:GetCallerIdentity", resource: "*" }), { identity: FULL }, YES),
];
