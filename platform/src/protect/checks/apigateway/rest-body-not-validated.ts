import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const restBodyNotValidated = defineCheck({
  id: "apigateway/rest-body-not-validated",
  on: "RestMethod",
  severity: "low",
  layer: "edge",
  topic: "infrastructure-protection",
  csf: ["PR.DS-6", "PR.PT-4"],
  meets: { "owasp-serverless-top10": ["S1:2018"], "csa-sas-12": ["SAS-1"] },
  text: {
    en: {
      title: "A REST method takes any body",
      risk: "Malformed and oversized input reaches the function, which must then defend itself against injection alone.",
      fix: "Describe the body as a model (JSON schema with maxLength, maxItems and additionalProperties: false) and attach a request validator that checks bodies.",
    },
    ja: {
      title: "REST メソッドがリクエスト本文を検証していない",
      risk: "不正な形式や過大な入力がそのまま関数に届き、インジェクションなどへの防御が関数だけに委ねられます。",
      fix: "本文をモデル（maxLength・maxItems・additionalProperties: false を指定した JSON スキーマ）で定義し、本文を検証するリクエストバリデーターを設定してください。",
    },
  },
  remedy: {
    cli: "aws apigateway create-request-validator --rest-api-id <api> --name body --validate-request-body",
    cloudformation: "RequestValidatorId: !Ref <Validator>\nRequestModels:\n  application/json: !Ref <Model>",
  },
  judge(method, need) {
    if (!["POST", "PUT", "PATCH"].includes(need(method.HttpMethod).toUpperCase())) return notApplicable;
    const validates = need(method.ValidatesBody);
    if (validates && Object.keys(need(method.RequestModels)).length > 0) return pass;
    return fail(
      validates
        ? { subject: "model", path: ["RequestModels"], found: {} }
        : { subject: "validator", path: ["RequestValidatorId"], found: need(method.RequestValidatorId) },
    );
  },
});
