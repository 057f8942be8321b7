import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"LambdaFunction">({
  pass: {
    "a configuration is attached": {
      given: { PackageType: "Zip", CodeSigningConfigArn: "arn:aws:lambda:ap-northeast-1:111122223333:code-signing-config:csc-0" },
    },
  },
  fail: { "none is attached": { given: { PackageType: "Zip", CodeSigningConfigArn: undefined } } },
  unknown: { "the read was denied": { given: { PackageType: "Zip", CodeSigningConfigArn: DENIED } } },
  "not-applicable": { "images are signed otherwise": { given: { PackageType: "Image" } } },
});
