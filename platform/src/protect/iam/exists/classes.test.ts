import { describe, expect, test } from "vitest";
import { unknown } from "../../../model/index.ts";
import { policy } from "../worlds.test-helper.ts";
import { admits, type Entry } from "./admits.ts";
import { type ExternalAccess, type ExternalQuestion, externalAccess, type Who } from "./external.ts";
import { literal } from "./pattern.ts";
import { type Rule, rulesOf } from "./rules.ts";
import { anyText, settingOf } from "./setting.ts";

const OWN = "111122223333";
const OTHER = "444455556666";
const THIRD = "777788889999";
const ID = "AROAABCDEFGHIJKLMNOPQ";

type Given = object | readonly object[];
type Change = Partial<ExternalQuestion>;

function ask(given: Given, change: Change = {}): ExternalAccess {
  const resource = `arn:aws:sqs:ap-northeast-1:${OWN}:q`;
  return externalAccess({ policies: [{ name: "p", policy: policy(given) }], resource, service: "sqs", zone: { account: OWN }, ...change });
}

const open = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };
const when = (Condition: object, Principal: unknown = "*") => ({ ...open, Principal, Condition });
const equals = (keys: Record<string, unknown>, Principal?: unknown) => when({ StringEquals: keys }, Principal);
const deny = (Condition: object) => ({ ...open, Effect: "Deny", Condition });
const service = (name: string) => ({ Service: `${name}.amazonaws.com` });
const fromHere = { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } };

const withOrganization = { zone: { account: OWN, organization: "o-own" } };
const key = { resource: `arn:aws:kms:ap-northeast-1:${OWN}:key/k`, service: "kms" };
const bucket = { resource: "arn:aws:s3:::b", service: "s3" };
const topic = { resource: `arn:aws:sns:ap-northeast-1:${OWN}:t`, service: "sns" };
const role = { resource: `arn:aws:iam::${OWN}:role/r`, service: "sts" };

/** A class with its names, and what kind of caller shows it. */
const account = (id: string, caller: string, principal = id) => [{ who: "account", account: id, principal }, caller] as const;
const organization = (id: string, caller: string) => [{ who: "organization", organization: id }, caller] as const;
const bound = (name: string, accounts: readonly string[]) => [{ who: "service", service: name, accounts }, "service"] as const;
const anyone = (who: "anonymous" | "any-principal" | "network", caller: string) => [{ who }, caller] as const;
const through = (name: string) => [{ who: "any-account-through-service", service: name }, "service"] as const;

type Row = readonly [what: string, given: Given, classes: readonly (readonly [who: Who, caller: string])[], change?: Change];

const rows: readonly Row[] = [
  // On their way.
  ["a network of an account", equals({ "aws:VpceAccount": OTHER }), [account(OTHER, "anonymous")]],
  ["a network of an account, signed", equals({ "aws:VpceAccount": OTHER }), [account(OTHER, "role")], key],
  ["our own network", equals({ "aws:VpceAccount": OWN }), []],
  ["a network of an organisation", equals({ "aws:VpceOrgID": "o-a" }), [organization("o-a", "anonymous")]],
  [
    "a network of an organisation, by its paths",
    when({ "ForAnyValue:StringLike": { "aws:VpceOrgPaths": "o-a/*" } }),
    [organization("o-a", "role")],
    key,
  ],
  ["a network of our organisation", equals({ "aws:VpceOrgID": "o-own" }), [], withOrganization],
  ["a network", equals({ "aws:SourceVpc": "vpc-1" }), [anyone("network", "anonymous")]],
  ["a network, signed", equals({ "aws:SourceVpc": "vpc-1" }), [anyone("network", "role")], key],
  ["a network by its ARN", when({ ArnLike: { "aws:SourceVpcArn": `arn:aws:ec2:*:${OTHER}:vpc/*` } }), [account(OTHER, "anonymous")]],
  ["an address", when(fromHere), [anyone("network", "anonymous")]],
  ["an access point", equals({ "s3:DataAccessPointAccount": OTHER }), [account(OTHER, "anonymous")], bucket],
  ["our own access point", equals({ "s3:DataAccessPointAccount": OWN }), [], bucket],
  ["an address that messages go to", equals({ "sns:Endpoint": "a@example.com" }), [anyone("network", "anonymous")], topic],
  [
    "any address of a domain",
    when({ StringLike: { "sns:Endpoint": "*@example.com" } }),
    [anyone("anonymous", "anonymous"), anyone("any-principal", "role")],
    topic,
  ],
  // By their names, on a way.
  [
    "a member of an organisation, on a network",
    equals({ "aws:PrincipalOrgID": "o-a", "aws:SourceVpce": "vpce-1" }),
    [organization("o-a", "role")],
  ],
  ["an account, on a network", equals({ "aws:PrincipalAccount": OTHER, "aws:SourceVpce": "vpce-1" }), [account(OTHER, "role")]],
  ["an account, from an address", when({ ...fromHere, StringEquals: { "aws:PrincipalAccount": OTHER } }), [account(OTHER, "role")]],
  ["an account by name, from an address", when(fromHere, { AWS: OTHER }), [account(OTHER, "role")]],
  [
    "a role by name, on a network of its account",
    equals({ "aws:VpceAccount": OTHER }, { AWS: `arn:aws:iam::${OTHER}:role/x` }),
    [account(OTHER, "role", `arn:aws:iam::${OTHER}:role/x`)],
  ],
  [
    "an account, or whoever is on a network",
    [equals({ "aws:PrincipalAccount": OTHER }), when(fromHere)],
    [account(OTHER, "role"), anyone("network", "anonymous")],
  ],
  [
    "identities of a provider, from an address",
    { ...when(fromHere, { Federated: "accounts.google.com" }), Action: "sts:AssumeRoleWithWebIdentity" },
    [[{ who: "federated", provider: "accounts.google.com", anyIdentity: true }, "federated"]],
    role,
  ],
  // By several names.
  ["two accounts", equals({ "aws:PrincipalAccount": [OTHER, THIRD, OWN] }), [account(OTHER, "role"), account(THIRD, "role")]],
  [
    "an account that must be of an organisation",
    equals({ "aws:PrincipalAccount": OTHER, "aws:PrincipalOrgID": "o-a" }),
    [account(OTHER, "role")],
  ],
  ["an account that must be of ours", equals({ "aws:PrincipalAccount": OTHER, "aws:PrincipalOrgID": "o-own" }), [], withOrganization],
  [
    "an account that is denied outside an organisation",
    [equals({ "aws:PrincipalAccount": OTHER }), deny({ StringNotEquals: { "aws:PrincipalOrgID": "o-a" } })],
    [account(OTHER, "role")],
  ],
  [
    "an organisation or an account",
    [open, deny({ StringNotEquals: { "aws:PrincipalOrgID": "o-a", "aws:PrincipalAccount": OTHER } })],
    [organization("o-a", "role"), account(OTHER, "role")],
  ],
  ["two organisations", equals({ "aws:PrincipalOrgID": ["o-a", "o-b"] }), [organization("o-a", "role"), organization("o-b", "role")]],
  [
    "a user, a session and an account",
    when({}, { AWS: [`arn:aws:sts::${OTHER}:assumed-role/r/s`, `arn:aws:iam::${THIRD}:user/u`, THIRD] }),
    [
      account(THIRD, "role"),
      account(THIRD, "user", `arn:aws:iam::${THIRD}:user/u`),
      account(OTHER, "role", `arn:aws:sts::${OTHER}:assumed-role/r/s`),
    ],
  ],
  [
    "a session of another partition",
    when({}, { AWS: `arn:aws-cn:sts::${OTHER}:assumed-role/r/s` }),
    [account(OTHER, "role", `arn:aws-cn:sts::${OTHER}:assumed-role/r/s`)],
  ],
  // Through services.
  ["a service for an organisation", equals({ "aws:SourceOrgID": "o-a" }, service("sns")), [organization("o-a", "service")]],
  [
    "a service for an organisation, by its paths",
    when({ "ForAnyValue:StringLike": { "aws:SourceOrgPaths": "o-a/*" } }, service("sns")),
    [organization("o-a", "service")],
  ],
  ["a service for our organisation", equals({ "aws:SourceOrgID": "o-own" }, service("sns")), [], withOrganization],
  [
    "a service for two accounts",
    equals({ "aws:SourceAccount": [OTHER, THIRD, OWN] }, service("sns")),
    [bound("sns.amazonaws.com", [OTHER, THIRD])],
  ],
  [
    "a service for a source of one of two accounts",
    when(
      { StringEquals: { "aws:SourceAccount": [OTHER, THIRD] }, ArnLike: { "aws:SourceArn": `arn:aws:sns:*:${OTHER}:*` } },
      service("sns"),
    ),
    [bound("sns.amazonaws.com", [OTHER])],
  ],
  [
    "a service for the bucket of an account",
    when({ StringEquals: { "aws:SourceAccount": OTHER }, ArnLike: { "aws:SourceArn": "arn:aws:s3:::named" } }, service("s3")),
    [bound("s3.amazonaws.com", [OTHER])],
  ],
  [
    "a service for an account and an organisation",
    equals({ "aws:SourceAccount": OTHER, "aws:SourceOrgID": "o-b" }, service("sns")),
    [bound("sns.amazonaws.com", [OTHER])],
  ],
  [
    "a service for a bucket of an organisation",
    when({ StringEquals: { "aws:SourceOrgID": "o-a" }, ArnLike: { "aws:SourceArn": "arn:aws:s3:::named" } }, service("s3")),
    [organization("o-a", "service")],
  ],
  [
    "a service for a bucket that is named, from an address",
    when({ ...fromHere, ArnLike: { "aws:SourceArn": "arn:aws:s3:::named" } }, service("s3")),
    [],
  ],
  [
    "the service that a Deny spares by name",
    [open, { ...open, Effect: "Deny", Principal: undefined, NotPrincipal: service("sns") }],
    [through("sns.amazonaws.com")],
  ],
  ["any service for an account", equals({ "aws:SourceAccount": OTHER }), [bound("*", [OTHER])]],
  ["any service for a bucket that is named", when({ ArnEquals: { "aws:SourceArn": "arn:aws:s3:::named" } }), []],
  ["any service for ourselves", equals({ "aws:SourceAccount": OWN }), []],
  [
    "the service that a Deny spares",
    [open, deny({ StringNotEquals: { "aws:PrincipalServiceName": "sns.amazonaws.com" } })],
    [through("*")],
  ],
  [
    "the service that a Deny spares, for an account",
    [
      open,
      deny({ StringNotEqualsIfExists: { "aws:PrincipalServiceName": "sns.amazonaws.com" } }),
      deny({ StringNotEquals: { "aws:SourceAccount": OTHER } }),
    ],
    [bound("*", [OTHER])],
  ],
  [
    "a service that must be on a network",
    when({ ArnLike: { "aws:SourceArn": "arn:aws:s3:::named" }, StringEquals: { "aws:SourceVpce": "vpce-1" } }, service("s3")),
    [],
  ],
  [
    "two services, one of them for us",
    [equals({ "aws:SourceAccount": OWN }, service("s3")), when({}, service("sns"))],
    [through("sns.amazonaws.com")],
  ],
  [
    "two services of one statement",
    when({}, { Service: ["s3.amazonaws.com", "sns.amazonaws.com"] }),
    [through("s3.amazonaws.com"), through("sns.amazonaws.com")],
  ],
  // By their unique id.
  [
    "an account, by the id of one of its roles",
    when({ StringLike: { "aws:userid": `${ID}:*` } }, { AWS: OTHER }),
    [account(OTHER, "role")],
  ],
  [
    "nobody but a role of ours by its id",
    [open, deny({ StringNotLike: { "aws:userid": `${ID}:*` } }), deny({ StringNotEquals: { "aws:PrincipalAccount": OWN } })],
    [],
  ],
];

describe("whom one Allow lets in", () => {
  const unread = unknown("parameter");
  const admitted = (...statements: readonly object[]) => {
    const rules = rulesOf(policy(statements));
    const [allow] = rules as [Rule];
    const denies = rules.filter(({ effect }) => effect !== "Allow");
    return admits(allow, {
      denies,
      setting: settingOf(rules, { account: OWN }, false),
      action: anyText,
      resource: anyText,
      unsigned: anyText,
    });
  };
  test.each<readonly [what: string, given: object, classes: readonly string[]]>([
    // A policy stands on its resource.
    ["a resource that could not be read is the one it stands on", { ...open, Resource: unread }, ["anonymous", "any-principal"]],
    ["so is one beside another", { ...open, Resource: ["arn:aws:sqs:*:*:z", unread] }, ["anonymous", "any-principal"]],
    ["what is left out may be it", { ...open, Resource: undefined, NotResource: unread }, []],
    ["an action that could not be read may be any", { ...open, Action: unread }, []],
    // Whoever can choose a value chooses the right one, unless something else is asked of it.
    ["a header that could not be read", equals({ "aws:Referer": unread }), ["anonymous", "any-principal"]],
    ["one that must not be", when({ StringNotEquals: { "aws:Referer": unread } }), []],
    ["one of which something else is asked", when({ StringEquals: { "aws:Referer": unread }, StringLike: { "aws:Referer": "a*" } }), []],
    [
      "another of which something else is asked",
      when({ StringEquals: { "aws:Referer": unread }, StringLike: { "my:key": "a*" } }),
      ["anonymous", "any-principal"],
    ],
    ["an organisation that could not be read", equals({ "aws:PrincipalOrgID": unread }), []],
  ])("%s", (_, given, classes) => {
    const { entries, undecided } = admitted(given);
    expect(entries.map(({ who }) => who.who)).toEqual(classes);
    expect(undecided.map(({ because }) => because.reason)).toEqual(undecided.map(() => "parameter"));
    expect(undecided.length > 0).toBe(classes.length === 0);
  });
  test("a header that could not be read, and that is denied otherwise", () => {
    const { entries, undecided } = admitted(equals({ "aws:Referer": unread }), deny({ StringEquals: { "aws:Referer": "x" } }));
    expect(entries).toEqual([]);
    expect(undecided.length).toBeGreaterThan(0);
  });
  test("which may be asked again of other actions", () => {
    const { entries } = admitted({ ...open, Action: "sqs:*" }, { ...open, Effect: "Deny", Action: "sqs:Send*" });
    const [, entry] = entries as [Entry, Entry];
    const of = (action: string) =>
      entry.again({ ...anyText, form: [{ not: false, test: { kind: "text", patterns: [literal(action)] } }] }).answer;
    expect(entry.who).toEqual({ who: "any-principal" });
    expect([of("sqs:receivemessage"), of("sqs:sendmessage"), of("sns:publish")]).toEqual(["yes", "no", "no"]);
  });
});

describe("classes of outsiders", () => {
  const cases = rows.map(([what, given, classes, change = {}]) => ({ what, given, classes, change }));
  test.each(cases)("$what", ({ given, classes, change }) => {
    const { findings, undecided, reaches } = ask(given, change);
    expect(findings.map(({ who, witness }) => [who, witness.caller.type])).toEqual(classes);
    expect(undecided).toEqual([]);
    expect(reaches).toBe(classes.length > 0 ? "yes" : "no");
  });

  test.each<readonly [what: string, given: Given]>([
    ["an account on another's network", equals({ "aws:VpceAccount": THIRD, "aws:PrincipalAccount": OTHER })],
    ["a member of an organisation, on an account's network", equals({ "aws:VpceAccount": OTHER, "aws:PrincipalOrgID": "o-a" })],
    ["a member of an organisation, on another's network", equals({ "aws:VpceOrgID": "o-a", "aws:PrincipalOrgID": "o-b" })],
    [
      "a member of two organisations",
      when({ StringEquals: { "aws:PrincipalOrgID": "o-a" }, "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-b/*" } }),
    ],
    ["a member of an organisation who has a token", equals({ "aws:PrincipalOrgID": "o-a", "lambda:EventSourceToken": "t" })],
    ["a service for an account, that has messages sent", equals({ "aws:SourceAccount": OTHER, "sns:Endpoint": "a@example.com" })],
    ["a service by a network it is not on", when(fromHere, service("s3"))],
    [
      "a service for a source of another account",
      when({ StringEquals: { "aws:SourceAccount": OTHER }, ArnLike: { "aws:SourceArn": `arn:aws:sns:*:${THIRD}:*` } }, service("sns")),
    ],
    ["any AWS principal that is two things", equals({ "aws:VpceAccount": OTHER, "aws:PrincipalOrgID": "o-a" }, { AWS: "*" })],
  ])("%s: nobody is told to be out, though no class is in", (_, given) => {
    expect(ask(given)).toMatchObject({
      reaches: "undecided",
      findings: [],
      undecided: [{ who: { who: "any-principal" }, because: { reason: "unsupported", what: "Condition" } }],
    });
  });

  test("nor anybody but a service", () => {
    const Condition = { StringEquals: { "aws:VpceAccount": OTHER, "aws:PrincipalOrgID": "o-a" } };
    const given = { Effect: "Allow", NotPrincipal: service("sns"), Action: "*", Resource: "*", Condition };
    expect(ask(given)).toMatchObject({ reaches: "undecided", findings: [] });
  });
  test("mixtures of what nobody signs", () => {
    const given = equals({ "aws:VpceAccount": OTHER, "aws:SourceVpce": "vpce-1", "sns:Endpoint": "a@example.com" });
    expect(ask({ ...given, Action: "s3:GetObject" }, bucket).reaches).not.toBe("no");
    const unsigned = { "aws:VpceAccount": OTHER, "s3:DataAccessPointAccount": THIRD, "aws:PrincipalType": "Anonymous" };
    expect(ask(equals(unsigned), bucket).reaches).not.toBe("no");
    expect(ask(equals({ ...unsigned, "aws:PrincipalIsAWSService": "true" }), bucket).reaches).toBe("no");
  });

  test.each<readonly [what: string, given: Given]>([
    ["by itself", when({ StringLike: { "aws:userid": `${ID}:*` } })],
    ["from an address", when({ StringLike: { "aws:userid": `${ID}:*` }, ...fromHere })],
    ["spared by a Deny", [open, deny({ StringNotLike: { "aws:userid": `${ID}:*` } })]],
  ])("whose a unique id is cannot be told: %s", (_, given) => {
    expect(ask(given)).toMatchObject({
      reaches: "undecided",
      findings: [],
      undecided: [{ who: { who: "any-principal" }, because: { reason: "elsewhere", what: "aws:userid" } }],
    });
  });
  test("nor who is meant by a statement without a principal, or by one that cannot be read", () => {
    const { Principal: _, ...nobody } = open;
    expect(ask(nobody)).toMatchObject({
      reaches: "undecided",
      undecided: [{ who: { who: "anonymous" }, because: { reason: "malformed", what: "statement without Principal" } }],
    });
    expect(ask(when({}, { AWS: "arn:aws:iam::*:role/x" }))).toMatchObject({
      reaches: "undecided",
      undecided: [{ who: { who: "any-principal" }, because: { reason: "malformed" } }],
    });
  });
});
