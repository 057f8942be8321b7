import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const webAclWithoutRules = defineCheck({
  id: "waf/web-acl-without-rules",
  on: "WebAcl",
  severity: "medium",
  layer: "edge",
  topic: "infrastructure-protection",
  csf: ["PR.AC-5", "PR.PT-4"],
  meets: { "aws-fsbp": ["WAF.10"], "aws-config": ["wafv2-webacl-not-empty"] },
  text: {
    en: {
      title: "The web ACL has no rules and lets everything through",
      risk: "It looks like protection in every overview and stops nothing.",
      fix: "Add managed rule groups and a rate limit, or delete the web ACL.",
    },
    ja: {
      title: "Web ACL にルールがなく、すべてを許可",
      risk: "一覧では保護されているように見えますが、何も防いでいません。",
      fix: "マネージドルールグループとレート制限を追加するか、Web ACL を削除してください。",
    },
  },
  remedy: {
    cli: "aws wafv2 update-web-acl --name <name> --scope <scope> --id <id> --lock-token <token> --default-action Allow={} --rules file://rules.json --visibility-config <…>",
    cloudformation:
      "Rules:\n  - Name: common\n    Priority: 0\n    OverrideAction: { None: {} }\n    Statement:\n      ManagedRuleGroupStatement: { VendorName: AWS, Name: AWSManagedRulesCommonRuleSet }\n    VisibilityConfig: { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: common }",
  },
  judge(acl, need) {
    if (need.outer(acl.Rules).length > 0 || need(acl.ManagedByFirewallManager) || need(acl.DefaultAction) === "Block") return pass;
    return fail({ path: ["Rules"], found: { DefaultAction: "Allow", rules: 0 } });
  },
});
