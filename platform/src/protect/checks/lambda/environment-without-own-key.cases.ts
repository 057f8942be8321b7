import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"LambdaFunction">({
  pass: {
    "a key of one's own": { given: { Environment: { TABLE: "orders" }, KmsKeyArn: "arn:aws:kms:ap-northeast-1:111122223333:key/1" } },
  },
  fail: {
    "the default key": { given: { Environment: { TABLE: "orders" }, KmsKeyArn: undefined } },
    "values unknown, names known": { given: { Environment: { TABLE: DENIED }, KmsKeyArn: undefined } },
  },
  unknown: {
    "the environment could not be read": { given: { Environment: DENIED } },
    "the key could not be read": { given: { Environment: { A: "1" }, KmsKeyArn: DENIED } },
  },
  "not-applicable": { "no variables": { given: { Environment: {} } } },
});
