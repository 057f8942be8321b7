import { fail, pass, unknown } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const domainTlsOutdated = defineCheck({
  id: "apigateway/domain-tls-outdated",
  on: "ApiDomainName",
  severity: "medium",
  layer: "edge",
  topic: "data-protection",
  csf: ["PR.DS-2"],
  meets: { "aws-fsbp": ["APIGateway.11"] },
  text: {
    en: {
      title: "The custom domain accepts TLS 1.0 and 1.1",
      risk: "Old protocol versions have known weaknesses; connections can be downgraded to them.",
      fix: "Set the security policy to a TLS 1.3 policy, at least TLS_1_2.",
    },
    ja: {
      title: "カスタムドメインが TLS 1.0・1.1 を許可",
      risk: "古い TLS には既知の弱点があり、接続を古いバージョンに引き下げられるおそれがあります。",
      fix: "セキュリティポリシーを TLS 1.3 のポリシー、少なくとも TLS_1_2 に変更してください。",
    },
  },
  remedy: {
    cli: "aws apigateway update-domain-name --domain-name <domain> --patch-operations op=replace,path=/securityPolicy,value=TLS_1_2",
    cloudformation: "SecurityPolicy: TLS_1_2",
  },
  judge(domain, need) {
    const policy = need(domain.SecurityPolicy ?? unknown("known-after-deploy", { what: "SecurityPolicy" }));
    return policy === "TLS_1_0" ? fail({ path: ["SecurityPolicy"], found: policy, expected: "TLS_1_2" }) : pass;
  },
});
