import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Asks nothing until the setting `desiredInstanceTypes` is given. */
export const instanceTypeUndesired = defineCheck({
  id: "ec2/instance-type-undesired",
  on: "Ec2Instance",
  severity: "low",
  layer: "compute",
  topic: "infrastructure-protection",
  csf: ["PR.IP-1", "ID.AM-1"],
  meets: { "aws-config": ["desired-instance-type"] },
  text: {
    en: {
      title: "The instance is not of a desired type",
      risk: "An unexpected type is either a mistake that costs money, or somebody else's mining.",
      fix: "Change the type, or find out who started the instance.",
    },
    ja: {
      title: "許可されていないインスタンスタイプ",
      risk: "想定外のタイプは、費用のかかる設定ミスか、第三者による採掘の兆候です。",
      fix: "タイプを変更するか、誰が起動したインスタンスかを確認してください。",
    },
  },
  remedy: {
    cli: "aws ec2 stop-instances --instance-ids <instance-id>\naws ec2 modify-instance-attribute --instance-id <instance-id> --instance-type Value=<type>",
  },
  judge(instance, need, world) {
    const wanted = world.settings.desiredInstanceTypes;
    if (wanted.length === 0) return notApplicable;
    if (["terminated", "shutting-down"].includes(need(instance.State))) return notApplicable;
    const type = need(instance.InstanceType);
    return wanted.includes(type) ? pass : fail({ path: ["InstanceType"], found: type, expected: wanted });
  },
});
