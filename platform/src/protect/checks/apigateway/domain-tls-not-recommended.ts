import { fail, notApplicable, pass, unknown } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

const RECOMMENDED: ReadonlySet<string> = new Set([
  "SecurityPolicy_TLS13_1_3_2025_09",
  "SecurityPolicy_TLS13_1_3_FIPS_2025_09",
  "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
  "SecurityPolicy_TLS13_2025_EDGE",
  "SecurityPolicy_TLS12_PFS_2025_EDGE",
]);

export const domainTlsNotRecommended = defineCheck({
  id: "apigateway/domain-tls-not-recommended",
  on: "ApiDomainName",
  severity: "low",
  layer: "edge",
  topic: "data-protection",
  csf: ["PR.DS-2"],
  meets: { "aws-fsbp": ["APIGateway.11"] },
  text: {
    en: {
      title: "The custom domain does not use a recommended TLS policy",
      risk: "The legacy policies still offer cipher suites without forward secrecy: recorded traffic can be read once a key is lost.",
      fix: "Choose one of the recommended security policies with TLS 1.3 or forward secrecy.",
    },
    ja: {
      title: "カスタムドメインが推奨 TLS ポリシーを使っていない",
      risk: "従来のポリシーには前方秘匿性のない暗号スイートが残っており、鍵が漏れると記録された通信を解読されます。",
      fix: "TLS 1.3 または前方秘匿性に対応した推奨セキュリティポリシーを選択してください。",
    },
  },
  remedy: {
    cli: "aws apigateway update-domain-name --domain-name <domain> --patch-operations op=replace,path=/securityPolicy,value=SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
    cloudformation: "SecurityPolicy: SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
  },
  judge(domain, need) {
    const policy = need(domain.SecurityPolicy ?? unknown("known-after-deploy", { what: "SecurityPolicy" }));
    // TLS 1.0 is the stronger fault, and apigateway/domain-tls-outdated says it.
    if (policy === "TLS_1_0") return notApplicable;
    return RECOMMENDED.has(policy) ? pass : fail({ path: ["SecurityPolicy"], found: policy, expected: [...RECOMMENDED] });
  },
});
