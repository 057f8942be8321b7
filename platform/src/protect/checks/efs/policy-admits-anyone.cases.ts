import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

function policy(statement: object) {
  return parsePolicy({
    Statement: { Effect: "Allow", Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"], ...statement },
  });
}

export default defineCases<"FileSystem">({
  pass: {
    "no policy": { given: { Policy: undefined } },
    "one role": { given: { Policy: policy({ Principal: { AWS: "arn:aws:iam::111122223333:role/app" } }) } },
    "everyone, through a mount target": {
      given: { Policy: policy({ Principal: { AWS: "*" }, Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } } }) },
    },
  },
  fail: {
    everyone: { given: { Policy: policy({ Sid: "open", Principal: { AWS: "*" } }) }, subjects: ["open"] },
    "everyone with TLS": {
      given: { Policy: policy({ Principal: "*", Condition: { Bool: { "aws:SecureTransport": "true" } } }) },
      subjects: ["0"],
    },
  },
  unknown: {
    "the policy was denied": { given: { Policy: DENIED } },
    "its principal is a parameter": { given: { Policy: policy({ Principal: { AWS: DENIED } }) } },
  },
});
