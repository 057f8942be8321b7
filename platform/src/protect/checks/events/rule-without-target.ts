import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const ruleWithoutTarget = defineCheck({
  id: "events/rule-without-target",
  on: "EventRule",
  severity: "info",
  layer: "messaging",
  topic: "infrastructure-protection",
  csf: ["PR.IP-1"],
  meets: { "csa-sas-12": ["SAS-11"] },
  text: {
    en: {
      title: "The rule starts nothing",
      risk: "Rules left over from earlier designs hide what is really connected; one day somebody connects them again.",
      fix: "Delete the rule, or give it its target.",
    },
    ja: {
      title: "ターゲットのないルール",
      risk: "過去の設計の残りは実際の接続関係を分かりにくくし、意図せず再利用されるおそれがあります。",
      fix: "ルールを削除するか、ターゲットを設定してください。",
    },
  },
  remedy: {
    cli: "aws events delete-rule --name <rule> --event-bus-name <bus>",
  },
  judge(rule, need) {
    return need.outer(rule.Targets).length > 0 ? pass : fail({ path: ["Targets"], found: "no target" });
  },
});
