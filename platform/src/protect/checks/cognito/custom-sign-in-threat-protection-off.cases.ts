import { DENIED, defineCases } from "../../cases.ts";

const LambdaTriggers = { DefineAuthChallenge: "arn:aws:lambda:ap-northeast-1:111122223333:function:define" };

export default defineCases<"UserPool">({
  pass: {
    enforced: { given: { LambdaTriggers, CustomAuthSecurityMode: "ENFORCED" } },
  },
  fail: {
    "only watched": { given: { LambdaTriggers, CustomAuthSecurityMode: "AUDIT" } },
    "not set": { given: { LambdaTriggers, CustomAuthSecurityMode: undefined } },
  },
  unknown: {
    "not readable": { given: { LambdaTriggers, CustomAuthSecurityMode: DENIED } },
    "triggers not readable": { given: { LambdaTriggers: DENIED, CustomAuthSecurityMode: undefined } },
  },
  "not-applicable": {
    "no custom sign-in": {
      given: { LambdaTriggers: { PreSignUp: "arn:aws:lambda:ap-northeast-1:111122223333:function:f" }, CustomAuthSecurityMode: undefined },
    },
  },
});
