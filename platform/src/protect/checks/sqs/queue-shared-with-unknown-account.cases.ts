import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases, resource } from "../../cases.ts";

const Policy = parsePolicy({
  Statement: { Sid: "Partner", Effect: "Allow", Principal: { AWS: "arn:aws:iam::999988887777:root" }, Action: "sqs:*", Resource: "*" },
});

export default defineCases<"Queue">({
  pass: {
    "no policy": { given: { Policy: undefined } },
    "trusted in the settings": { given: { Policy }, settings: { trustedAccounts: ["999988887777"] } },
    "member of the organisation": {
      given: { Policy },
      beside: [resource("Account", { Organization: { Id: "o-a", ManagementAccount: "111122223333", MemberAccounts: ["999988887777"] } })],
    },
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
