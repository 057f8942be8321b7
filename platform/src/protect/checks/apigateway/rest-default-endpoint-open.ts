import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { domainsOf } from "../../edge/apis.ts";

export const restDefaultEndpointOpen = defineCheck({
  id: "apigateway/rest-default-endpoint-open",
  on: "RestApi",
  also: ["ApiDomainName"],
  severity: "low",
  layer: "edge",
  topic: "infrastructure-protection",
  csf: ["PR.AC-5"],
  meets: {},
  text: {
    en: {
      title: "The default endpoint stays open beside the custom domain",
      risk: "Whoever knows the execute-api address goes past what stands before the domain: mutual TLS, its TLS policy, a CDN with its web ACL.",
      fix: "Disable the execute-api endpoint once every client uses the domain.",
    },
    ja: {
      title: "カスタムドメインと別に既定のエンドポイントが有効",
      risk: "execute-api のアドレスを知る人は、カスタムドメイン側の相互 TLS・TLS ポリシー・WAF 付き CDN を経由せずに呼び出せます。",
      fix: "全クライアントがカスタムドメインへ移行した後、execute-api エンドポイントを無効にしてください。",
    },
  },
  remedy: {
    cli: "aws apigateway update-rest-api --rest-api-id <api> --patch-operations op=replace,path=/disableExecuteApiEndpoint,value=true",
    cloudformation: "DisableExecuteApiEndpoint: true",
    terraform: "disable_execute_api_endpoint = true",
  },
  judge(api, need, world) {
    if (need(api.DisableExecuteApiEndpoint)) return pass;
    const domains = domainsOf(need(api.RestApiId), api, world);
    if (domains.length > 0)
      return fail({ path: ["DisableExecuteApiEndpoint"], found: { domains: domains.map(({ name }) => name) }, expected: true });
    for (const domain of need.outer(world.inRegion("ApiDomainName", api))) for (const id of need.outer(domain.ApiIds)) need(id);
    return notApplicable;
  },
});
