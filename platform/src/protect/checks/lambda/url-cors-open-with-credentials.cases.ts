import { DENIED, defineCases } from "../../cases.ts";

const url = { Qualifier: undefined, AuthType: "AWS_IAM" as const, InvokeMode: undefined };

export default defineCases<"LambdaFunction">({
  pass: {
    "no CORS": { given: { Urls: [{ ...url, Cors: undefined }] } },
    "any origin without credentials": { given: { Urls: [{ ...url, Cors: { AllowOrigins: ["*"] } }] } },
    "one origin with credentials": {
      given: { Urls: [{ ...url, Cors: { AllowOrigins: ["https://shop.example.com"], AllowCredentials: true } }] },
    },
  },
  fail: {
    "any origin with credentials": {
      given: { Urls: [{ ...url, Cors: { AllowOrigins: ["*"], AllowCredentials: true } }] },
      subjects: ["$LATEST"],
    },
    "any HTTPS origin among others": {
      given: { Urls: [{ ...url, Cors: { AllowOrigins: ["https://a.example.com", "https://*"], AllowCredentials: true } }] },
    },
  },
  unknown: {
    "URLs could not be listed": { given: { Urls: DENIED } },
    "CORS is not known": { given: { Urls: [{ ...url, Cors: DENIED }] } },
  },
  "not-applicable": { "no URL": { given: { Urls: [] } } },
});
