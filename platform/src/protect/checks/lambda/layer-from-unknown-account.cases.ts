import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"LambdaFunction">({
  pass: {
    "no layers": { given: { Layers: [] } },
    "the own account": { given: { Layers: ["arn:aws:lambda:ap-northeast-1:111122223333:layer:common:3"] } },
    "AWS's own": { given: { Layers: ["arn:aws:lambda:ap-northeast-1:017000801446:layer:AWSLambdaPowertoolsPythonV3-python312-x86_64:1"] } },
    "a trusted publisher": {
      given: { Layers: ["arn:aws:lambda:ap-northeast-1:464622532012:layer:Datadog-Extension:1"] },
      settings: { trustedAccounts: ["464622532012"] },
    },
  },
  fail: {
    "a stranger's": {
      given: { Layers: ["arn:aws:lambda:ap-northeast-1:999988887777:layer:common:3"] },
      subjects: ["999988887777:layer:common"],
    },
    "proven beside one that is not known": { given: { Layers: [DENIED, "arn:aws:lambda:ap-northeast-1:999988887777:layer:common:3"] } },
  },
  unknown: { "a layer is not known": { given: { Layers: [DENIED] } }, "the list was denied": { given: { Layers: DENIED } } },
  manual: {
    "a template for an account it does not name": {
      given: { account: "000000000000", Layers: ["arn:aws:lambda:ap-northeast-1:999988887777:layer:common:3"] },
    },
    "a name of AWS's in an account we cannot place": {
      given: { Layers: ["arn:aws:lambda:eu-north-1:999988887777:layer:AWS-AppConfig-Extension:3"] },
    },
  },
});
