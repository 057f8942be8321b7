import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { domainsOf } from "../../edge/apis.ts";

export const httpDefaultEndpointOpen = defineCheck({
  id: "apigateway/http-default-endpoint-open",
  on: "HttpApi",
  also: ["ApiDomainName"],
  severity: "low",
  layer: "edge",
  topic: "infrastructure-protection",
  csf: ["PR.AC-5"],
  meets: {},
  text: {
    en: {
      title: "The HTTP API's default endpoint stays open beside the custom domain",
      risk: "Callers of the execute-api address go past mutual TLS, and past the CDN and web ACL in front of the domain; an HTTP API has no WAF of its own.",
      fix: "Set DisableExecuteApiEndpoint once every client uses the domain.",
    },
    ja: {
      title: "HTTP API の既定エンドポイントがカスタムドメインと併存",
      risk: "execute-api のアドレスを使うと、相互 TLS やドメイン前段の CDN・WAF を経由しません。HTTP API には WAF を直接設定できません。",
      fix: "全クライアントがカスタムドメインへ移行した後、DisableExecuteApiEndpoint を有効にしてください。",
    },
  },
  remedy: {
    cli: "aws apigatewayv2 update-api --api-id <api> --disable-execute-api-endpoint",
    cloudformation: "DisableExecuteApiEndpoint: true",
    terraform: "disable_execute_api_endpoint = true",
  },
  judge(api, need, world) {
    if (need(api.DisableExecuteApiEndpoint)) return pass;
    const domains = domainsOf(need(api.ApiId), api, world);
    if (domains.length > 0)
      return fail({ path: ["DisableExecuteApiEndpoint"], found: { domains: domains.map(({ name }) => name) }, expected: true });
    for (const domain of need.outer(world.inRegion("ApiDomainName", api))) for (const id of need.outer(domain.ApiIds)) need(id);
    return notApplicable;
  },
});
