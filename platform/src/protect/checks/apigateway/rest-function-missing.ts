import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { findFunction, functionReference } from "../../compute/functions.ts";

export const restFunctionMissing = defineCheck({
  id: "apigateway/rest-function-missing",
  on: "RestMethod",
  also: ["LambdaFunction"],
  severity: "low",
  layer: "edge",
  topic: "infrastructure-protection",
  csf: ["ID.AM-2", "PR.IP-1"],
  meets: { "csa-sas-12": ["SAS-11"] },
  text: {
    en: {
      title: "A REST method calls a function that does not exist",
      risk: "The method only answers errors. Whoever may create a function of that name receives the requests, with their tokens.",
      fix: "Delete the method or restore the function.",
    },
    ja: {
      title: "REST メソッドが存在しない関数を呼び出す",
      risk: "メソッドはエラーしか返しません。同じ名前の関数を作成できる人が、トークンを含むリクエストを受け取れてしまいます。",
      fix: "メソッドを削除するか、関数を復元してください。",
    },
  },
  remedy: { cli: "aws apigateway delete-method --rest-api-id <api> --resource-id <resource> --http-method <method>" },
  judge(method, need, world) {
    const uri = need(method.IntegrationUri);
    if (uri === undefined || !["AWS", "AWS_PROXY"].includes(need(method.IntegrationType) ?? "")) return notApplicable;
    const reference = need(functionReference(uri));
    if (reference === undefined) return notApplicable;
    return need.outer(findFunction(uri, method, world)) === undefined ? fail({ path: ["IntegrationUri"], found: reference.name }) : pass;
  },
});
