import { fail, pass, unknown } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { someRuleActs } from "../../edge/apis.ts";

export const noRateLimit = defineCheck({
  id: "waf/no-rate-limit",
  on: "WebAcl",
  severity: "low",
  layer: "edge",
  topic: "infrastructure-protection",
  csf: ["PR.DS-4"],
  meets: { "csa-sas-12": ["SAS-8"] },
  text: {
    en: {
      title: "The web ACL has no rate limit",
      risk: "One address can send as many requests as it likes: password guessing, scraping and denial of wallet.",
      fix: "Add a rate-based rule with action Block, by IP address or by a forwarded header.",
    },
    ja: {
      title: "Web ACL にレート制限がない",
      risk: "1 つの IP アドレスから無制限にリクエストを送れるため、パスワード推測・大量収集・料金を膨らませる攻撃を受けます。",
      fix: "IP アドレスまたは転送ヘッダー単位のレートベースルールを、アクション Block で追加してください。",
    },
  },
  remedy: {
    cloudformation:
      "Rules:\n  - Name: rate\n    Priority: 1\n    Action: { Block: {} }\n    Statement:\n      RateBasedStatement: { Limit: 1000, AggregateKeyType: IP }\n    VisibilityConfig: { SampledRequestsEnabled: true, CloudWatchMetricsEnabled: true, MetricName: rate }",
  },
  judge(acl, need) {
    const rules = need.outer(acl.Rules);
    if (need(someRuleActs(rules, (statement) => /^rate-?based/i.test(statement)))) return pass;
    if (need(acl.ManagedByFirewallManager)) need(unknown("elsewhere", { what: "Firewall Manager" }));
    return fail({ path: ["Rules"], found: { rules: rules.length }, expected: "RateBasedStatement" });
  },
});
