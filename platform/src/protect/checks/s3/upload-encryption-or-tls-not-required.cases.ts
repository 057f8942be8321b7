import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const Arn = "arn:aws:s3:::b";
const Policy = parsePolicy({
  Statement: {
    Effect: "Deny",
    Principal: "*",
    Action: "s3:*",
    Resource: "arn:aws:s3:::b/*",
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  },
});
const Encryption = { Algorithm: "AES256", KmsKeyId: undefined };

export default defineCases<"Bucket">({
  pass: {
    "default encryption and a Deny for plain HTTP": { given: { Arn, Policy, Encryption } },
  },
  fail: {
    "no Deny": { given: { Arn, Policy: undefined, Encryption }, subjects: ["tls"] },
    neither: { given: { Arn, Policy: undefined, Encryption: undefined }, subjects: ["encryption", "tls"] },
    "both conditions merged into one statement": {
      given: {
        Arn,
        Encryption,
        Policy: parsePolicy({
          Statement: {
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: "*",
            Condition: { Bool: { "aws:SecureTransport": "false" }, Null: { "s3:x-amz-server-side-encryption": "true" } },
          },
        }),
      },
      subjects: ["tls"],
    },
  },
  unknown: {
    "policy not readable": { given: { Arn, Policy: DENIED, Encryption } },
    "encryption not readable": { given: { Arn, Policy, Encryption: DENIED } },
  },
});
