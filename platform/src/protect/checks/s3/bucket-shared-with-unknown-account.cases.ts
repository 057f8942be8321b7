import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases, resource } from "../../cases.ts";

const share = {
  Sid: "Partner",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::999988887777:root" },
  Action: "s3:GetObject",
  Resource: "*",
};

export default defineCases<"Bucket">({
  pass: {
    "no policy": { given: { Policy: undefined } },
    "own account": { given: { Policy: parsePolicy({ Statement: [{ ...share, Principal: { AWS: "111122223333" } }] }) } },
    "trusted in the settings": { given: { Policy: parsePolicy({ Statement: [share] }) }, settings: { trustedAccounts: ["999988887777"] } },
    "load balancer logs of AWS": {
      given: { Policy: parsePolicy({ Statement: [{ ...share, Principal: { AWS: "arn:aws:iam::582318560864:root" } }] }) },
    },
  },
  fail: {
    stranger: { given: { Policy: parsePolicy({ Statement: [share] }) }, subjects: ["Partner"] },
  },
  unknown: {
    "policy not readable": { given: { Policy: DENIED } },
    "members of the organisation not readable": {
      given: { Policy: parsePolicy({ Statement: [share] }) },
      beside: [resource("Account", { Organization: DENIED })],
    },
  },
  manual: {
    "template without an account": { given: { account: "000000000000", Policy: parsePolicy({ Statement: [share] }) } },
  },
});
