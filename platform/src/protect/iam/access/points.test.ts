import { describe, expect, it, test } from "vitest";
import { unknown } from "../../../model/index.ts";
import { resource } from "../../cases.ts";
import { exposuresOf } from "../exists/exposure.ts";
import type { Source } from "../question.ts";
import { accountAlone, allow, policy, roleWith, worldWith } from "../worlds.test-helper.ts";
import { type Asked, ask } from "./access.ts";
import { behindPoint, pointKeys, pointSources } from "./point-policies.ts";
import { targetOf } from "./resources.ts";
import { whoCan } from "./who-can.ts";

const A = "111122223333";
const unread = unknown("access-denied");
const B = "444455556666";
const POINT = `arn:aws:s3:ap-northeast-1:${A}:accesspoint/ap`;
const OBJECT = `${POINT}/object/a`;

const admits = (Principal: unknown, extra: object = {}) => ({
  Effect: "Allow",
  Principal,
  Action: "s3:GetObject",
  Resource: "*",
  ...extra,
});
const refuses = (extra: object = {}) => ({ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*", ...extra });
const block = (RestrictPublicBuckets: boolean) => ({
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets,
});

const reader = roleWith("reader", [allow("s3:GetObject", OBJECT)]);
const idle = roleWith("idle", []);
const point = (fields: object = {}) =>
  resource("S3AccessPoint", {
    Arn: POINT,
    name: "ap",
    Bucket: "b",
    NetworkOrigin: "Internet",
    PublicAccessBlock: undefined,
    Policy: policy(admits("*")),
    Tags: {},
    ...fields,
  });
const bucket = (fields: object = {}) =>
  resource("Bucket", {
    Arn: "arn:aws:s3:::b",
    name: "b",
    Policy: undefined,
    PublicAccessBlock: undefined,
    AclGrants: [],
    ObjectOwnership: "BucketOwnerEnforced",
    Tags: {},
    ...fields,
  });
const OTHER = { Arn: "arn:aws:s3:::c", name: "c" };
const leaves = (extra: object = {}) =>
  policy(admits("*", { Action: "*", Condition: { StringEquals: { "s3:DataAccessPointAccount": A } }, ...extra }));
const self = (S3PublicAccessBlock?: unknown) => accountAlone({ S3PublicAccessBlock });

describe("who may do something through an access point", () => {
  const answer = (principal: string, beside: readonly unknown[], context?: Asked["context"]) => {
    const world = worldWith(self(), reader, idle, ...beside);
    const found = ask(world, { principal, action: "s3:GetObject", resource: OBJECT, ...(context ? { context } : {}) });
    return "problem" in found ? found.problem : found.decision.answer;
  };
  const toIdle = policy(admits({ AWS: idle.id }));
  test.each<readonly [what: string, principal: string, beside: readonly unknown[], expected: string]>([
    ["its own policy is enough in one account", "reader", [point({ Policy: undefined }), bucket()], "allowed"],
    ["who is let in by the point alone gets no further", "idle", [point({ Policy: toIdle }), bucket()], "implicitly-denied"],
    ["who is let in by both does", "idle", [point({ Policy: toIdle }), bucket({ Policy: toIdle })], "allowed"],
    ["a bucket that leaves it to the point", "idle", [point({ Policy: toIdle }), bucket({ Policy: leaves() })], "allowed"],
    [
      "a bucket that leaves only some of it",
      "idle",
      [point(), bucket({ Policy: leaves({ Resource: "arn:aws:s3:::b/x/*" }) })],
      "implicitly-denied",
    ],
    ["the point lets in nobody", "idle", [point({ Policy: undefined }), bucket({ Policy: leaves() })], "implicitly-denied"],
    ["the bucket refuses", "reader", [point(), bucket({ Policy: policy(refuses()) })], "explicitly-denied"],
    ["anonymous, and the bucket says nothing", "anonymous", [point(), bucket()], "implicitly-denied"],
    ["anonymous, and the bucket leaves it to the point", "anonymous", [point(), bucket({ Policy: leaves() })], "allowed"],
    [
      "anonymous, and the point blocks",
      "anonymous",
      [point({ PublicAccessBlock: block(true) }), bucket({ Policy: leaves() })],
      "explicitly-denied",
    ],
    [
      "anonymous, and the bucket blocks",
      "anonymous",
      [point(), bucket({ Policy: leaves(), PublicAccessBlock: block(true) })],
      "explicitly-denied",
    ],
    ["a bucket nobody knows", "anonymous", [point()], "depends"],
    ["a bucket whose policy could not be read", "anonymous", [point(), bucket({ Policy: unknown("access-denied") })], "depends"],
    ["a point of a VPC", "reader", [point({ Policy: undefined, NetworkOrigin: "VPC", VpcId: "vpc-1" }), bucket()], "depends"],
    ["of many regions, one of which lets in", "anonymous", [point({ Buckets: ["c", "b"] }), bucket({ Policy: leaves() })], "allowed"],
    [
      "a policy that nobody could read, before a bucket that refuses",
      "anonymous",
      [point({ Policy: unread }), bucket({ Policy: policy(refuses()) })],
      "explicitly-denied",
    ],
    [
      "of many regions, all of which refuse",
      "anonymous",
      [point({ Buckets: ["b", "c"] }), bucket({ Policy: policy(refuses()) }), bucket({ ...OTHER, Policy: policy(refuses()) })],
      "explicitly-denied",
    ],
    [
      "of many regions, the last of which may let in",
      "anonymous",
      [point({ Buckets: ["b", "c"] }), bucket({ Policy: policy(refuses()) }), bucket({ ...OTHER, Policy: unknown("access-denied") })],
      "depends",
    ],
    [
      "of many regions, the last of which surely lets in",
      "anonymous",
      [point({ Buckets: ["c", "b"] }), bucket({ Policy: leaves() }), bucket({ ...OTHER, Policy: unknown("access-denied") })],
      "allowed",
    ],
  ])("%s", (_, principal, beside, expected) => {
    expect(answer(principal, beside)).toBe(expected);
  });
  it("a point of a VPC answers from there", () => {
    const beside = [point({ Policy: undefined, NetworkOrigin: "VPC", VpcId: "vpc-1" }), bucket()];
    expect(answer("reader", beside, new Map([["aws:sourcevpc", ["vpc-1"]]]))).toBe("allowed");
    expect(answer("reader", beside, new Map([["aws:sourcevpc", ["vpc-2"]]]))).toBe("explicitly-denied");
    expect(answer("reader", beside, new Map([["aws:sourcevpc", "absent" as const]]))).toBe("explicitly-denied");
    const unread = [point({ Policy: undefined, NetworkOrigin: unknown("access-denied") }), bucket()];
    expect(answer("reader", unread)).toBe("depends");
  });
  it("a policy may ask which point it is, and where it is reached from", () => {
    const only = (key: string, value: string) => [
      point(),
      bucket({ Policy: policy(admits("*", { Condition: { StringEquals: { [key]: value } } })) }),
    ];
    expect(answer("anonymous", only("s3:DataAccessPointArn", POINT))).toBe("allowed");
    expect(answer("anonymous", only("s3:DataAccessPointArn", `${POINT}2`))).toBe("implicitly-denied");
    expect(answer("anonymous", only("s3:AccessPointNetworkOrigin", "Internet"))).toBe("allowed");
    expect(answer("anonymous", only("s3:AccessPointNetworkOrigin", "VPC"))).toBe("implicitly-denied");
    for (const NetworkOrigin of [unknown("access-denied"), undefined]) {
      const [, guarded] = only("s3:AccessPointNetworkOrigin", "Internet");
      expect(answer("anonymous", [point({ NetworkOrigin }), guarded])).not.toBe("explicitly-denied");
      expect([...pointKeys(point({ NetworkOrigin })).keys()]).toEqual(["s3:dataaccesspointarn", "s3:dataaccesspointaccount"]);
    }
  });
  it("the bucket behind it may be another account's, by the same name", () => {
    const theirs = { ...bucket({ Policy: policy(admits("*"), refuses({ Resource: "*/secret" })) }), account: B, scope: `aws:${B}` };
    expect(answer("anonymous", [point(), theirs])).toBe("allowed");
    expect(behindPoint(point(), worldWith(self(), theirs)).flat()).toMatchObject([{ name: "b", carrier: "arn:aws:s3:::b" }]);
  });
  it("the bucket behind it is not there, or nobody knows which it is", () => {
    const [[lost]] = behindPoint(point(), worldWith(self())) as [[Source]];
    expect(lost.policy).toMatchObject({ reason: "elsewhere", what: "b" });
    for (const fields of [{ Bucket: unread }, { Buckets: unread }, { Buckets: [unread] }])
      expect(behindPoint(point(fields), worldWith(self())), JSON.stringify(fields)).toEqual([[{ name: "ap", policy: unread }]]);
  });
  it("a point of a VPC that nobody knows answers from any, and says why it does not", () => {
    const beside = [point({ Policy: undefined, NetworkOrigin: "VPC", VpcId: unread }), bucket()];
    expect(answer("reader", beside, new Map([["aws:sourcevpc", ["vpc-2"]]]))).toBe("allowed");
    expect(answer("reader", beside, new Map([["aws:sourcevpc", "absent" as const]]))).toBe("explicitly-denied");
    const own = point({ Policy: undefined, NetworkOrigin: "VPC" });
    expect(pointSources(own, worldWith(self()))).toMatchObject([
      {
        name: "VpcConfiguration",
        carrier: POINT,
        policy: { Statement: [{ Sid: "VpcConfiguration", Effect: "Deny", Resource: [POINT, `${POINT}/object/*`] }] },
      },
    ]);
  });
  it("a template does not know the account it will stand in", () => {
    const world = worldWith(self(block(true)));
    const names = (one: ReturnType<typeof point>) => pointSources(one, world).map(({ name }) => name);
    expect(names(point())).toEqual(["ap", "public access block"]);
    expect(names(point({ origin: { source: "template", file: "t.yaml" } }))).toEqual(["ap"]);
  });
  it("a bucket that leaves it to its points lets in nobody who names it", () => {
    const world = worldWith(self(), reader, idle, bucket({ Policy: leaves() }));
    const found = ask(world, { principal: "idle", action: "s3:GetObject", resource: "b/a" });
    expect("problem" in found ? found.problem : found.decision.answer).toBe("implicitly-denied");
  });
});

describe("whom an access point lets in from outside", () => {
  const see = (...beside: readonly unknown[]) =>
    exposuresOf(worldWith(...beside))
      .filter(({ resource: of }) => of.kind === "S3AccessPoint")
      .map(({ access: { reaches, findings, undecided } }) =>
        [reaches, ...findings.map(({ who }) => who.who), ...undecided.map(({ because }) => `?${because.reason}`)].join(" "),
      )
      .join();
  const toB = policy(admits({ AWS: B }));
  const toRole = policy(admits({ AWS: `arn:aws:iam::${B}:role/x` }));
  test.each<readonly [what: string, point: object, bucket: object | undefined, expected: string]>([
    ["a bucket that says nothing", {}, {}, "no"],
    ["a bucket that leaves it to the point", {}, { Policy: leaves() }, "yes anonymous any-principal"],
    [
      "a bucket that leaves it to points of another account",
      {},
      { Policy: policy(admits("*", { Condition: { StringEquals: { "s3:DataAccessPointAccount": B } } })) },
      "no",
    ],
    ["a bucket open itself", {}, { Policy: policy(admits("*")) }, "yes anonymous any-principal"],
    ["a bucket that lets in one account", {}, { Policy: toB }, "yes account"],
    ["a bucket that lets in one role of it", { Policy: toB }, { Policy: toRole }, "yes account"],
    ["a bucket that lets in another", { Policy: toB }, { Policy: policy(admits({ AWS: "777788889999" })) }, "no"],
    ["a bucket that allows something else", {}, { Policy: leaves({ Action: "s3:PutObject" }) }, "no"],
    [
      "a bucket that speaks of other objects",
      { Policy: policy(admits("*", { Resource: `${POINT}/object/a/*` })) },
      { Policy: leaves({ Resource: "arn:aws:s3:::b/c/*" }) },
      "no",
    ],
    ["a bucket that refuses", {}, { Policy: policy(admits("*"), refuses()) }, "no"],
    ["a bucket that blocks", {}, { Policy: leaves(), PublicAccessBlock: block(true) }, "yes any-account-through-service"],
    [
      "a bucket open by its list",
      { Policy: policy(admits("*", { Action: "s3:ListBucket" })) },
      { AclGrants: [{ Grantee: "AllUsers", Permission: "READ" }], ObjectOwnership: "ObjectWriter" },
      "yes anonymous any-principal",
    ],
    ["a bucket that is not there", {}, undefined, "undecided ?elsewhere ?elsewhere"],
    ["a bucket that is not there behind a point that lets in nobody", { Policy: undefined }, undefined, ""],
    ["a policy nobody could read", {}, { Policy: unknown("access-denied") }, "undecided ?access-denied ?access-denied"],
    ["a point of a VPC", { NetworkOrigin: "VPC", VpcId: "vpc-1" }, { Policy: leaves() }, "yes network"],
  ])("%s", (_, fields, of, expected) => {
    expect(see(point(fields), self(), ...(of ? [bucket(of)] : []))).toBe(expected);
  });
});

describe("who can, of a bucket", () => {
  const asked = (fields: object) => {
    const world = worldWith(self(), reader, idle, bucket(), point(fields));
    const { inside } = whoCan(world, "s3:GetObject", targetOf(world, "arn:aws:s3:::b/a"));
    return inside.map(({ person, decision, target }) => `${person.name} ${decision.answer} ${target.owner?.kind}`);
  };
  test.each<readonly [what: string, fields: object, expected: string | undefined]>([
    ["that leads to it", {}, "reader allowed S3AccessPoint"],
    ["of many regions, one of which leads to it", { Buckets: ["c", "b"] }, "reader allowed S3AccessPoint"],
    ["that leads elsewhere", { Bucket: "c" }, undefined],
    ["of many regions that all lead elsewhere", { Buckets: ["c", "d"] }, undefined],
    ["of which nobody knows where it leads", { Bucket: unread }, "reader depends S3AccessPoint"],
    ["of many regions, and nobody knows which", { Buckets: [unread] }, "reader depends S3AccessPoint"],
  ])("through a point %s", (_, fields, expected) => {
    expect(asked(fields).find((one) => one.startsWith("reader"))).toBe(expected);
  });
});
