import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { findFunction, functionReference } from "../../compute/functions.ts";

export const authorizerFunctionMissing = defineCheck({
  id: "apigateway/authorizer-function-missing",
  on: "RestAuthorizer",
  also: ["LambdaFunction"],
  severity: "medium",
  layer: "edge",
  topic: "identity-and-access",
  csf: ["PR.AC-1", "PR.AC-7"],
  meets: { "csa-sas-12": ["SAS-11"] },
  text: {
    en: {
      title: "The function of an authorizer does not exist",
      risk: "Every request that needs the authorizer fails; whoever may create a function of that name decides who is let in.",
      fix: "Restore the function or attach another authorizer, then delete this one.",
    },
    ja: {
      title: "オーソライザーの関数が存在しない",
      risk: "オーソライザーが必要なリクエストはすべて失敗します。また、同じ名前の関数を作成できる人が、誰を許可するかを決められてしまいます。",
      fix: "関数を復元するか、別のオーソライザーに切り替えてからこの設定を削除してください。",
    },
  },
  remedy: { cli: "aws apigateway delete-authorizer --rest-api-id <api> --authorizer-id <authorizer>" },
  judge(authorizer, need, world) {
    const uri = need(authorizer.AuthorizerUri);
    if (need(authorizer.Type) === "COGNITO_USER_POOLS" || uri === undefined) return notApplicable;
    if (need(functionReference(uri)) === undefined) return notApplicable;
    return need.outer(findFunction(uri, authorizer, world)) === undefined ? fail({ path: ["AuthorizerUri"], found: uri }) : pass;
  },
});
