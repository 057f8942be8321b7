import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const restParametersNotValidated = defineCheck({
  id: "apigateway/rest-parameters-not-validated",
  on: "RestMethod",
  severity: "info",
  layer: "edge",
  topic: "infrastructure-protection",
  csf: ["PR.DS-6"],
  meets: { "owasp-serverless-top10": ["S1:2018"], "csa-sas-12": ["SAS-1"] },
  text: {
    en: {
      title: "Required parameters of a REST method are not enforced",
      risk: "The method declares required parameters, but no validator checks them: requests without them reach the function.",
      fix: "Attach a request validator that checks parameters.",
    },
    ja: {
      title: "REST メソッドの必須パラメーターが検証されていない",
      risk: "必須パラメーターが宣言されていますが、検証するバリデーターがないため、欠けたリクエストも関数に届きます。",
      fix: "パラメーターを検証するリクエストバリデーターを設定してください。",
    },
  },
  remedy: {
    cli: "aws apigateway create-request-validator --rest-api-id <api> --name parameters --validate-request-parameters",
    cloudformation: "RequestValidatorId: !Ref <Validator>",
  },
  judge(method, need) {
    const required = Object.entries(need(method.RequestParameters)).filter(
      ([name, wanted]) => wanted && !name.startsWith("method.request.path."),
    );
    if (required.length === 0) return notApplicable;
    return need(method.ValidatesParameters)
      ? pass
      : fail({ path: ["RequestValidatorId"], found: { required: required.map(([name]) => name) } });
  },
});
