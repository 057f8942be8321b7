import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases, resource } from "../../cases.ts";

const RoleArn = "arn:aws:iam::111122223333:role/a";
function granting(...Statement: object[]) {
  return [
    resource("Role", {
      name: "a",
      region: "global",
      id: RoleArn,
      Policies: [{ PolicyName: "p", PolicyDocument: parsePolicy({ Statement }) }],
      ManagedPolicyArns: [],
      PermissionsBoundary: undefined,
    }),
  ];
}

export default defineCases<"StateMachine">({
  pass: {
    "one function": {
      given: { RoleArn },
      beside: granting({
        Effect: "Allow",
        Action: "lambda:InvokeFunction",
        Resource: "arn:aws:lambda:ap-northeast-1:111122223333:function:f",
      }),
    },
  },
  fail: {
    everything: { given: { RoleArn }, beside: granting({ Sid: "all", Effect: "Allow", Action: "*", Resource: "*" }), subjects: ["p/all"] },
  },
  unknown: {
    "roles could not be listed": { given: { RoleArn }, gaps: ["Role"] },
    "an action is not known": { given: { RoleArn }, beside: granting({ Effect: "Allow", Action: DENIED, Resource: "*" }) },
  },
  "not-applicable": { "the role is gone": { given: { RoleArn } } },
});
