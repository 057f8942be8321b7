import { failIf, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const ruleGroupMetricsOff = defineCheck({
  id: "waf/rule-group-metrics-off",
  on: "WafRuleGroup",
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-1", "PR.PT-1"],
  meets: { "aws-fsbp": ["WAF.12"], "aws-config": ["wafv2-rulegroup-logging-enabled"] },
  text: {
    en: {
      title: "Rules of the rule group send no metrics",
      risk: "Hits of these rules are invisible in every web ACL that uses the group.",
      fix: "Enable CloudWatch metrics for each rule of the group.",
    },
    ja: {
      title: "ルールグループのルールがメトリクスを送信していない",
      risk: "このグループを使うすべての Web ACL で、ルールの検出状況が見えません。",
      fix: "グループ内の各ルールで CloudWatch メトリクスを有効にしてください。",
    },
  },
  remedy: { cloudformation: "VisibilityConfig:\n  CloudWatchMetricsEnabled: true\n  SampledRequestsEnabled: true\n  MetricName: <name>" },
  judge(group, need) {
    const rules = need.outer(group.Rules);
    if (rules.length === 0) return notApplicable;
    const silent = rules.filter(({ CloudWatchMetricsEnabled }) => CloudWatchMetricsEnabled === false);
    if (silent.length === 0) for (const { CloudWatchMetricsEnabled } of rules) need(CloudWatchMetricsEnabled);
    return failIf(
      silent.map(({ Name }) => ({ subject: Name, path: ["Rules"], found: { CloudWatchMetricsEnabled: false }, expected: true })),
    );
  },
});
