import { fail, isUnknown, knownOr, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { restApiOf } from "../../edge/apis.ts";
import { readPolicy } from "../../iam/reader.ts";

export const restMethodWithoutAuthorizer = defineCheck({
  id: "apigateway/rest-method-without-authorizer",
  on: "RestMethod",
  also: ["RestApi"],
  severity: "high",
  layer: "edge",
  topic: "identity-and-access",
  csf: ["PR.AC-1", "PR.AC-4", "PR.AC-7"],
  meets: { "owasp-serverless-top10": ["S2:2018"], "csa-sas-12": ["SAS-2"] },
  text: {
    en: {
      title: "A REST method asks nobody who they are",
      risk: "Everyone who can reach the API can call the method and what stands behind it. An API key only counts callers; it does not prove who they are.",
      fix: "Attach an authorizer (Cognito, Lambda) or AWS_IAM to the method, or set it as the API's default. Say so in an exception when the method is meant for everyone.",
    },
    ja: {
      title: "REST メソッドに認可の設定がない",
      risk: "API に到達できる人は誰でも、メソッドとその背後の処理を呼び出せます。API キーは利用者の区別に使うもので、本人であることは証明しません。",
      fix: "メソッドまたは API の既定として、オーソライザー（Cognito・Lambda）か AWS_IAM を設定してください。誰でも使うためのメソッドであれば、例外として登録してください。",
    },
  },
  remedy: {
    cli: "aws apigateway update-method --rest-api-id <api> --resource-id <resource> --http-method <method> --patch-operations op=replace,path=/authorizationType,value=COGNITO_USER_POOLS op=replace,path=/authorizerId,value=<authorizer>",
    cloudformation: "Auth:\n  DefaultAuthorizer: <Authorizer>",
    terraform: 'authorization = "COGNITO_USER_POOLS"\nauthorizer_id = aws_api_gateway_authorizer.<name>.id',
  },
  severityOf(method, world) {
    const api = restApiOf(method.RestApiId, method, world);
    return !isUnknown(api) && api && !isUnknown(api.EndpointTypes) && api.EndpointTypes.includes("PRIVATE") ? "low" : "high";
  },
  judge(method, need, world) {
    // Browsers send the preflight without credentials, and a mock answers without anything behind it.
    if (need(method.HttpMethod).toUpperCase() === "OPTIONS") return notApplicable;
    if (need(method.AuthorizationType) !== "NONE") return pass;
    if (need(method.IntegrationType)?.toUpperCase() === "MOCK") return notApplicable;
    const api = need.outer(restApiOf(method.RestApiId, method, world));
    const policy = api === undefined ? undefined : need.outer(api.Policy);
    if (policy !== undefined) {
      const { admissions, undecided } = readPolicy(policy, { account: method.account, actions: ["execute-api:invoke"] });
      if (!admissions.some(({ audience }) => audience.who === "anyone")) {
        if (undecided.length > 0) need(undecided[0]);
        return pass;
      }
    }
    return fail({
      path: ["AuthorizationType"],
      found: {
        method: `${need(method.HttpMethod)} ${need(method.ResourcePath)}`,
        AuthorizationType: "NONE",
        ApiKeyRequired: knownOr(method.ApiKeyRequired, undefined),
      },
    });
  },
});
