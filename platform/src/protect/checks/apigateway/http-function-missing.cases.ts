import { defineCases, resource } from "../../cases.ts";

const arn = "arn:aws:lambda:ap-northeast-1:111122223333:function:f";
const given = { IntegrationType: "AWS_PROXY", IntegrationUri: arn };

export default defineCases<"HttpRoute">({
  pass: { "it exists": { given, beside: [resource("LambdaFunction", { Arn: arn })] } },
  fail: { "it was deleted": { given } },
  unknown: {
    "functions could not be listed": { given, gaps: ["LambdaFunction"] },
    "it is in another account": { given: { ...given, IntegrationUri: "arn:aws:lambda:ap-northeast-1:999988887777:function:f" } },
  },
  "not-applicable": {
    "an AWS service": { given: { IntegrationType: "AWS", IntegrationUri: "arn:aws:apigateway:ap-northeast-1:sqs:path/111122223333/q" } },
  },
});
