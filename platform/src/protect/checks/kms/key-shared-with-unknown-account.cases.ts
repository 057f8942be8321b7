import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const Policy = parsePolicy({
  Statement: {
    Sid: "Partner",
    Effect: "Allow",
    Principal: { AWS: "arn:aws:iam::999988887777:root" },
    Action: "kms:Decrypt",
    Resource: "*",
  },
});

export default defineCases<"KmsKey">({
  pass: {
    "own account": {
      given: {
        Policy: parsePolicy({
          Statement: { Effect: "Allow", Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "kms:*", Resource: "*" },
        }),
      },
    },
  },
  fail: {
    stranger: { given: { Policy }, subjects: ["Partner"] },
  },
  unknown: {
    "not readable": { given: { Policy: DENIED } },
  },
  manual: {
    "template without an account": { given: { account: "000000000000", Policy } },
  },
});
