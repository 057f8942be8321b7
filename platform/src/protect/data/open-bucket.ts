import { type Evidence, failIf, isUnknown, type Noun, type Unknown, type Verdict, type World } from "../../model/index.ts";
import type { Need } from "../check.ts";
import { readPolicy } from "../iam/reader.ts";
import { admitted, isAnyone } from "./admitted.ts";
import { effectiveBlock } from "./s3-block.ts";

interface Access {
  /** Lower-case actions that count. */
  readonly actions: readonly string[];
  /** Permissions of an access control list that count. */
  readonly grants: readonly string[];
}

/** Fails when policy or access control list let anyone do one of the actions, after Block Public Access. */
export function openBucket(bucket: Noun<"Bucket">, need: Need, world: World, access: Access): Verdict {
  const gaps: Unknown[] = [];
  // Proof from one side is enough; what is missing from the other only matters without it.
  const attempt = (find: () => readonly Evidence[]): readonly Evidence[] => {
    try {
      return find();
    } catch (thrown) {
      if (!isUnknown(thrown)) throw thrown;
      gaps.push(thrown);
      return [];
    }
  };
  const byPolicy = attempt(() => policyEvidence(bucket, need, world, access));
  const byList = attempt(() => listEvidence(bucket, need, world, access));
  const evidence = [...byPolicy, ...byList];
  if (evidence.length === 0 && gaps[0]) need(gaps[0]);
  return failIf(evidence);
}

function policyEvidence(bucket: Noun<"Bucket">, need: Need, world: World, { actions }: Access): readonly Evidence[] {
  const policy = need.outer(bucket.Policy);
  const open = admitted(policy, bucket, need, isAnyone, { path: ["Policy"], actions });
  if (open.length === 0) return open;
  // Only a public policy makes the block matter. It must be judged on the whole policy, not on these actions alone.
  const { RestrictPublicBuckets } = effectiveBlock(bucket, need, world);
  if (!RestrictPublicBuckets) return open;
  return readPolicy(policy, {
    account: bucket.account,
    publicAccessBlock: { RestrictPublicBuckets, BlockPublicPolicy: true },
  }).admissions.some(isAnyone)
    ? open
    : [];
}

function listEvidence(bucket: Noun<"Bucket">, need: Need, world: World, { grants }: Access): readonly Evidence[] {
  if (need(bucket.ObjectOwnership) === "BucketOwnerEnforced") return [];
  const open = need(bucket.AclGrants).filter(
    ({ Grantee, Permission }) => (Grantee === "AllUsers" || Grantee === "AuthenticatedUsers") && grants.includes(Permission),
  );
  if (open.length === 0 || effectiveBlock(bucket, need, world).IgnorePublicAcls) return [];
  return open.map((grant) => ({ subject: `acl/${grant.Grantee}/${grant.Permission}`, path: ["AccessControl"], found: grant }));
}
