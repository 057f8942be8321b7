import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const Policy = parsePolicy({
  Statement: { Sid: "Partner", Effect: "Allow", Principal: { AWS: "999988887777" }, Action: "dynamodb:GetItem", Resource: "*" },
});

export default defineCases<"DynamoTable">({
  pass: {
    "no policy": { given: { Policy: undefined } },
  },
  fail: {
    stranger: { given: { Policy }, subjects: ["Partner"] },
    "stranger, by the policy of the stream": { given: { Policy: undefined, StreamPolicy: Policy }, subjects: ["Partner"] },
  },
  unknown: {
    "not readable": { given: { Policy: DENIED } },
  },
  manual: {
    "template without an account": { given: { account: "000000000000", Policy } },
  },
});
