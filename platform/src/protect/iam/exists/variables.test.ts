import { describe, expect, test } from "vitest";
import { isUnknown, type Policy, parsePolicy, unknown } from "../../../model/index.ts";
import { decide } from "../decide/decide.ts";
import { type ExternalAccess, type ExternalQuestion, externalAccess } from "./external.ts";

const OWN = "111122223333";
const OTHER = "444455556666";
const unread = unknown("parameter");

function policy(statements: object | readonly object[], Version = "2012-10-17"): Policy {
  const parsed = parsePolicy({ Version, Statement: statements });
  if (isUnknown(parsed)) throw new Error("test policy is malformed");
  return parsed;
}

const queue = { resource: `arn:aws:sqs:us-east-1:${OWN}:q`, service: "sqs" };
const bucket = { resource: "arn:aws:s3:::b", below: ["arn:aws:s3:::b/*"], service: "s3" };

type Change = Partial<ExternalQuestion>;

function ask(given: object | readonly object[], change: Change = {}): ExternalAccess {
  return externalAccess({ policies: [{ name: "p", policy: policy(given) }], ...queue, zone: { account: OWN }, ...change });
}

const open = { Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: "*" };
const signed = { ...open, Principal: { AWS: "*" } };
const sns = { ...open, Principal: { Service: "sns.amazonaws.com" } };
const read = (Resource: string, Principal: unknown = { AWS: OTHER }) => ({ Effect: "Allow", Principal, Action: "s3:GetObject", Resource });
const deny = (extra: object) => ({ Effect: "Deny", Principal: "*", Action: "*", Resource: "*", ...extra });
const when = (Condition: object) => ({ ...open, Condition });
const tags = (one: string, other: string, operator = "StringEquals") =>
  when({ [operator]: { "aws:PrincipalTag/a": one, "aws:PrincipalTag/b": other } });

const all = { name: "all", policy: policy({ Effect: "Allow", Action: "*", Resource: "*" }) };
const byAll = ["anonymous", "any-principal"];

type Row = readonly [what: string, given: object | readonly object[], classes: readonly string[], change?: Change];

const rows: readonly Row[] = [
  // What a caller is called.
  ["the folder of a tag", read("arn:aws:s3:::b/${aws:PrincipalTag/team}/*"), ["account"], bucket],
  ["the folder of two tags", read("arn:aws:s3:::b/${aws:PrincipalTag/a}/${aws:PrincipalTag/b}/*"), ["account"], bucket],
  ["the folder of its account", read("arn:aws:s3:::b/${aws:PrincipalAccount}/*"), ["account"], bucket],
  ["the folder of its id", read("arn:aws:s3:::b/home/${aws:userid}/*"), ["account"], bucket],
  ["the folder of its organisation", read("arn:aws:s3:::b/${aws:PrincipalOrgID}/*", { AWS: "*" }), ["any-principal"], bucket],
  ["the folder of the owner", read("arn:aws:s3:::b/${aws:ResourceAccount}/*"), ["account"], bucket],
  ["a folder of another bucket", read("arn:aws:s3:::c/${aws:PrincipalTag/team}/*"), [], bucket],
  [
    "its own name, however it is written",
    { ...signed, Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::${aws:PrincipalAccount}:role/*" } } },
    ["any-principal"],
  ],
  // Values of two keys.
  ["a tag that is another", tags("${aws:PrincipalTag/b}", "z"), ["any-principal"]],
  ["a tag that begins as another", tags("p-${aws:PrincipalTag/b}", "z"), ["any-principal"]],
  ["a tag that another can be read out of", tags("${aws:PrincipalTag/b}-x-y", "*", "StringLike"), ["any-principal"]],
  [
    "a tag that two others are read out of",
    when({
      StringLike: { "aws:PrincipalTag/a": ["t-*-u"] },
      StringEquals: { "aws:PrincipalTag/a": "${aws:PrincipalTag/b}-${aws:PrincipalTag/c}" },
    }),
    ["any-principal"],
  ],
  [
    "a tag that is its address",
    when({ StringEquals: { "aws:PrincipalTag/ip": "${aws:SourceIp}" }, IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }),
    ["network"],
  ],
  ["a header with the account in it", when({ StringLike: { "aws:Referer": "https://${aws:PrincipalAccount}/*" } }), byAll],
  [
    "a header with the account in it, and so signed",
    {
      ...signed,
      Condition: { StringLike: { "aws:Referer": "https://${aws:PrincipalAccount}/*" }, StringEquals: { "aws:PrincipalAccount": OTHER } },
    },
    ["account"],
  ],
  ["a header with a tag in it", when({ StringLike: { "aws:Referer": "https://${aws:PrincipalTag/a}/*" } }), ["any-principal"]],
  ["a header with a tag in it, or none", when({ StringLike: { "aws:Referer": "https://${aws:PrincipalTag/a, 'none'}/*" } }), byAll],
  ["a header that is not the tag", when({ StringNotLike: { "aws:Referer": "https://${aws:PrincipalTag/a}/*" } }), byAll],
  [
    "a tag that is not another",
    when({ StringNotEquals: { "aws:PrincipalTag/a": "${aws:PrincipalTag/b}" }, StringEquals: { "aws:PrincipalTag/a": "z" } }),
    ["any-principal"],
  ],
  [
    "a header of a service, which has no tags, for whomever",
    { ...sns, Condition: { StringLike: { "aws:Referer": "${aws:PrincipalTag/a, 'none'}-${aws:SourceAccount}" } } },
    ["any-account-through-service"],
  ],
  [
    "a header of a service, which has no tags",
    { ...sns, Condition: { StringLike: { "aws:Referer": "${aws:PrincipalTag/a}-${aws:SourceAccount}" } } },
    [],
  ],
  // Whose the resource is.
  ["the owner", when({ StringEquals: { "aws:PrincipalAccount": "${aws:ResourceAccount}" } }), []],
  ["all but the owner", { ...signed, Condition: { StringNotEquals: { "aws:PrincipalAccount": "${aws:ResourceAccount}" } } }, byAll],
  ["nobody but the owner", [signed, deny({ Condition: { StringNotEquals: { "aws:PrincipalAccount": "${aws:ResourceAccount}" } } })], []],
  [
    "the owner's organisation",
    when({ StringEquals: { "aws:PrincipalOrgID": "${aws:ResourceOrgID}" } }),
    [],
    { zone: { account: OWN, organization: "o-own" } },
  ],
  [
    "nobody but the owner's organisation",
    [signed, deny({ Condition: { StringNotEquals: { "aws:PrincipalOrgID": "${aws:ResourceOrgID}" } } })],
    [],
    { zone: { account: OWN, organization: "o-own" } },
  ],
  ["a service for the owner", { ...sns, Condition: { StringEquals: { "aws:SourceAccount": "${aws:ResourceAccount}" } } }, []],
  ["no service but for the owner", [sns, deny({ Condition: { StringNotEquals: { "aws:SourceAccount": "${aws:ResourceAccount}" } } })], []],
  [
    "a service for whomever it says",
    { ...sns, Condition: { ArnLike: { "aws:SourceArn": "arn:aws:sns:*:${aws:SourceAccount}:*" } } },
    ["any-account-through-service"],
  ],
  [
    "a service for the account it is not in",
    { ...sns, Condition: { StringEquals: { "aws:SourceAccount": "${aws:PrincipalAccount}" } } },
    [],
  ],
  [
    "a service for somebody else than it says",
    [sns, deny({ Condition: { ArnLike: { "aws:SourceArn": "arn:aws:sns:*:${aws:SourceAccount}:*" } } })],
    ["any-account-through-service"],
  ],
  // What is denied.
  [
    "who stays in the folder of a tag",
    [read("*", { AWS: "*" }), deny({ Resource: undefined, NotResource: "arn:aws:s3:::b/${aws:PrincipalTag/team}/*" })],
    ["any-principal"],
    bucket,
  ],
  ["who stays out of it", [read("*", { AWS: "*" }), deny({ Resource: "arn:aws:s3:::b/${aws:PrincipalTag/team}/*" })], byAll, bucket],
  [
    "who has no folder",
    [
      read("*", { AWS: OTHER }),
      deny({ Resource: "arn:aws:s3:::b/${aws:PrincipalAccount}/*" }),
      deny({ Resource: undefined, NotResource: `arn:aws:s3:::b/${OTHER}/*` }),
    ],
    [],
    bucket,
  ],
];

const cases = rows.map(([what, given, classes, change = {}]) => ({ what, given, classes, change }));

describe("who gets in where policies have variables", () => {
  test.each(cases)("$what", ({ given, classes, change }) => {
    const { findings, reaches } = ask(given, change);
    expect(findings.map(({ who }) => who.who)).toEqual(classes);
    expect(reaches).toBe(classes.length > 0 ? "yes" : "no");
    const resource = [{ name: "p", policy: policy(given) }];
    for (const { witness } of findings)
      expect(decide(witness, { identity: [all], serviceControl: [], resourceControl: [], resource }).answer).toBe("allowed");
  });

  test.each<readonly [what: string, given: object | readonly object[]]>([
    [
      "a tag that is another and is not",
      when({
        StringEquals: { "aws:PrincipalTag/b": "z", "aws:PrincipalTag/a": "${aws:PrincipalTag/b}" },
        StringLike: { "aws:PrincipalTag/a": "y*" },
      }),
    ],
    [
      "a tag that is another, or something nobody could read",
      [signed, deny({ Condition: { StringNotEquals: { "aws:PrincipalTag/a": ["${aws:PrincipalTag/b}", unread] } } })],
    ],
    [
      "a tag that is something nobody could read, with another in it",
      when({ StringNotEquals: { "aws:PrincipalTag/a": ["${aws:PrincipalTag/b}", unread] } }),
    ],
  ])("nobody is said to be kept out, nor let in, by %s", (_, given) => {
    expect(ask(given)).toMatchObject({ reaches: "undecided", findings: [] });
  });

  test.each([["StringEquals"], ["StringNotEquals"], ["StringLike"], ["StringNotLike"]])(
    "nobody is said to be out by a Deny with %s",
    (operator) => {
      const fixed = when({ StringEquals: { "aws:PrincipalTag/a": "z" } });
      expect(ask([fixed, deny({ Condition: { [operator]: { "aws:PrincipalTag/a": "${aws:PrincipalTag/b}" } } })]).reaches).not.toBe("no");
    },
  );
});
