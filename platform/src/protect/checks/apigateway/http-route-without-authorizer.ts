import { fail, knownOr, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const httpRouteWithoutAuthorizer = defineCheck({
  id: "apigateway/http-route-without-authorizer",
  on: "HttpRoute",
  severity: "high",
  layer: "edge",
  topic: "identity-and-access",
  csf: ["PR.AC-1", "PR.AC-4", "PR.AC-7"],
  meets: {
    "aws-fsbp": ["APIGateway.8"],
    "aws-config": ["api-gwv2-authorization-type-configured"],
    "owasp-serverless-top10": ["S2:2018"],
    "csa-sas-12": ["SAS-2"],
  },
  text: {
    en: {
      title: "A route asks nobody who they are",
      risk: "Everyone on the internet can call the route and what stands behind it.",
      fix: "Attach a JWT or Lambda authorizer, or AWS_IAM, to the route; for a WebSocket API to $connect. Say so in an exception when the route is meant for everyone.",
    },
    ja: {
      title: "ルートに認可の設定がない",
      risk: "インターネット上の誰でも、ルートとその背後の処理を呼び出せます。",
      fix: "ルート（WebSocket API では $connect）に、JWT オーソライザー・Lambda オーソライザーまたは AWS_IAM を設定してください。誰でも使うためのルートであれば、例外として登録してください。",
    },
  },
  remedy: {
    cli: "aws apigatewayv2 update-route --api-id <api> --route-id <route> --authorization-type JWT --authorizer-id <authorizer>",
    cloudformation: "AuthorizationType: JWT\nAuthorizerId: !Ref <Authorizer>",
    terraform: 'authorization_type = "JWT"\nauthorizer_id      = aws_apigatewayv2_authorizer.<name>.id',
  },
  judge(route, need) {
    const key = need(route.RouteKey);
    if (need(route.ProtocolType) === "WEBSOCKET" ? key !== "$connect" : key.toUpperCase().startsWith("OPTIONS ")) return notApplicable;
    const type = need(route.AuthorizationType);
    return type === "NONE"
      ? fail({
          path: ["AuthorizationType"],
          found: { route: key, AuthorizationType: type, ApiKeyRequired: knownOr(route.ApiKeyRequired, undefined) },
        })
      : pass;
  },
});
