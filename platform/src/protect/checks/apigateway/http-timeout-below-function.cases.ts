import { DENIED, defineCases, resource } from "../../cases.ts";

const arn = "arn:aws:lambda:ap-northeast-1:111122223333:function:f";
const given = {
  IntegrationType: "AWS_PROXY",
  IntegrationUri: `arn:aws:apigateway:ap-northeast-1:lambda:path/2015-03-31/functions/${arn}:live/invocations`,
  IntegrationTimeoutMs: undefined,
};
const fn = (Timeout: number | typeof DENIED) => [resource("LambdaFunction", { Arn: arn, name: "f", Timeout })];

export default defineCases<"HttpRoute">({
  pass: {
    "the API waits longer": { given, beside: fn(10) },
    "exactly as long": { given: { ...given, IntegrationTimeoutMs: 10_000 }, beside: fn(10) },
  },
  fail: {
    "the function may run for a minute": { given, beside: fn(60) },
    "the API gives up after a second": { given: { ...given, IntegrationTimeoutMs: 1000 }, beside: fn(3) },
  },
  unknown: {
    "the timeout is not known": { given, beside: fn(DENIED) },
    "a stage variable names the function": {
      given: {
        ...given,
        IntegrationUri:
          "arn:aws:apigateway:r:lambda:path/2015-03-31/functions/arn:aws:lambda:r:111122223333:function:${stageVariables.fn}/invocations",
      },
    },
  },
  "not-applicable": { "another backend": { given: { ...given, IntegrationType: "HTTP_PROXY" } } },
});
