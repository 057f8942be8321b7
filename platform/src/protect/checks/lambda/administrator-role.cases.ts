import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases, resource } from "../../cases.ts";

const role = "arn:aws:iam::111122223333:role/a";
function granting(...Statement: object[]) {
  return [
    resource("Role", {
      name: "a",
      region: "global",
      id: role,
      Policies: [{ PolicyName: "inline", PolicyDocument: parsePolicy({ Statement }) }],
      ManagedPolicyArns: [],
      PermissionsBoundary: undefined,
    }),
  ];
}

export default defineCases<"LambdaFunction">({
  pass: {
    "names its actions": {
      given: { Role: role },
      beside: granting({ Effect: "Allow", Action: "dynamodb:GetItem", Resource: "arn:aws:dynamodb:ap-northeast-1:111122223333:table/t" }),
    },
    "a whole service is not everything": { given: { Role: role }, beside: granting({ Effect: "Allow", Action: "s3:*", Resource: "*" }) },
    "everything is denied again": {
      given: { Role: role },
      beside: granting({ Effect: "Allow", Action: "*", Resource: "*" }, { Effect: "Deny", Action: "*", Resource: "*" }),
    },
  },
  fail: {
    "all actions on all resources": {
      given: { Role: role },
      beside: granting({ Sid: "all", Effect: "Allow", Action: "*", Resource: "*" }),
      subjects: ["inline/all"],
    },
    "spelt *:* in a list": { given: { Role: role }, beside: granting({ Effect: "Allow", Action: ["*:*"], Resource: ["*"] }) },
    "all but what grants nothing": {
      given: { Role: role },
      beside: granting({ Sid: "rest", Effect: "Allow", NotAction: "aws-portal:*", Resource: "*" }),
      subjects: ["inline/rest"],
    },
    "all but IAM, and a way to grant oneself the rest": {
      given: { Role: role },
      beside: granting(
        { Sid: "most", Effect: "Allow", NotAction: ["iam:*", "organizations:*"], Resource: "*" },
        { Sid: "grant", Effect: "Allow", Action: "iam:AttachRolePolicy", Resource: "*" },
      ),
      subjects: ["inline/most", "inline/grant"],
    },
    "all actions on one bucket": {
      given: { Role: role },
      beside: granting({ Effect: "Allow", Action: "*", Resource: "arn:aws:s3:::b/*" }),
    },
    AdministratorAccess: {
      given: { Role: role },
      beside: [
        resource("Role", {
          name: "a",
          region: "global",
          id: role,
          Policies: [],
          ManagedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
          PermissionsBoundary: undefined,
        }),
      ],
    },
  },
  unknown: {
    "inline policies could not be read": {
      given: { Role: role },
      beside: [
        resource("Role", {
          name: "a",
          region: "global",
          id: role,
          Policies: DENIED,
          ManagedPolicyArns: [],
          PermissionsBoundary: undefined,
        }),
      ],
    },
    "roles could not be listed": { given: { Role: role }, gaps: ["Role"] },
  },
  "not-applicable": { "the role is gone": { given: { Role: role } } },
});
