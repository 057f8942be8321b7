import { type Evidence, fail, type InlinePolicy, isUnknown, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Inline and attached policies of the user itself. */
export const userWithDirectPolicy = defineCheck({
  id: "iam/user-with-direct-policy",
  on: "User",
  severity: "low",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-1", "PR.AC-4"],
  meets: { "cis-aws-foundations-2.0.0": ["1.15"], "cis-aws-foundations-7.0.0": ["2.13"], "aws-fsbp": ["IAM.2"] },
  text: {
    en: {
      title: "A user has permissions of its own",
      risk: "Permissions given to single users are forgotten when the person's work changes, and nobody can say who may do what.",
      fix: "Attach the policy to a group the user belongs to, or use a role, and remove it from the user.",
    },
    ja: {
      title: "ユーザーに直接付与された権限",
      risk: "ユーザー個別の権限は担当が変わっても残りやすく、誰が何をできるのか把握できなくなります。",
      fix: "ポリシーはユーザーが所属するグループまたはロールに付与し、ユーザーからは削除してください。",
    },
  },
  remedy: {
    cli: "aws iam attach-group-policy --group-name <group> --policy-arn <policy-arn>\naws iam add-user-to-group --group-name <group> --user-name <user>\naws iam detach-user-policy --user-name <user> --policy-arn <policy-arn>",
    cloudformation: "Type: AWS::IAM::Group\nProperties:\n  ManagedPolicyArns: [<policy-arn>]",
  },
  judge(user, need) {
    const evidence: Evidence[] = [];
    if (!isUnknown(user.Policies)) {
      for (const [index, policy] of user.Policies.entries()) {
        if (isUndecided(policy)) continue;
        evidence.push({ subject: `inline/${policy.PolicyName}`, path: ["Policies", index], found: policy.PolicyName });
      }
    }
    if (!isUnknown(user.ManagedPolicyArns)) {
      for (const [index, arn] of user.ManagedPolicyArns.entries()) {
        evidence.push({
          subject: isUnknown(arn) ? `managed/${index}` : arn,
          path: ["ManagedPolicyArns", index],
          ...(isUnknown(arn) ? {} : { found: arn }),
        });
      }
    }
    if (evidence.length > 0) return fail(...evidence);
    for (const policy of need.outer(user.Policies)) if (isUndecided(policy)) need(policy.PolicyDocument);
    need.outer(user.ManagedPolicyArns);
    return pass;
  },
});

/** A policy that may be there or not: a template does not say whose it is. */
function isUndecided({ PolicyName, PolicyDocument }: InlinePolicy): boolean {
  return PolicyName === "?" && isUnknown(PolicyDocument);
}
