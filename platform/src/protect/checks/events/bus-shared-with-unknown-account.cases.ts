import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const Policy = parsePolicy({
  Statement: { Sid: "Partner", Effect: "Allow", Principal: { AWS: "999988887777" }, Action: "events:PutEvents", Resource: "*" },
});

export default defineCases<"EventBus">({
  pass: {
    "no policy": { given: { Policy: undefined } },
    "trusted in the settings": { given: { Policy }, settings: { trustedAccounts: ["999988887777"] } },
  },
  fail: {
    stranger: { given: { Policy }, subjects: ["Partner"] },
  },
  unknown: {
    "policy not readable": { given: { Policy: DENIED } },
  },
  manual: {
    "template without an account": { given: { account: "000000000000", Policy } },
  },
});
