import { defineCases, resource } from "../../cases.ts";

const arn = "arn:aws:lambda:ap-northeast-1:111122223333:function:auth";
const AuthorizerUri = `arn:aws:apigateway:ap-northeast-1:lambda:path/2015-03-31/functions/${arn}/invocations`;

export default defineCases<"RestAuthorizer">({
  pass: { "it exists": { given: { Type: "TOKEN", AuthorizerUri }, beside: [resource("LambdaFunction", { Arn: arn })] } },
  fail: { "it was deleted": { given: { Type: "REQUEST", AuthorizerUri } } },
  unknown: { "functions could not be listed": { given: { Type: "TOKEN", AuthorizerUri }, gaps: ["LambdaFunction"] } },
  "not-applicable": { "a Cognito pool": { given: { Type: "COGNITO_USER_POOLS", AuthorizerUri: undefined } } },
});
