import { type Fact, isUnknown, type Noun, type Policy, type Statement, type Unknown, unknown, type World } from "../../../model/index.ts";
import type { Source } from "../question.ts";
import { type Blocks, bucketSources, restriction } from "./bucket-policies.ts";
import { onPoint } from "./on-point.ts";
import { accountNoun } from "./organization.ts";

type AccessPoint = Noun<"S3AccessPoint">;

/**
 * What an access point itself says about who comes through it: its policy, what Block Public Access of the point, its bucket and its account
 * leaves of that, and the network it can be reached from.
 */
export function pointSources(point: AccessPoint, world: World): readonly Source[] {
  const { Policy: policy } = point;
  const blocks: Blocks = [point.PublicAccessBlock, ofAccount(point, world), ...bucketsOf(point, world).map(blockOf)];
  const own = policy === undefined ? [] : [{ name: point.name, policy, carrier: point.id }];
  return [...own, ...restriction({ carrier: point, policy, blocks, resources: resourcesOf(point) }), ...networkSources(point)];
}

/**
 * What stands on the bucket behind an access point, written as if it stood on the point: both must let a request in. One list for each bucket
 * that the point may lead to; one of them is enough.
 */
export function behindPoint(point: AccessPoint, world: World): readonly (readonly Source[])[] {
  return bucketsOf(point, world).map((bucket) => {
    if (isUnknown(bucket)) return [{ name: point.name, policy: bucket }];
    return bucketSources(bucket, ofAccount(bucket, world)).map((source) => ({
      ...source,
      policy: isUnknown(source.policy) ? source.policy : onPoint(source.policy, bucket, point.id),
    }));
  });
}

/** Condition keys that every request through the point has. */
export function pointKeys(point: AccessPoint): ReadonlyMap<string, readonly string[]> {
  const { NetworkOrigin: origin } = point;
  return new Map([
    ["s3:dataaccesspointarn", [point.id]],
    ["s3:dataaccesspointaccount", [point.account]],
    ...(origin === undefined || isUnknown(origin) ? [] : [["s3:accesspointnetworkorigin", [origin]] as const]),
  ]);
}

export function resourcesOf({ id }: AccessPoint): readonly string[] {
  return [id, `${id}/object/*`];
}

/** Templates know nothing of the account they will be deployed to. */
function ofAccount({ account, origin }: AccessPoint | Noun<"Bucket">, world: World) {
  return origin.source === "template" ? undefined : accountNoun(world, account)?.S3PublicAccessBlock;
}

function blockOf(bucket: Fact<Noun<"Bucket">>): Blocks[number] {
  return isUnknown(bucket) ? undefined : bucket.PublicAccessBlock;
}

function bucketsOf(point: AccessPoint, world: World): readonly Fact<Noun<"Bucket">>[] {
  return bucketNames(point).map((name) => bucketOf(name, point, world));
}

/** What the buckets behind an access point are called: one, or one for each region it serves. */
export function bucketNames(point: AccessPoint): readonly Fact<string>[] {
  const all = "Buckets" in point ? point.Buckets : undefined;
  return all === undefined ? [point.Bucket] : isUnknown(all) ? [all] : all;
}

function bucketOf(name: Fact<string>, point: AccessPoint, world: World): Fact<Noun<"Bucket">> {
  if (isUnknown(name)) return name;
  const found = world.find("Bucket", name, point);
  if (found !== undefined && !isUnknown(found)) return found;
  // The bucket may be another account's.
  const other = world.everywhere("Bucket").get(`arn:${point.id.split(":", 2)[1]}:s3:::${name}`);
  return other ?? found ?? unknown("elsewhere", { what: name });
}

/** A point of a VPC answers nobody outside it. */
function networkSources(point: AccessPoint): readonly Source[] {
  const { NetworkOrigin: origin } = point;
  if (origin !== "VPC" && !isUnknown(origin)) return [];
  const vpc = "VpcId" in point ? point.VpcId : undefined;
  const elsewhere: Statement["Condition"] =
    vpc === undefined || isUnknown(vpc) ? { Null: { "aws:SourceVpc": ["true"] } } : { StringNotEquals: { "aws:SourceVpc": [vpc] } };
  return [{ name: "VpcConfiguration", policy: denying(point, isUnknown(origin) ? origin : elsewhere), carrier: point.id }];
}

function denying(point: AccessPoint, Condition: Exclude<Statement["Condition"], undefined> | Unknown): Policy {
  const statement: Statement = {
    Sid: "VpcConfiguration",
    Effect: "Deny",
    Principal: "*",
    Action: ["s3:*"],
    Resource: resourcesOf(point),
    Condition,
    index: 0,
  };
  return { Version: "2012-10-17", Statement: [statement] };
}
