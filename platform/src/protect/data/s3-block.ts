import type { Noun, PublicAccessBlock, World } from "../../model/index.ts";
import type { Need } from "../check.ts";

export const blockFlags = ["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"] as const;

const NO_BLOCK: PublicAccessBlock = {
  BlockPublicAcls: false,
  IgnorePublicAcls: false,
  BlockPublicPolicy: false,
  RestrictPublicBuckets: false,
};

/** What is really blocked: each flag is on when the bucket or its account has it on. */
export function effectiveBlock(bucket: Noun<"Bucket">, need: Need, world: World): PublicAccessBlock {
  const own = need(bucket.PublicAccessBlock) ?? NO_BLOCK;
  if (blockFlags.every((flag) => own[flag])) return own;
  // Templates know nothing of the account they will be deployed to.
  const [account] = need.outer(world.all("Account", bucket));
  const wide = account ? (need(account.S3PublicAccessBlock) ?? NO_BLOCK) : NO_BLOCK;
  return Object.fromEntries(blockFlags.map((flag) => [flag, own[flag] || wide[flag]])) as unknown as PublicAccessBlock;
}
