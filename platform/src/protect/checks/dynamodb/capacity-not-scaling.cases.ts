import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"DynamoTable">({
  pass: {
    "per request": { given: { BillingMode: "PAY_PER_REQUEST", AutoScaled: undefined } },
    "provisioned and scaled": { given: { BillingMode: "PROVISIONED", AutoScaled: true } },
  },
  fail: {
    "provisioned, fixed": { given: { BillingMode: "PROVISIONED", AutoScaled: false } },
  },
  unknown: {
    "scaling policies not readable": { given: { BillingMode: "PROVISIONED", AutoScaled: DENIED } },
    "billing mode not readable": { given: { BillingMode: DENIED, AutoScaled: undefined } },
  },
});
