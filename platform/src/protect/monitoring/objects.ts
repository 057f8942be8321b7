import { fail, isUnknown, type Noun, pass, type Unknown, type Verdict, type World } from "../../model/index.ts";
import type { Need } from "../check.ts";
import { allOf, anyOf } from "./three-valued.ts";
import { type Mode, recordsObjects, watchesEveryRegion } from "./trails.ts";

/** Passes when multi-region trails that are logging record the object events of every bucket. */
export function judgeObjects(mode: Mode, account: Noun<"Account">, need: Need, world: World): Verdict {
  const trails = world.known("Trail", account);
  const covers = (bucketArn?: string) =>
    anyOf(trails.map((trail) => allOf([watchesEveryRegion(trail), recordsObjects(trail, mode, bucketArn)])));
  if (covers() === true) return pass;
  need.outer(world.all("Trail", account));
  // A bucket's id is its ARN.
  const left: string[] = [];
  let undecided: Unknown | undefined;
  const buckets = world.known("Bucket", account);
  for (const bucket of buckets) {
    const answer = covers(bucket.id);
    if (isUnknown(answer)) undecided ??= answer;
    else if (!answer) left.push(bucket.name);
  }
  if (left.length === 0) {
    if (undecided) need(undecided);
    need.outer(world.all("Bucket", account));
    // Without a bucket, a trail that takes none leaves the first one unrecorded.
    if (buckets.length > 0) return pass;
    need(covers());
  }
  return fail({
    found: { bucketsUnrecorded: left, trails: trails.map((trail) => trail.name) },
    expected: { type: "AWS::S3::Object", values: ["arn:aws:s3"] },
  });
}
