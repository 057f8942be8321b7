import { failIf, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const ruleMetricsOff = defineCheck({
  id: "waf/rule-metrics-off",
  on: "WebAcl",
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["DE.CM-1", "PR.PT-1"],
  meets: { "aws-fsbp": ["WAF.12"], "aws-config": ["wafv2-rulegroup-logging-enabled"] },
  text: {
    en: {
      title: "Rules of the web ACL send no metrics",
      risk: "Nobody can be alarmed when a rule begins to block an attack, or all customers.",
      fix: "Set CloudWatchMetricsEnabled in the visibility configuration of every rule.",
    },
    ja: {
      title: "Web ACL のルールがメトリクスを送信していない",
      risk: "ルールが攻撃や正規の利用者をブロックし始めても、アラームで検知できません。",
      fix: "すべてのルールの VisibilityConfig で CloudWatchMetricsEnabled を有効にしてください。",
    },
  },
  remedy: { cloudformation: "VisibilityConfig:\n  CloudWatchMetricsEnabled: true\n  SampledRequestsEnabled: true\n  MetricName: <name>" },
  judge(acl, need) {
    const rules = need.outer(acl.Rules);
    if (rules.length === 0) return notApplicable;
    const silent = rules.filter(({ CloudWatchMetricsEnabled }) => CloudWatchMetricsEnabled === false);
    if (silent.length === 0) for (const { CloudWatchMetricsEnabled } of rules) need(CloudWatchMetricsEnabled);
    return failIf(
      silent.map(({ Name }) => ({ subject: Name, path: ["Rules"], found: { CloudWatchMetricsEnabled: false }, expected: true })),
    );
  },
});
