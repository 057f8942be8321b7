import { parsePolicy, unknown } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const doc = (statement: object) => ({
  AwsManaged: false,
  PolicyDocument: parsePolicy({ Statement: [{ Sid: "S", Effect: "Allow", ...statement }] }),
  name: "p",
});

export default defineCases<"ManagedPolicy">({
  pass: {
    "one key": { given: doc({ Action: "kms:Decrypt", Resource: "arn:aws:kms:ap-northeast-1:111122223333:key/3f25" }) },
    "every key, but only to encrypt": { given: doc({ Action: "kms:Encrypt", Resource: "*" }) },
    "every key with a certain alias": {
      given: doc({ Action: "kms:Decrypt", Resource: "*", Condition: { StringEquals: { "kms:ResourceAliases": "alias/app" } } }),
    },
    "decrypting is excepted": { given: doc({ NotAction: ["kms:Decrypt", "kms:ReEncrypt*"], Resource: "*" }) },
  },
  fail: {
    "every key": { given: doc({ Action: ["kms:Decrypt"], Resource: "*" }), subjects: ["p/S"] },
    "wildcard in the action": { given: doc({ Action: "kms:ReEncrypt*", Resource: "arn:aws:kms:*:*:key/*" }) },
    "every key of the account": { given: doc({ Action: "KMS:*", Resource: "arn:aws:kms:*:111122223333:key/*" }) },
    "through a service is still every key": {
      given: doc({
        Action: "kms:Decrypt",
        Resource: "*",
        Condition: { StringEquals: { "kms:ViaService": "s3.ap-northeast-1.amazonaws.com" } },
      }),
    },
    "everything except something else": { given: doc({ NotAction: "iam:*", Resource: "*" }) },
  },
  unknown: {
    "document not readable": { given: { AwsManaged: false, name: "p", PolicyDocument: DENIED } },
    "resource not known": {
      given: {
        AwsManaged: false,
        name: "p",
        PolicyDocument: parsePolicy({ Statement: [{ Effect: "Allow", Action: "kms:Decrypt", Resource: unknown("elsewhere") }] }),
      },
    },
  },
  "not-applicable": {
    "policy of AWS": { given: { ...doc({ Action: "*", Resource: "*" }), AwsManaged: true } },
  },
});
