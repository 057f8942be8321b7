import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases, resource } from "../../cases.ts";

const Policy = parsePolicy({
  Statement: { Sid: "Partner", Effect: "Allow", Principal: { AWS: "arn:aws:iam::999988887777:root" }, Action: "sqs:*", Resource: "*" },
});

const through = (Condition: object, Principal: unknown = "*") =>
  parsePolicy({ Statement: { Sid: "S", Effect: "Allow", Principal, Action: "sqs:SendMessage", Resource: "*", Condition } });
const own = resource("Account", { Organization: { Id: "o-own", ManagementAccount: "111122223333", MemberAccounts: [] } });

export default defineCases<"Queue">({
  pass: {
    "no policy": { given: { Policy: undefined } },
    "everyone of our organisation": { given: { Policy: through({ StringEquals: { "aws:PrincipalOrgID": "o-own" } }) }, beside: [own] },
    "trusted in the settings": { given: { Policy }, settings: { trustedAccounts: ["999988887777"] } },
    "member of the organisation": {
      given: { Policy },
      beside: [resource("Account", { Organization: { Id: "o-a", ManagementAccount: "111122223333", MemberAccounts: ["999988887777"] } })],
    },
  },
  fail: {
    "a topic of a stranger": {
      given: {
        Policy: through({ ArnEquals: { "aws:SourceArn": "arn:aws:sns:ap-northeast-1:999988887777:t" } }, { Service: "sns.amazonaws.com" }),
      },
      subjects: ["S"],
    },
    "everyone of another organisation": {
      given: { Policy: through({ StringEquals: { "aws:PrincipalOrgID": "o-other" } }) },
      beside: [own],
    },
    stranger: { given: { Policy }, subjects: ["Partner"] },
  },
  unknown: {
    "policy not readable": { given: { Policy: DENIED } },
    "an account that may be ours: our own account could not be read": { given: { Policy }, gaps: ["Account"] },
    "an account that may be ours: the members are not told here": {
      given: { Policy },
      beside: [resource("Account", { Organization: { Id: "o-a", ManagementAccount: "444455556666", MemberAccounts: DENIED } })],
    },
    "an organisation that may be ours": {
      given: { Policy: through({ StringEquals: { "aws:PrincipalOrgID": "o-own" } }) },
      beside: [resource("Account", { Organization: DENIED })],
    },
  },
  manual: {
    "template without an account": { given: { account: "000000000000", Policy } },
  },
});
