import { expect, it } from "vitest";
import type { Known } from "../policy/lookup.ts";
import type { Caller } from "../question.ts";
import { anonymous, anySession, ask, HERE, ROLE_ARN, role, root, service, stranger, USER_ARN, user } from "./cases/case.ts";
import { implied } from "./implicit.ts";

const S3 = service("s3.amazonaws.com");
const GOOGLE: Caller = { type: "federated", provider: "accounts.google.com" };
const nameless: Caller = { ...(role as Extract<Caller, { type: "role" }>), id: undefined } as never;

/** What follows for: user, role, root, anonymous, service, federated. */
const CALLERS = [user, role, root, anonymous, S3, GOOGLE];

it.each<[string, readonly (Known | undefined)[]]>([
  ["aws:principalarn", [[USER_ARN], [ROLE_ARN], [`arn:aws:iam::${HERE}:root`], "absent", "absent", "absent"]],
  ["aws:principalaccount", [[HERE], [HERE], [HERE], ["anonymous"], "absent", "absent"]],
  ["aws:principaltype", [["User"], ["AssumedRole"], ["Account"], ["Anonymous"], "absent", undefined]],
  ["aws:userid", [["AIDAANN"], ["AROAAPP:s1"], [HERE], ["anonymous"], undefined, undefined]],
  ["aws:username", [["ann"], "absent", "absent", "absent", "absent", "absent"]],
  ["aws:principalisawsservice", [["false"], ["false"], ["false"], "absent", ["true"], ["false"]]],
  ["aws:principalservicename", ["absent", "absent", "absent", "absent", ["s3.amazonaws.com"], "absent"]],
  ["aws:principalservicenameslist", ["absent", "absent", "absent", "absent", undefined, "absent"]],
  ["aws:principalorgid", [undefined, undefined, undefined, "absent", "absent", "absent"]],
  ["aws:principalorgpaths", [undefined, undefined, undefined, "absent", "absent", "absent"]],
  ["aws:sourceaccount", ["absent", "absent", "absent", "absent", undefined, "absent"]],
  ["aws:sourcearn", ["absent", "absent", "absent", "absent", undefined, "absent"]],
  ["aws:sourceorgid", ["absent", "absent", "absent", "absent", undefined, "absent"]],
  ["aws:sourceorgpaths", ["absent", "absent", "absent", "absent", undefined, "absent"]],
  ["aws:tokenissuetime", [undefined, "present", undefined, "absent", undefined, undefined]],
  ["aws:principaltag/team", [undefined, undefined, "absent", "absent", "absent", "absent"]],
  ["aws:resourceaccount", CALLERS.map(() => [HERE])],
  ["aws:sourceip", CALLERS.map(() => undefined)],
  ["kms:calleraccount", CALLERS.map(() => undefined)],
])("%s", (key, expected) => {
  expect(CALLERS.map((caller) => implied(key, ask({ caller }), HERE))).toEqual(expected);
});

it("ids that are not known are there all the same", () => {
  expect(implied("aws:userid", ask({ caller: stranger }), HERE)).toBe("present");
  expect(implied("aws:userid", ask({ caller: nameless }), HERE)).toBe("present");
  expect(implied("aws:userid", ask({ caller: anySession }), HERE)).toEqual({ beginning: "AROAAPP:" });
});

it("kms:CallerAccount is a key of KMS", () => {
  const decrypt = { action: "KMS:Decrypt" };
  expect(CALLERS.map((caller) => implied("kms:calleraccount", ask({ caller, ...decrypt }), HERE))).toEqual([
    [HERE],
    [HERE],
    [HERE],
    undefined,
    undefined,
    undefined,
  ]);
});

it("root is of the resource's partition", () => {
  const arn = (resource: string): unknown => implied("aws:principalarn", ask({ caller: root, resource }), HERE);
  expect(arn("arn:aws-cn:s3:::b")).toEqual([`arn:aws-cn:iam::${HERE}:root`]);
  expect(arn("*")).toEqual([`arn:aws:iam::${HERE}:root`]);
  expect(arn("x:aws-cn:s3:::b")).toEqual([`arn:aws:iam::${HERE}:root`]);
});

it("the region is the ARN's, where it has one", () => {
  const region = (resource: string): unknown => implied("aws:requestedregion", ask({ resource }), HERE);
  expect(region(`arn:aws:sqs:eu-west-1:${HERE}:q`)).toEqual(["eu-west-1"]);
  for (const none of ["arn:aws:s3:::b", "arn:aws:sqs:*:1:q", "arn:aws:sqs:eu-?:1:q", "*", "arn:aws", "x:aws:sqs:eu-west-1:1:q"])
    expect(region(none), none).toBeUndefined();
});

it("nobody's account is nobody's", () => {
  expect(implied("aws:resourceaccount", ask(), undefined)).toBeUndefined();
});
