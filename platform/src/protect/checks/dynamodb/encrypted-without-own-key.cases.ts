import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"DynamoTable">({
  pass: {
    "KMS key": { given: { SseType: "KMS" } },
  },
  fail: {
    "AWS's own key": { given: { SseType: "AWS_OWNED" } },
  },
  unknown: {
    "not readable": { given: { SseType: DENIED } },
  },
});
