import { parsePolicy, unknown } from "../../../../model/index.ts";
import { allow, ask, type Case, context, DENIED, deny, HERE, NONE, OBJECT, OPEN, role, row, YES } from "./case.ts";

const action = (name: string, asked: string, pattern: unknown, answer: Case["answer"]): Case =>
  row(name, ask({ action: asked }), { identity: allow({ Action: pattern }) }, answer);

const resource = (name: string, asked: string, pattern: unknown, answer: Case["answer"], keys = {}): Case =>
  row(name, ask({ action: "svc:Do", resource: asked, resourceAccount: HERE, keys }), { identity: allow({ Resource: pattern }) }, answer);

const QUEUE = `arn:aws:sqs:eu-west-1:${HERE}:jobs`;
const LOGS = `arn:aws:logs:eu-west-1:${HERE}:log-group:/aws/lambda/f:log-stream:s`;

/** Action, NotAction, Resource, NotResource, variables and versions. */
export const elementCases: readonly Case[] = [
  action("an action matches by its whole name", "s3:GetObject", "s3:GetObject", YES),
  action("an action has no case", "S3:GETOBJECT", "s3:getObject", YES),
  action("an action's star", "s3:GetObject", "s3:Get*", YES),
  action("an action's star inside", "s3:GetObjectAcl", "s3:*Acl", YES),
  action("an action's star does not match what follows", "s3:GetObject", "s3:*Acl", NONE),
  action("an action's question mark is one character", "s3:GetObject", "s3:?etObject", YES),
  action("an action's question mark is not none", "s3:GetObject", "s3:GetObject?", NONE),
  action("a star for all actions", "s3:GetObject", "*", YES),
  action("all services, all actions", "s3:GetObject", "*:*", YES),
  action("another service", "s3:GetObject", "sqs:*", NONE),
  action("a prefix is not the service", "s3express:CreateSession", "s3:*", NONE),
  action("a star in the service", "s3express:CreateSession", "s3*:*", YES),
  action("one of several actions", "s3:GetObject", ["sqs:*", "s3:GetObject"], YES),
  action("no action of several", "s3:GetObject", ["sqs:*", "s3:PutObject"], NONE),
  action("an empty list of actions", "s3:GetObject", [], NONE),
  action("an action nobody could read", "s3:GetObject", [unknown("parameter")], OPEN),
  action("a readable action beside one nobody could read", "s3:GetObject", [unknown("parameter"), "s3:Get*"], YES),
  row("NotAction is every other action", ask(), { identity: allow({ NotAction: "iam:*" }) }, YES),
  row(
    "NotAction is not the actions it names",
    ask({ action: "iam:CreateUser", resource: "*" }),
    { identity: allow({ NotAction: "iam:*" }) },
    NONE,
  ),
  row("NotAction with Deny denies all others", ask(), { identity: [allow(), deny({ NotAction: "iam:*" })] }, DENIED),
  row("NotAction with something nobody could read", ask(), { identity: allow({ NotAction: [unknown("parameter")] }) }, OPEN),
  row(
    "a statement without Action is malformed, not silent",
    ask(),
    { identity: parsePolicy({ Version: "2012-10-17", Statement: { Effect: "Allow", Resource: "*" } }) },
    OPEN,
  ),

  resource("a resource by its whole ARN", QUEUE, QUEUE, YES),
  resource("a resource has case", QUEUE, QUEUE.replace("jobs", "Jobs"), NONE),
  resource("a star for all resources", QUEUE, "*", YES),
  resource("a star at the end", OBJECT, "arn:aws:s3:::bucket/*", YES),
  resource("a bucket is not its objects", OBJECT, "arn:aws:s3:::bucket", NONE),
  resource("objects are not the bucket", "arn:aws:s3:::bucket", "arn:aws:s3:::bucket/*", NONE),
  resource("a star crosses slashes", "arn:aws:s3:::bucket/a/b/c", "arn:aws:s3:::bucket/*/c", YES),
  resource("a question mark in a resource", OBJECT, "arn:aws:s3:::bucke?/key", YES),
  resource("a star for region and account", QUEUE, "arn:aws:sqs:*:*:jobs", YES),
  resource("a star in the account of another queue", QUEUE, "arn:aws:sqs:*:*:mail", NONE),
  resource("a star that ends its part runs on beyond the colon", QUEUE, "arn:aws:sqs:*:jobs", YES),
  resource("a star that ends the ARN early", QUEUE, "arn:aws:sqs*", YES),
  resource("a star inside a part stays in it", LOGS, `arn:aws:logs:eu*1:log-group:/aws/lambda/f:log-stream:s`, NONE),
  resource("a star inside a part matches in it", LOGS, `arn:aws:logs:eu*1:${HERE}:*`, YES),
  resource("a question mark is no colon of the first five", QUEUE, `arn:aws:sqs:eu-west-1?${HERE}:jobs`, NONE),
  resource("a star crosses colons of the resource part", LOGS, `arn:aws:logs:eu-west-1:${HERE}:log-group:*:s`, YES),
  resource("one of several resources", QUEUE, ["arn:aws:s3:::bucket", QUEUE], YES),
  resource("an empty list of resources", QUEUE, [], NONE),
  resource("a resource nobody could read", QUEUE, [unknown("elsewhere")], OPEN),
  resource("an action without a resource needs a star", "*", "*", YES),
  resource("an action without a resource is not covered by an ARN", "*", QUEUE, NONE),
  row(
    "listing all buckets is asked of all buckets",
    ask({ action: "s3:ListAllMyBuckets", resource: "*" }),
    { identity: allow({ Resource: "arn:aws:s3:::*" }) },
    YES,
  ),
  row("NotResource is every other resource", ask(), { identity: allow({ NotResource: "arn:aws:s3:::secret/*" }) }, YES),
  row("NotResource is not what it names", ask(), { identity: allow({ NotResource: "arn:aws:s3:::bucket/*" }) }, NONE),
  row("NotResource with Deny denies all others", ask(), { identity: [allow(), deny({ NotResource: "arn:aws:s3:::free/*" })] }, DENIED),
  row("NotResource nobody could read", ask(), { identity: [allow(), deny({ NotResource: [unknown("elsewhere")] })] }, OPEN, {
    on: ["elsewhere"],
  }),
  row(
    "an identity policy without Resource is malformed, not silent",
    ask(),
    { identity: parsePolicy({ Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*" } }) },
    OPEN,
  ),

  resource("a variable in a resource", "arn:aws:s3:::home/ann/x", "arn:aws:s3:::home/${aws:username}/*", YES),
  resource("a variable of somebody else", "arn:aws:s3:::home/bob/x", "arn:aws:s3:::home/${aws:username}/*", NONE),
  resource("a variable's name has no case", "arn:aws:s3:::home/ann/x", "arn:aws:s3:::home/${AWS:UserName}/*", YES),
  resource("a variable with a tag", "arn:aws:s3:::home/blue/x", "arn:aws:s3:::home/${aws:PrincipalTag/Team}/*", YES, {
    "aws:PrincipalTag/team": "blue",
  }),
  resource("a variable without a value matches nothing", "arn:aws:s3:::home/blue/x", "arn:aws:s3:::home/${aws:PrincipalTag/Team}/*", NONE),
  resource("a variable's default stands in", "arn:aws:s3:::home/all/x", "arn:aws:s3:::home/${aws:PrincipalTag/Team, 'all'}/*", YES),
  resource(
    "a variable's default does not stand in for a value",
    "arn:aws:s3:::home/all/x",
    "arn:aws:s3:::home/${aws:PrincipalTag/Team, 'all'}/*",
    NONE,
    { "aws:PrincipalTag/team": "blue" },
  ),
  resource("a quote inside a default is written twice", "arn:aws:s3:::home/o'x", "arn:aws:s3:::home/${aws:PrincipalTag/Team, 'o''x'}", YES),
  resource("a key with several values is no variable", "arn:aws:s3:::home/a", "arn:aws:s3:::home/${aws:CalledVia}", NONE, {
    "aws:calledvia": ["a", "b"],
  }),
  resource("a substituted star is no wildcard", "arn:aws:s3:::home/bob/x", "arn:aws:s3:::home/${aws:PrincipalTag/Team}/x", NONE, {
    "aws:PrincipalTag/team": "*",
  }),
  resource("a substituted star is a star", "arn:aws:s3:::home/*/x", "arn:aws:s3:::home/${aws:PrincipalTag/Team}/x", YES, {
    "aws:PrincipalTag/team": "*",
  }),
  resource("a literal star", "arn:aws:s3:::home/*", "arn:aws:s3:::home/${*}", YES),
  resource("a literal star is no wildcard", "arn:aws:s3:::home/x", "arn:aws:s3:::home/${*}", NONE),
  resource("a literal question mark", "arn:aws:s3:::home/?", "arn:aws:s3:::home/${?}", YES),
  resource("a literal question mark is no wildcard", "arn:aws:s3:::home/x", "arn:aws:s3:::home/${?}", NONE),
  resource("a literal dollar", "arn:aws:s3:::home/$", "arn:aws:s3:::home/${$}", YES),
  resource("a variable that is not closed is text", "arn:aws:s3:::home/${x", "arn:aws:s3:::home/${x", YES),
  resource("an unknown variable leaves it open", "arn:aws:s3:::home/blue/x", "arn:aws:s3:::home/${aws:PrincipalTag/Team}/*", OPEN, {
    "aws:PrincipalTag/team": "unknown",
  }),
  resource("an unknown variable cannot mend the rest", "arn:aws:s3:::other/blue/x", "arn:aws:s3:::home/${aws:PrincipalTag/Team}/*", NONE, {
    "aws:PrincipalTag/team": "unknown",
  }),
  row(
    "trap 16: variables are literal in version 2008-10-17",
    ask({ resource: "arn:aws:s3:::home/ann" }),
    { identity: parsePolicy({ Version: "2008-10-17", Statement: allow({ Resource: "arn:aws:s3:::home/${aws:username}" }) }) },
    NONE,
  ),
  row(
    "variables are literal without a version",
    ask({ resource: "arn:aws:s3:::home/${aws:username}" }),
    { identity: parsePolicy({ Statement: allow({ Resource: "arn:aws:s3:::home/${aws:username}" }) }) },
    YES,
  ),
  row(
    "wildcards work in version 2008-10-17",
    ask(),
    { identity: parsePolicy({ Version: "2008-10-17", Statement: allow({ Resource: "arn:aws:s3:::buck*" }) }) },
    YES,
  ),
  row(
    "the session name of a role through aws:userid",
    ask({ caller: role, resource: "arn:aws:s3:::home/AROAAPP:s1" }),
    { identity: allow({ Resource: "arn:aws:s3:::home/${aws:userid}" }) },
    YES,
  ),
  row(
    "keys that are not listed may be unknown",
    ask({ context: context({}, "unknown"), resource: "arn:aws:s3:::home/x" }),
    { identity: allow({ Resource: "arn:aws:s3:::home/${aws:PrincipalTag/t}" }) },
    OPEN,
  ),
  row("an effect nobody could read", ask(), { identity: [allow(), { Effect: unknown("parameter"), Action: "*", Resource: "*" }] }, OPEN, {
    on: ["parameter"],
  }),
];
