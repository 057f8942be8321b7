import { failIf } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { readPolicy } from "../../iam/reader.ts";

/** Judged by the shared policy reader. */
export const policyAdmitsAnyone = defineCheck({
  id: "efs/policy-admits-anyone",
  on: "FileSystem",
  severity: "medium",
  layer: "data",
  topic: "identity-and-access",
  csf: ["PR.AC-3", "PR.AC-4"],
  meets: { "cis-aws-foundations-7.0.0": ["2.21"] },
  text: {
    en: {
      title: "The file system's policy admits anyone",
      risk: "Whoever reaches a mount target, from a peered network too, can mount the files.",
      fix: "Name the roles that may mount, or demand access through a mount target of the VPC.",
    },
    ja: {
      title: "ファイルシステムポリシーが全員を許可している",
      risk: "ピアリング先も含め、マウントターゲットに到達できる人は誰でもファイルをマウントできます。",
      fix: "マウントを許可するロールを指定するか、VPC のマウントターゲット経由のアクセスに限定してください。",
    },
  },
  remedy: {
    cli: "aws efs put-file-system-policy --file-system-id <fs-id> --policy file://<policy>.json",
  },
  judge(system, need) {
    const { admissions, undecided } = readPolicy(need.outer(system.Policy), { account: system.account });
    const open = admissions.filter(
      (admission) =>
        admission.audience.who === "anyone" &&
        // AWS's own template admits everyone who came through a mount target: that is the network's word.
        !admission.residual.some((key) => key.toLowerCase() === "elasticfilesystem:accessedviamounttarget"),
    );
    if (open.length === 0) need(undecided[0]);
    return failIf(
      open.map(({ statement }) => ({
        subject: statement.Sid ?? String(statement.index),
        ...(statement.at ? { at: statement.at } : { path: ["FileSystemPolicy", "Statement", statement.index] }),
        found: { Action: statement.Action },
      })),
    );
  },
});
