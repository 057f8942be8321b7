import { type Evidence, fail, isUnknown, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { effectiveBlock } from "../../data/s3-block.ts";
import { readPolicy } from "../../iam/reader.ts";
import { logBucket } from "../../monitoring/log-bucket.ts";

/** Judges the bucket the trail writes to: its policy, its ACL and both public-access blocks. */
export const logBucketPublic = defineCheck({
  id: "cloudtrail/log-bucket-public",
  on: "Trail",
  also: ["Bucket", "Account"],
  severity: "critical",
  layer: "monitoring",
  topic: "data-protection",
  csf: ["PR.AC-3", "PR.DS-5", "PR.PT-1"],
  meets: { "cis-aws-foundations-2.0.0": ["3.3"] },
  text: {
    en: {
      title: "The trail's log bucket is open to the public",
      risk: "The logs tell strangers who works in the account, with what, and where the defences are.",
      fix: "Block public access on the bucket and remove the statement or the grant that admits everyone.",
    },
    ja: {
      title: "証跡のログバケットが公開されている",
      risk: "アカウントの利用者・利用しているサービス・防御の状況が、ログから第三者に知られてしまいます。",
      fix: "バケットのパブリックアクセスをブロックし、全員を許可しているステートメントまたは ACL を削除してください。",
    },
  },
  remedy: {
    cli: "aws s3api put-public-access-block --bucket <bucket> --public-access-block-configuration BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true",
    cloudformation:
      "Type: AWS::S3::Bucket\nProperties:\n  PublicAccessBlockConfiguration:\n    BlockPublicAcls: true\n    IgnorePublicAcls: true\n    BlockPublicPolicy: true\n    RestrictPublicBuckets: true",
  },
  judge(trail, need, world) {
    const bucket = logBucket(trail, need, world);
    const block = effectiveBlock(bucket, need, world);
    const reading = readPolicy(need.outer(bucket.Policy), { account: bucket.account, publicAccessBlock: block });
    const evidence: Evidence[] = reading.admissions
      .filter((admission) => admission.audience.who === "anyone")
      .map(({ statement }) => ({
        subject: `policy/${statement.Sid ?? statement.index}`,
        at: statement.at ?? { origin: bucket.origin, path: ["Policy"] },
        found: { bucket: bucket.name, Action: statement.Action, Resource: statement.Resource },
      }));
    const grants = block.IgnorePublicAcls ? [] : bucket.AclGrants;
    if (!isUnknown(grants)) {
      for (const grant of grants.filter((g) => g.Grantee === "AllUsers" || g.Grantee === "AuthenticatedUsers")) {
        evidence.push({ subject: `acl/${grant.Grantee}/${grant.Permission}`, found: { bucket: bucket.name, ...grant } });
      }
    }
    if (evidence.length > 0) return fail(...evidence);
    need(reading.undecided[0]);
    need(grants);
    return pass;
  },
});
