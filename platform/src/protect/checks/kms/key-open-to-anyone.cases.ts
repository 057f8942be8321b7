import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const use = { Sid: "Use", Effect: "Allow", Principal: { AWS: "*" }, Action: ["kms:Decrypt"], Resource: "*" };
const policy = (...Statement: object[]) => ({ Policy: parsePolicy({ Statement }) });

export default defineCases<"KmsKey">({
  pass: {
    "the account's root": { given: policy({ ...use, Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "kms:*" }) },
    "as AWS's own keys do it: caller's account through a service": {
      given: policy({
        ...use,
        Condition: { StringEquals: { "kms:CallerAccount": "111122223333", "kms:ViaService": "lambda.ap-northeast-1.amazonaws.com" } },
      }),
    },
  },
  fail: {
    everyone: { given: policy(use), subjects: ["Use"] },
    "everyone who knows the encryption context": {
      given: policy({ ...use, Condition: { StringEquals: { "kms:EncryptionContext:app": "x" } } }),
      subjects: ["Use"],
    },
  },
  unknown: {
    "not readable": { given: { Policy: DENIED } },
  },
});
