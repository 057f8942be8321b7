import { describe, expect, test } from "vitest";
import { isUnknown, parsePolicy } from "../../../model/index.ts";
import type { Scenario } from "./callers.ts";
import { domainOf, providerHost } from "./domains.ts";
import { type Rule, rulesOf } from "./rules.ts";
import { nobody } from "./scenarios.ts";
import { isTrust, multipleKeys, settingOf } from "./setting.ts";
import { fulfils } from "./values.ts";

const OWN = "111111111111";
const NAMED = "222222222222";
const SOURCE = "333333333333";
const WAY = "444444444444";
const FREE = "555555555555";
const GITHUB = "token.actions.githubusercontent.com";
const ID = "AROAABCDEFGHIJKLMNOPQ";

const names: Readonly<Record<string, readonly string[]>> = {
  "aws:PrincipalAccount": [NAMED],
  "aws:SourceAccount": [SOURCE],
  "aws:VpceAccount": [WAY],
  "aws:PrincipalOrgID": ["o-named"],
  "aws:SourceOrgID": ["o-source"],
  "aws:VpceOrgID": ["o-way"],
  "aws:SourceVpce": ["vpce-named"],
  "aws:SourceVpc": ["vpc-named"],
  "aws:SourceArn": ["arn:aws:s3:::named"],
  "aws:userid": [ID],
  "sns:Endpoint": ["ann@example.com"],
  "lambda:EventSourceToken": ["token"],
  [`${GITHUB}:sub`]: ["repo:acme/app"],
  [`${GITHUB}:aud`]: ["sts.amazonaws.com"],
  "accounts.google.com:aud": ["client"],
  "saml:aud": ["https://signin.aws.amazon.com/saml"],
};

function settingWith(zone: object = {}, trust = false) {
  const Condition = {
    StringEquals: names,
    IpAddress: { "aws:SourceIp": "203.0.113.0/24" },
    "ForAnyValue:StringEquals": { "my:key": ["a"] },
  };
  const policy = parsePolicy({
    Version: "2012-10-17",
    Statement: { Effect: "Allow", Principal: "*", Action: "*", Resource: "*", Condition },
  });
  if (isUnknown(policy)) throw new Error("test policy is malformed");
  return settingOf(rulesOf(policy), { account: OWN, ...zone }, trust);
}

/** Of some values those a caller can have; `-` for none at all, `+` for several at once. */
function possible(key: string, scenario: Partial<Scenario>, values: readonly string[], setting = settingWith()): readonly string[] {
  const { absent, present, multiple, form } = domainOf(key, { ...nobody, ...scenario }, setting);
  const can = (value: string) => present && form.every((one) => fulfils(one, value));
  return [...(absent ? ["-"] : []), ...(multiple ? ["+"] : []), ...values.filter(can)];
}

const stranger = {};
const named = { account: { account: NAMED } };
const outsider: Partial<Scenario> = { account: "outsider" };
const anyone: Partial<Scenario> = { account: "anyone" };
const anonymous: Partial<Scenario> = { type: "anonymous" };
const service: Partial<Scenario> = { type: "service", service: "s3.amazonaws.com" };
const anyService: Partial<Scenario> = { type: "service", service: "*" };
const federated: Partial<Scenario> = { type: "federated", provider: `arn:aws:iam::${OWN}:oidc-provider/${GITHUB}` };
const google: Partial<Scenario> = { type: "federated", provider: "accounts.google.com" };

const accounts = [OWN, NAMED, SOURCE, WAY, FREE, "5555", "x"];
const users = [`arn:aws:iam::${FREE}:role/r`, `arn:aws:iam::${FREE}:user/a/u`, `arn:aws-cn:iam::${FREE}:root`];
const owned = (account: string) => `arn:aws:iam::${account}:role/r`;
const organizations = ["o-free", "o-named", "o-source", "o-way", "o-own", "x"];
const paths = ["o-free/r-1/", "o-named/r-1/", "o-way/r-1/", "o-free"];

describe("the values of keys, by kind of caller", () => {
  test.each<readonly [key: string, scenario: Partial<Scenario>, values: readonly string[], expected: readonly string[]]>([
    // Whose the caller is.
    ["aws:principalaccount", stranger, accounts, [FREE]],
    ["aws:principalaccount", outsider, accounts, [NAMED, SOURCE, WAY, FREE]],
    ["aws:principalaccount", anyone, accounts, [OWN, NAMED, SOURCE, WAY, FREE]],
    ["aws:principalaccount", named, accounts, [NAMED]],
    ["aws:principalaccount", anonymous, [...accounts, "anonymous"], ["anonymous"]],
    ["aws:principalaccount", service, accounts, ["-"]],
    ["kms:calleraccount", stranger, accounts, [FREE]],
    ["kms:calleraccount", anonymous, [...accounts, "anonymous"], ["-"]],
    ["aws:principalarn", stranger, [...users, owned(OWN), owned(NAMED), "x"], users],
    ["aws:principalarn", named, [owned(NAMED), owned(FREE)], [owned(NAMED)]],
    ["aws:principalarn", stranger, [`arn:aws:sts::${FREE}:role/r`, `arn:aws:iam:x:${FREE}:role/r`, `arn:aws:iam::${FREE}:group/r`], []],
    ["aws:principalarn", anonymous, users, ["-"]],
    ["aws:principalarn", service, users, ["-"]],
    [
      "aws:principalarn",
      { ...named, session: { role: "r", name: "s" } },
      [owned(NAMED), `arn:aws:iam::${NAMED}:role/path/r`, `arn:aws:iam::${NAMED}:role/other`, `arn:aws:iam::${NAMED}:user/r`],
      [owned(NAMED), `arn:aws:iam::${NAMED}:role/path/r`],
    ],
    ["aws:principaltag/team", stranger, ["a"], ["-", "a"]],
    ["aws:principaltag/team", anonymous, ["a"], ["-"]],
    ["aws:principaltag/team", service, ["a"], ["-"]],
    ["aws:principalorgid", stranger, organizations, ["-", "o-free", "o-source", "o-way", "o-own"]],
    ["aws:principalorgid", anyone, organizations, ["-", "o-free", "o-named", "o-source", "o-way", "o-own"]],
    ["aws:principalorgid", named, organizations, ["-", "o-free", "o-named", "o-source", "o-way", "o-own"]],
    ["aws:principalorgid", { account: { account: FREE, stranger: true } }, organizations, ["-", "o-free", "o-source", "o-way", "o-own"]],
    ["aws:principalorgid", { organization: "o-named" }, organizations, ["o-named"]],
    ["aws:principalorgid", anonymous, organizations, ["-"]],
    ["aws:principalorgid", service, organizations, ["-"]],
    ["aws:principalorgpaths", stranger, paths, ["-", "+", "o-free/r-1/", "o-way/r-1/"]],
    ["aws:principalorgpaths", { organization: "o-named" }, paths, ["+", "o-named/r-1/"]],
    ["aws:principalorgpaths", anonymous, paths, ["-"]],
    [
      "aws:userid",
      stranger,
      [`${ID}:s`, ID, `AROA${"X".repeat(17)}:s`, `AIDA${"X".repeat(17)}`, FREE],
      [`AROA${"X".repeat(17)}:s`, `AIDA${"X".repeat(17)}`, FREE],
    ],
    ["aws:principaltype", stranger, ["AssumedRole", "User", "Account", "Anonymous"], ["AssumedRole", "User", "Account"]],
    ["aws:principaltype", anonymous, ["AssumedRole", "Anonymous"], ["Anonymous"]],
    ["aws:principaltype", service, ["AssumedRole"], ["-"]],
    ["aws:principalisawsservice", anonymous, ["true", "false"], ["-"]],
    ["aws:username", stranger, ["ann", "a:b"], ["-", "ann"]],
    ["aws:username", anonymous, ["ann"], ["-"]],
    ["aws:userid", anonymous, ["anonymous", FREE], ["anonymous"]],
    ["aws:userid", service, [`${ID}:s`, "x"], ["-", "x"]],
    ["aws:userid", { namedId: true }, [`${ID}:s`, ID], [`${ID}:s`, ID]],
    ["aws:tokenissuetime", stranger, ["2024-01-01T00:00:00Z", "x"], ["-", "2024-01-01T00:00:00Z"]],
    ["aws:tokenissuetime", service, ["2024-01-01T00:00:00Z", "x"], ["-", "2024-01-01T00:00:00Z"]],
    ["aws:tokenissuetime", anonymous, ["2024-01-01T00:00:00Z"], ["-"]],
    // Every request has the time and says whose the resource is.
    ["aws:currenttime", anonymous, ["2024-01-01T00:00:00Z", "x"], ["2024-01-01T00:00:00Z"]],
    ["aws:epochtime", stranger, ["1700000000", "x"], ["1700000000"]],
    ["aws:resourceaccount", stranger, accounts, [OWN]],
    ["aws:resourceorgid", stranger, organizations, ["-", ...organizations]],
    ["aws:securetransport", stranger, ["true", "false", "x"], ["-", "true", "false"]],
    ["aws:multifactorauthpresent", stranger, ["true", "false", "x"], ["-", "true", "false"]],
    ["aws:viaawsservice", stranger, ["true", "false", "x"], ["-", "true", "false"]],
    // Services and for whom they act.
    ["aws:principalisawsservice", service, ["true", "false"], ["true"]],
    ["aws:principalisawsservice", stranger, ["true", "false"], ["false"]],
    ["aws:principalservicename", service, ["s3.amazonaws.com", "sns.amazonaws.com"], ["s3.amazonaws.com"]],
    ["aws:principalservicename", anyService, ["s3.amazonaws.com", "x.example.com"], ["s3.amazonaws.com"]],
    ["aws:principalservicename", stranger, ["s3.amazonaws.com"], ["-"]],
    ["aws:principalservicenameslist", service, ["a"], ["+", "a"]],
    ["aws:principalservicenameslist", stranger, ["a"], ["-"]],
    ["aws:sourceaccount", service, accounts, ["-", FREE]],
    ["aws:sourceowner", { ...service, account: { account: SOURCE } }, accounts, ["-", SOURCE]],
    ["aws:sourceaccount", stranger, accounts, ["-"]],
    [
      "aws:sourcearn",
      service,
      [`arn:aws:sns:us-east-1:${FREE}:t`, `arn:aws:sns:us-east-1:${OWN}:t`, "arn:aws:s3:::free", "arn:aws:s3:::named", "x"],
      ["-", `arn:aws:sns:us-east-1:${FREE}:t`, "arn:aws:s3:::free"],
    ],
    [
      "aws:sourcearn",
      { ...service, forNamedSource: true },
      ["arn:aws:s3:::free", "arn:aws:s3:::named"],
      ["-", "arn:aws:s3:::free", "arn:aws:s3:::named"],
    ],
    ["aws:sourcearn", stranger, ["arn:aws:s3:::free"], ["-"]],
    ["aws:sourceorgid", service, organizations, ["-", "o-free", "o-named", "o-way", "o-own"]],
    ["aws:sourceorgid", { ...service, organization: "o-source" }, organizations, ["o-source"]],
    ["aws:sourceorgid", stranger, organizations, ["-"]],
    ["aws:sourceorgpaths", { ...service, organization: "o-source" }, ["o-source/r-1/", "o-free/r-1/"], ["+", "o-source/r-1/"]],
    ["aws:sourceorgpaths", stranger, paths, ["-"]],
    ["lambda:eventsourcetoken", service, ["token", "other"], ["-", "other"]],
    ["lambda:eventsourcetoken", { ...service, forNamedSource: true }, ["token", "other"], ["-", "token", "other"]],
    // The way.
    ["aws:sourceip", stranger, ["203.0.113.7", "203.0.112.255", "203.0.114.0", "::1", "x"], ["-", "203.0.112.255", "203.0.114.0", "::1"]],
    ["aws:sourceip", { onNamedWay: true }, ["203.0.113.7", "198.51.100.1"], ["-", "203.0.113.7", "198.51.100.1"]],
    ["aws:sourcevpce", stranger, ["vpce-named", "vpce-free", "vpc-free"], ["-", "vpce-free"]],
    ["aws:sourcevpc", stranger, ["vpc-named", "vpc-free", "vpce-free"], ["-", "vpc-free"]],
    ["aws:sourcevpce", { onNamedWay: true }, ["vpce-named", "odd"], ["-", "vpce-named", "odd"]],
    ["aws:sourcevpce", service, ["vpce-free"], ["-"]],
    ["aws:vpceaccount", stranger, accounts, ["-", FREE]],
    ["aws:vpceaccount", { way: { account: WAY } }, accounts, ["-", WAY]],
    ["aws:vpceaccount", { way: "outsider" }, accounts, ["-", NAMED, SOURCE, WAY, FREE]],
    ["aws:vpceaccount", { way: "anyone" }, accounts, ["-", OWN, NAMED, SOURCE, WAY, FREE]],
    ["aws:vpceaccount", service, accounts, ["-"]],
    [
      "aws:sourcevpcarn",
      stranger,
      [`arn:aws:ec2:x:${FREE}:vpc/v`, `arn:aws:ec2:x:${OWN}:vpc/v`, `arn:aws:s3:x:${FREE}:vpc/v`],
      ["-", `arn:aws:ec2:x:${FREE}:vpc/v`],
    ],
    ["aws:sourcevpcarn", service, [`arn:aws:ec2:x:${FREE}:vpc/v`], ["-"]],
    ["s3:dataaccesspointaccount", service, accounts, ["-", FREE]],
    [
      "s3:dataaccesspointarn",
      stranger,
      [`arn:aws:s3:x:${FREE}:accesspoint/p`, `arn:aws:s3:x:${OWN}:accesspoint/p`, "arn:aws:s3:::b"],
      ["-", `arn:aws:s3:x:${FREE}:accesspoint/p`],
    ],
    ["aws:vpceorgid", stranger, organizations, ["-", "o-free", "o-named", "o-source", "o-own"]],
    ["aws:vpceorgid", { way: { organization: "o-way" } }, organizations, ["o-way"]],
    ["aws:vpceorgid", service, organizations, ["-"]],
    ["aws:vpceorgpaths", stranger, paths, ["-", "+", "o-free/r-1/", "o-named/r-1/"]],
    ["aws:vpceorgpaths", service, paths, ["-"]],
    [
      "sns:endpoint",
      stranger,
      ["ann@example.com", "bob@example.com", `arn:aws:sqs:x:${OWN}:q`, `arn:aws:sqs:x:${FREE}:q`],
      ["-", "bob@example.com", `arn:aws:sqs:x:${FREE}:q`],
    ],
    ["sns:endpoint", { onNamedWay: true }, ["ann@example.com"], ["-", "ann@example.com"]],
    // Claims.
    [`${GITHUB}:sub`, federated, ["repo:acme/app", "repo:acme/other", "repo:evil/app"], ["-", "repo:evil/app"]],
    [`${GITHUB}:sub`, { ...federated, namedClaims: true }, ["repo:acme/app"], ["-", "repo:acme/app"]],
    [`${GITHUB}:sub`, google, ["repo:acme/app"], ["-", "repo:acme/app"]],
    // The audience of a workflow is its choice, that of an application is not.
    [`${GITHUB}:aud`, federated, ["sts.amazonaws.com", "x"], ["-", "sts.amazonaws.com", "x"]],
    ["accounts.google.com:aud", google, ["client", "x"], ["-", "x"]],
    ["saml:aud", google, ["https://signin.aws.amazon.com/saml", "x"], ["-", "x"]],
    ["accounts.google.com:amr", google, ["x"], ["-", "+", "x"]],
    ["saml:aud", stranger, ["https://signin.aws.amazon.com/saml"], ["-", "https://signin.aws.amazon.com/saml"]],
    // Whatever else there is.
    ["aws:referer", anonymous, ["x"], ["-", "x"]],
    ["aws:tagkeys", stranger, ["x"], ["-", "+", "x"]],
    ["aws:calledvia", stranger, ["x"], ["-", "+", "x"]],
    ["aws:calledviafirst", stranger, ["x"], ["-", "x"]],
    ["kms:grantoperations", stranger, ["x"], ["-", "+", "x"]],
    ["dynamodb:leadingkeys", stranger, ["x"], ["-", "+", "x"]],
    ["lambda:layer", stranger, ["x"], ["-", "+", "x"]],
    ["my:key", stranger, ["x"], ["-", "+", "x"]],
    ["my:other", stranger, ["x"], ["-", "x"]],
  ])("%s of %o: of %j", (key, scenario, values, expected) => {
    expect(possible(key, scenario, values)).toEqual(expected);
  });

  test("of a trust zone with an organisation", () => {
    const setting = settingWith({ organization: "o-own", trusted: [WAY] });
    expect(possible("aws:principalorgid", stranger, organizations, setting)).toEqual(["-", "o-free", "o-source", "o-way"]);
    expect(possible("aws:principalorgid", named, organizations, setting)).toEqual(["-", "o-free", "o-named", "o-source", "o-way"]);
    expect(possible("aws:principalorgid", { account: { account: OWN } }, organizations, setting)).toEqual(["o-own"]);
    expect(possible("aws:principalorgid", { account: { account: WAY } }, organizations, setting)).toEqual(["o-own"]);
    expect(possible("aws:principalorgid", anyone, organizations, setting)).toContain("o-own");
    expect(possible("aws:principalaccount", outsider, accounts, setting)).toEqual([NAMED, SOURCE, FREE]);
    expect(possible("aws:resourceorgid", stranger, organizations, setting)).toEqual(["o-own"]);
  });
  test("root assumes no role", () => {
    const setting = settingWith({}, true);
    expect(possible("aws:principalarn", stranger, users, setting)).toEqual(users.slice(0, 2));
  });
  test("the host of a provider", () => {
    expect(providerHost(`arn:aws:iam::${OWN}:oidc-provider/Gitlab.com`)).toBe("gitlab.com");
    expect(providerHost("Accounts.google.com")).toBe("accounts.google.com");
  });
});

describe("what policies tell of themselves", () => {
  const rules = (statement: object) => {
    const policy = parsePolicy({ Version: "2012-10-17", Statement: { Effect: "Allow", Principal: "*", ...statement } });
    if (isUnknown(policy)) throw new Error("test policy is malformed");
    return rulesOf(policy);
  };
  test.each<readonly [object, boolean]>([
    [{ Action: "sts:AssumeRole" }, true],
    [{ Action: ["x:y", "STS:TagSession"] }, true],
    [{ Action: "sts:AssumeRole", Resource: "*" }, false],
    [{ Action: "xsts:AssumeRole" }, false],
    [{ Action: "s3:*" }, false],
  ])("%j is a trust policy: %s", (statement, expected) => {
    expect(isTrust(rules(statement))).toBe(expected);
  });
  test("one statement about assuming the role is enough", () => {
    const [assume] = rules({ Action: "sts:AssumeRole" });
    const [other] = rules({ Action: "s3:*", Resource: "*" });
    expect(isTrust([assume, other] as Rule[])).toBe(true);
    expect(isTrust([])).toBe(false);
  });
  test("keys that are compared value by value", () => {
    const Condition = {
      "ForAnyValue:StringLike": { "a:x": "1" },
      "forallvalues:StringLike": { "A:Y": "1" },
      StringLike: { "a:z": "1" },
    };
    expect([...multipleKeys(rules({ Action: "*", Resource: "*", Condition }))]).toEqual(["a:x", "a:y"]);
  });
});
