import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases, resource } from "../../cases.ts";

const arn = "arn:aws:lambda:ap-northeast-1:111122223333:function:f";
function policies(...Statement: object[]) {
  return { Policies: [{ Qualifier: undefined, Document: parsePolicy({ Statement }) }] };
}
const invoke = { Sid: "s", Effect: "Allow", Action: "lambda:InvokeFunction", Resource: arn };

export default defineCases<"LambdaFunction">({
  pass: {
    "the own account": { given: policies({ ...invoke, Principal: { AWS: "arn:aws:iam::111122223333:root" } }) },
    "a trusted account": {
      given: policies({ ...invoke, Principal: { AWS: "999988887777" } }),
      settings: { trustedAccounts: ["999988887777"] },
    },
    "a service in the own account": {
      given: policies({
        ...invoke,
        Principal: { Service: "sns.amazonaws.com" },
        Condition: { ArnLike: { "AWS:SourceArn": "arn:aws:sns:ap-northeast-1:111122223333:t" } },
      }),
    },
    "no policy": { given: { Policies: [] } },
  },
  fail: {
    "a role of another account": {
      given: policies({ ...invoke, Principal: { AWS: "arn:aws:iam::999988887777:role/x" } }),
      subjects: ["$LATEST/s"],
    },
    "the second of two accounts": { given: policies({ ...invoke, Principal: { AWS: ["111122223333", "999988887777"] } }) },
    "a topic of another account": {
      given: policies({
        ...invoke,
        Principal: { Service: "sns.amazonaws.com" },
        Condition: { ArnLike: { "AWS:SourceArn": "arn:aws:sns:ap-northeast-1:999988887777:t" } },
      }),
    },
    "a source account in lower case": {
      given: policies({
        ...invoke,
        Principal: { Service: "s3.amazonaws.com" },
        Condition: { StringEquals: { "aws:sourceaccount": "999988887777" } },
      }),
    },
  },
  manual: {
    "a template for an account it does not name": {
      given: { account: "000000000000", ...policies({ ...invoke, Principal: { AWS: "999988887777" } }) },
    },
  },
  unknown: {
    "GetPolicy was denied": { given: { Policies: DENIED } },
    "the organisation could not be read": {
      given: policies({ ...invoke, Principal: { AWS: "999988887777" } }),
      beside: [resource("Account", { AccountId: "111122223333", Organization: DENIED })],
    },
    "an organisation nobody could compare": {
      given: policies({ ...invoke, Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }),
    },
  },
});
