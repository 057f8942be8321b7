import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Keys written into the instance itself cannot be seen from outside. */
export const instanceWithoutRole = defineCheck({
  id: "ec2/instance-without-role",
  on: "Ec2Instance",
  also: ["InstanceProfile"],
  severity: "low",
  layer: "compute",
  topic: "identity-and-access",
  csf: ["PR.AC-1", "PR.AC-4"],
  meets: { "cis-aws-foundations-2.0.0": ["1.18"], "cis-aws-foundations-7.0.0": ["2.16"] },
  text: {
    en: {
      title: "The instance has no role",
      risk: "Its programs need AWS keys all the same, and people write long-lived ones into files.",
      fix: "Attach an instance profile with a role that holds what the programs need.",
    },
    ja: {
      title: "インスタンスにロールが割り当てられていない",
      risk: "プログラムが AWS を利用するために、長期的なアクセスキーをファイルに書き込むことになりがちです。",
      fix: "必要な権限だけを持つロールのインスタンスプロファイルを割り当ててください。",
    },
  },
  remedy: {
    cli: "aws ec2 associate-iam-instance-profile --instance-id <instance-id> --iam-instance-profile Name=<profile>",
    cloudformation: "Type: AWS::EC2::Instance\nProperties:\n  IamInstanceProfile: !Ref InstanceProfile",
  },
  judge(instance, need, world) {
    if (["terminated", "shutting-down"].includes(need(instance.State))) return notApplicable;
    const reference = need(instance.IamInstanceProfile);
    if (reference === undefined) return fail({ path: ["IamInstanceProfile"], found: null });
    const profile = need.outer(world.find("InstanceProfile", reference, instance));
    if (profile === undefined) return fail({ path: ["IamInstanceProfile"], found: { profile: reference, exists: false } });
    return need.outer(profile.Roles).length > 0 ? pass : fail({ path: ["IamInstanceProfile"], found: { profile: reference, roles: 0 } });
  },
});
