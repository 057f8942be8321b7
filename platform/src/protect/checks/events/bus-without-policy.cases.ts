import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"EventBus">({
  pass: {
    "has a policy": {
      given: {
        Name: "orders",
        Policy: parsePolicy({
          Statement: [{ Effect: "Allow", Principal: { AWS: "111122223333" }, Action: "events:PutEvents", Resource: "*" }],
        }),
      },
    },
  },
  fail: {
    none: { given: { Name: "orders", Policy: undefined } },
    empty: { given: { Name: "orders", Policy: parsePolicy({ Statement: [] }) } },
  },
  unknown: {
    "policy not readable": { given: { Name: "orders", Policy: DENIED } },
  },
  "not-applicable": {
    "the default bus": { given: { Name: "default", Policy: undefined } },
  },
});
