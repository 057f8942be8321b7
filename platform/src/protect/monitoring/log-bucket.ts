import { isUnknown, type Noun, unknown, type World } from "../../model/index.ts";
import type { Need } from "../check.ts";

/** The bucket a trail writes to. In another account, or not in the template, it cannot be judged from here. */
export function logBucket(trail: Noun<"Trail">, need: Need, world: World): Noun<"Bucket"> {
  const name = need(trail.S3BucketName);
  const partition = trail.id.startsWith("arn:") ? (trail.id.split(":")[1] ?? "aws") : "aws";
  // Bucket names are global: the bucket may be in another region than the trail.
  const byName = world.known("Bucket", trail).find((bucket) => bucket.name === name);
  const bucket = byName ?? world.find("Bucket", `arn:${partition}:s3:::${name}`, trail);
  if (isUnknown(bucket)) return need<Noun<"Bucket">>(bucket);
  return bucket ?? need<Noun<"Bucket">>(unknown("elsewhere", { what: name }));
}
