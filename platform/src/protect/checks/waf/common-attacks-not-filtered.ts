import { fail, pass, unknown } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { someRuleActs } from "../../edge/apis.ts";

export const commonAttacksNotFiltered = defineCheck({
  id: "waf/common-attacks-not-filtered",
  on: "WebAcl",
  severity: "low",
  layer: "edge",
  topic: "infrastructure-protection",
  csf: ["PR.PT-4", "DE.CM-4"],
  meets: { "owasp-serverless-top10": ["S1:2018", "S7:2018"], "csa-sas-12": ["SAS-1"] },
  text: {
    en: {
      title: "The web ACL does not filter common web attacks",
      risk: "Cross-site scripting, path traversal and similar patterns pass to the application.",
      fix: "Add AWSManagedRulesCommonRuleSet or a comparable managed group; count first, then block.",
    },
    ja: {
      title: "一般的な Web 攻撃を防ぐルールがない",
      risk: "クロスサイトスクリプティングやパストラバーサルなどの攻撃がアプリケーションに届きます。",
      fix: "AWSManagedRulesCommonRuleSet または同等のマネージドルールグループを追加し、Count で確認してから Block に切り替えてください。",
    },
  },
  remedy: {
    cloudformation:
      "Rules:\n  - Name: common\n    Priority: 0\n    OverrideAction: { None: {} }\n    Statement:\n      ManagedRuleGroupStatement: { VendorName: AWS, Name: AWSManagedRulesCommonRuleSet }\n    VisibilityConfig: { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: common }",
  },
  judge(acl, need) {
    const rules = need.outer(acl.Rules);
    // Another vendor's group, or own rules against scripting, do the same work.
    const filters = (text: string) => /^managed:AWS\/AWSManagedRulesCommonRuleSet$|^managed:(?!AWS\/)|^xss/i.test(text);
    if (need(someRuleActs(rules, filters))) return pass;
    if (need(acl.ManagedByFirewallManager)) need(unknown("elsewhere", { what: "Firewall Manager" }));
    return fail({ path: ["Rules"], found: { rules: rules.length }, expected: "AWSManagedRulesCommonRuleSet" });
  },
});
