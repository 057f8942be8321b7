import { unknown } from "../../../../model/index.ts";
import {
  allow,
  anonymous,
  ask,
  type Case,
  context,
  DENIED,
  deny,
  foreignRole,
  HERE,
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

const READ = allow({ Action: "s3:GetObject", Resource: OBJECT });
const OTHER = allow({ Action: "sqs:*" });
const everybody = allow({ Principal: "*" });
const FULL = allow();
const elsewhere = { resourceAccount: THERE };

/** How the kinds of policies combine. */
export const layerCases: readonly Case[] = [
  row("nothing allows", ask(), {}, NONE, { missing: ["identity"] }),
  row("an identity policy allows", ask(), { identity: READ }, YES),
  row("an Allow elsewhere in the policy", ask(), { identity: [OTHER, READ] }, YES),
  row("the Allow that let it in is named", ask(), { identity: [OTHER, { ...READ, Sid: "Read" }] }, YES, { by: ["Read"] }),
  row("an explicit Deny wins in one policy", ask(), { identity: [READ, { ...deny(), Sid: "No" }] }, DENIED, { by: ["No"] }),
  row("an explicit Deny wins whatever its place", ask(), { identity: [deny(), READ] }, DENIED),
  row("trap 9: a Deny of another policy wins", ask(), { identity: READ, resource: deny({ Principal: "*" }) }, DENIED),
  row("a Deny for another action does not", ask(), { identity: [READ, deny({ Action: "s3:PutObject" })] }, YES),
  row("a Deny for another resource does not", ask(), { identity: [READ, deny({ Resource: "arn:aws:s3:::other/*" })] }, YES),
  row("a Deny without any Allow", ask(), { identity: deny() }, DENIED),
  row("a Deny in the boundary wins", ask(), { identity: READ, boundary: [FULL, deny()] }, DENIED),
  row("a Deny in the session policy wins", ask({ caller: role }), { identity: READ, session: [FULL, deny()] }, DENIED),
  row("a Deny in a service control policy wins", ask(), { identity: READ, serviceControl: [[FULL, deny()]] }, DENIED),
  row(
    "a Deny in a resource control policy wins",
    ask(),
    { identity: READ, resourceControl: [[everybody, deny({ Principal: "*" })]] },
    DENIED,
  ),
  row("a Deny in the endpoint's policy wins", ask(), { identity: READ, endpoint: [everybody, deny({ Principal: "*" })] }, DENIED),
  row(
    "trap 8: the conditions of one Deny must all hold",
    ask({ keys: { "svc:a": "1", "svc:b": "0" } }),
    { identity: [READ, deny({ Condition: { StringEquals: { "svc:a": "1", "svc:b": "1" } } })] },
    YES,
  ),
  row(
    "trap 8: two halves of a Deny leave a gap",
    ask({ keys: { "svc:a": "0", "svc:b": "0" } }),
    { identity: [READ, deny({ Condition: { StringEquals: { "svc:a": "1" } } }), deny({ Condition: { StringEquals: { "svc:b": "1" } } })] },
    YES,
  ),
  row(
    "trap 9: all of IAM beside all but IAM is everything",
    ask({ action: "iam:CreateUser", resource: "*" }),
    { identity: [allow({ NotAction: "iam:*" }), allow({ Action: "iam:*" })] },
    YES,
  ),

  row("a resource policy alone suffices in the account", ask(), { resource: allow({ Principal: { AWS: USER_ARN } }) }, YES),
  row("across accounts, the resource policy alone does not", ask({ caller: stranger }), { resource: everybody }, NONE, {
    missing: ["identity"],
  }),
  row("across accounts, the identity policy alone does not", ask(elsewhere), { identity: FULL }, NONE, { missing: ["resource"] }),
  row("across accounts, both suffice", ask(elsewhere), { identity: FULL, resource: allow({ Principal: { AWS: USER_ARN } }) }, YES),
  row(
    "across accounts, the account and the identity policy suffice",
    ask(elsewhere),
    { identity: FULL, resource: allow({ Principal: { AWS: HERE } }) },
    YES,
  ),
  row(
    "across accounts, a session by name is still limited by its account",
    ask({ caller: role, ...elsewhere }),
    { resource: allow({ Principal: { AWS: SESSION_ARN } }) },
    NONE,
  ),
  row("across accounts, the boundary limits", ask(elsewhere), { identity: FULL, boundary: OTHER, resource: everybody }, NONE, {
    missing: ["boundary"],
  }),
  row(
    "across accounts, the session policy limits",
    ask({ caller: role, ...elsewhere }),
    { identity: FULL, session: OTHER, resource: everybody },
    NONE,
    { missing: ["session"] },
  ),
  row("across accounts, root needs the resource's Allow", ask({ caller: root, ...elsewhere }), {}, NONE, { missing: ["resource"] }),
  row(
    "across accounts, root with the resource's Allow",
    ask({ caller: root, ...elsewhere }),
    { resource: allow({ Principal: { AWS: HERE } }) },
    YES,
  ),
  row("nobody knows whose bucket it is", ask({ resourceAccount: undefined } as never), { identity: FULL }, OPEN, { on: ["not-collected"] }),
  row(
    "nobody knows whose bucket it is, but both sides allow",
    ask({ resourceAccount: undefined } as never),
    { identity: FULL, resource: everybody },
    YES,
  ),
  row(
    "an action without a resource is in the caller's account",
    ask({ action: "ec2:DescribeInstances", resource: "*" }),
    { identity: FULL },
    YES,
  ),

  row("a boundary that allows", ask(), { identity: FULL, boundary: READ }, YES),
  row("a boundary that does not", ask(), { identity: FULL, boundary: OTHER }, NONE, { missing: ["boundary"] }),
  row("a boundary grants nothing", ask(), { boundary: FULL }, NONE, { missing: ["identity"] }),
  row("an empty boundary allows nothing", ask(), { identity: FULL, boundary: [] }, NONE),
  row(
    "trap 6: a grant of the resource to a user passes the boundary",
    ask(),
    { boundary: OTHER, resource: allow({ Principal: { AWS: USER_ARN } }) },
    YES,
  ),
  row(
    "trap 6: a grant of the resource to a role does not",
    ask({ caller: role }),
    { boundary: OTHER, resource: allow({ Principal: { AWS: ROLE_ARN } }) },
    NONE,
    { missing: ["identity", "boundary"] },
  ),
  row(
    "trap 6: a grant of the resource to a session passes the boundary",
    ask({ caller: role }),
    { boundary: OTHER, resource: allow({ Principal: { AWS: SESSION_ARN } }) },
    YES,
  ),
  row("a grant to everybody passes the boundary", ask({ caller: role }), { boundary: OTHER, resource: everybody }, YES),
  row(
    "a grant of the account does not pass the boundary",
    ask(),
    { identity: FULL, boundary: OTHER, resource: allow({ Principal: { AWS: HERE } }) },
    NONE,
  ),
  row("trap 18: a boundary nobody could read leaves it open", ask(), { identity: FULL, boundary: unknown("not-collected") }, OPEN, {
    on: ["not-collected"],
  }),

  row("a session policy that allows", ask({ caller: role }), { identity: FULL, session: READ }, YES),
  row("a session policy that does not", ask({ caller: role }), { identity: FULL, session: OTHER }, NONE, { missing: ["session"] }),
  row("a session policy grants nothing", ask({ caller: role }), { session: FULL }, NONE, { missing: ["identity"] }),
  row(
    "a grant of the resource to the session passes the session policy",
    ask({ caller: role }),
    { session: OTHER, resource: allow({ Principal: { AWS: SESSION_ARN } }) },
    YES,
  ),
  row(
    "a grant of the resource to the role does not pass the session policy",
    ask({ caller: role }),
    { session: OTHER, resource: allow({ Principal: { AWS: ROLE_ARN } }) },
    NONE,
  ),
  row(
    "a grant of the resource to the role within its session policy",
    ask({ caller: role }),
    { session: READ, resource: allow({ Principal: { AWS: ROLE_ARN } }) },
    YES,
  ),
  row(
    "a grant of the resource to a user does not pass the session policy",
    ask(),
    { session: OTHER, resource: allow({ Principal: { AWS: USER_ARN } }) },
    NONE,
  ),
  row("boundary and session policy both limit", ask({ caller: role }), { identity: FULL, boundary: READ, session: OTHER }, NONE),

  row("a service control policy that allows", ask(), { identity: FULL, serviceControl: [FULL] }, YES),
  row("a service control policy that does not", ask(), { identity: FULL, serviceControl: [OTHER] }, NONE, { missing: ["serviceControl"] }),
  row("every level of service control policies must allow", ask(), { identity: FULL, serviceControl: [FULL, OTHER, FULL] }, NONE),
  row("all levels of service control policies allow", ask(), { identity: FULL, serviceControl: [FULL, READ, FULL] }, YES),
  row("a level without service control policies allows nothing", ask(), { identity: FULL, serviceControl: [FULL, []] }, NONE),
  row("a service control policy grants nothing", ask(), { serviceControl: [FULL] }, NONE),
  row(
    "a service control policy limits a grant of the resource",
    ask(),
    { serviceControl: [OTHER], resource: allow({ Principal: { AWS: USER_ARN } }) },
    NONE,
  ),
  row(
    "trap 7: a service control policy binds the root user of a member",
    ask({ caller: root }),
    { serviceControl: [[FULL, deny()]] },
    DENIED,
  ),
  row(
    "trap 7: a service control policy spares service-linked roles",
    ask({ caller: serviceLinked }),
    { identity: FULL, serviceControl: [[FULL, deny()]] },
    YES,
  ),
  row("trap 7: the management account has no service control policies", ask(), { identity: FULL, serviceControl: [] }, YES),
  row(
    "trap 7: an Allow of a service control policy may have conditions and resources",
    ask({ keys: { "svc:a": "1" } }),
    {
      identity: FULL,
      serviceControl: [allow({ NotAction: "iam:*", Resource: "arn:aws:s3:::bucket/*", Condition: { StringEquals: { "svc:a": "1" } } })],
    },
    YES,
  ),
  row(
    "a service control policy does not bind nobody's request",
    ask({ caller: anonymous }),
    { resource: everybody, serviceControl: [OTHER] },
    YES,
  ),
  row(
    "a service control policy does not bind an AWS service",
    ask({ caller: service("s3.amazonaws.com") }),
    { resource: everybody, serviceControl: [OTHER] },
    YES,
  ),
  row("a service control policy nobody could read", ask(), { identity: FULL, serviceControl: [unknown("access-denied")] }, OPEN, {
    on: ["access-denied"],
  }),

  row("a resource control policy that allows", ask(), { identity: FULL, resourceControl: [everybody] }, YES),
  row(
    "a resource control policy that does not",
    ask(),
    { identity: FULL, resourceControl: [allow({ Principal: "*", Action: "sqs:*" })] },
    NONE,
    { missing: ["resourceControl"] },
  ),
  row("every level of resource control policies must allow", ask(), { identity: FULL, resourceControl: [everybody, []] }, NONE),
  row(
    "a resource control policy binds only services that take them",
    ask({ action: "ec2:RunInstances", resource: "*" }),
    { identity: FULL, resourceControl: [deny({ Principal: "*" })] },
    YES,
  ),
  row(
    "a resource control policy binds strangers",
    ask({ caller: stranger }),
    {
      identity: FULL,
      resource: everybody,
      resourceControl: [[everybody, deny({ Principal: "*", Condition: { StringNotEqualsIfExists: { "aws:PrincipalOrgID": "o-1" } } })]],
    },
    DENIED,
  ),
  row(
    "a resource control policy binds nobody's request",
    ask({ caller: anonymous }),
    { resource: everybody, resourceControl: [[everybody, deny({ Principal: "*" })]] },
    DENIED,
  ),
  row(
    "a resource control policy binds AWS services",
    ask({ caller: service("cloudtrail.amazonaws.com"), keys: { "aws:sourceorgid": "o-2" } }),
    {
      resource: everybody,
      resourceControl: [
        [
          everybody,
          deny({
            Principal: "*",
            Condition: { StringNotEqualsIfExists: { "aws:SourceOrgID": "o-1" }, Bool: { "aws:PrincipalIsAWSService": "true" } },
          }),
        ],
      ],
    },
    DENIED,
  ),
  row(
    "a resource control policy spares service-linked roles",
    ask({ caller: serviceLinked }),
    { identity: FULL, resourceControl: [[everybody, deny({ Principal: "*" })]] },
    YES,
  ),

  row("root needs no policy", ask({ caller: root }), {}, YES),
  row("root is bound by a Deny of the resource", ask({ caller: root }), { resource: deny({ Principal: "*" }) }, DENIED),
  row("identity policies are none of root's", ask({ caller: root }), { identity: deny() }, YES),
  row("nobody's request needs the resource's Allow", ask({ caller: anonymous }), {}, NONE, { missing: ["resource"] }),
  row("nobody's request is not the account's", ask({ caller: anonymous }), { resource: allow({ Principal: { AWS: HERE } }) }, NONE),
  row("an AWS service needs the resource's Allow", ask({ caller: service("s3.amazonaws.com") }), { identity: FULL }, NONE, {
    missing: ["resource"],
  }),
  row("a service-linked role needs its identity policy", ask({ caller: serviceLinked }), {}, NONE),
  row(
    "a role of another account by the same name",
    ask({ caller: foreignRole }),
    { identity: FULL, resource: allow({ Principal: { AWS: ROLE_ARN } }) },
    NONE,
  ),

  row("an endpoint's policy that allows", ask(), { identity: FULL, endpoint: everybody }, YES),
  row("an endpoint's policy that does not", ask(), { identity: FULL, endpoint: allow({ Principal: "*", Action: "sqs:*" }) }, NONE, {
    missing: ["endpoint"],
  }),
  row("an endpoint's policy for another principal", ask(), { identity: FULL, endpoint: allow({ Principal: { AWS: ROLE_ARN } }) }, NONE),
  row("an endpoint's policy for the account", ask(), { identity: FULL, endpoint: allow({ Principal: { AWS: HERE } }) }, YES),
  row("an endpoint's policy grants nothing", ask(), { endpoint: everybody }, NONE),
  row(
    "an endpoint's policy limits nobody's request too",
    ask({ caller: anonymous }),
    { resource: everybody, endpoint: allow({ Principal: "*", Action: "sqs:*" }) },
    NONE,
  ),

  row("an identity policy nobody could read", ask(), { identity: unknown("access-denied") }, OPEN, { on: ["access-denied"] }),
  row("a resource policy nobody could read may deny", ask(), { identity: FULL, resource: unknown("access-denied") }, OPEN),
  row("a Deny decides beside a policy nobody could read", ask(), { identity: [FULL, deny()], resource: unknown("access-denied") }, DENIED),
  row(
    "what a boundary refuses needs no readable policy",
    ask({ caller: role, ...elsewhere }),
    { identity: unknown("access-denied"), boundary: OTHER },
    NONE,
  ),
  row(
    "a Deny under an unknown key",
    ask({ context: context({}, "unknown") }),
    { identity: [FULL, deny({ Condition: { Bool: { "aws:SecureTransport": "false" } } })] },
    OPEN,
    { on: ["aws:SecureTransport"] },
  ),
  row(
    "a Deny under an unknown key of what nobody allows",
    ask({ context: context({}, "unknown") }),
    { identity: deny({ Condition: { Bool: { "aws:SecureTransport": "false" } } }) },
    NONE,
  ),
];
