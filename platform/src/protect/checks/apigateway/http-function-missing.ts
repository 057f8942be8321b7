import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { findFunction, functionReference } from "../../compute/functions.ts";

export const httpFunctionMissing = defineCheck({
  id: "apigateway/http-function-missing",
  on: "HttpRoute",
  also: ["LambdaFunction"],
  severity: "low",
  layer: "edge",
  topic: "infrastructure-protection",
  csf: ["ID.AM-2", "PR.IP-1"],
  meets: { "csa-sas-12": ["SAS-11"] },
  text: {
    en: {
      title: "A route calls a function that does not exist",
      risk: "The route is left over: it answers errors, and a new function of the same name would inherit its traffic.",
      fix: "Delete the route or restore the function.",
    },
    ja: {
      title: "ルートが存在しない関数を呼び出す",
      risk: "使われていないルートが残っています。エラーしか返さず、同じ名前で作成された関数がトラフィックを引き継いでしまいます。",
      fix: "ルートを削除するか、関数を復元してください。",
    },
  },
  remedy: { cli: "aws apigatewayv2 delete-route --api-id <api> --route-id <route>" },
  judge(route, need, world) {
    const uri = need(route.IntegrationUri);
    if (uri === undefined || !["AWS", "AWS_PROXY"].includes(need(route.IntegrationType) ?? "")) return notApplicable;
    const reference = need(functionReference(uri));
    if (reference === undefined) return notApplicable;
    return need.outer(findFunction(uri, route, world)) === undefined ? fail({ path: ["IntegrationUri"], found: reference.name }) : pass;
  },
});
