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
const given = { Role: role, FunctionName: "f", LoggingConfig: { LogGroup: undefined, LogFormat: undefined } };

export default defineCases<"LambdaFunction">({
  pass: {
    "on every log group": {
      given,
      beside: granting({ Effect: "Allow", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: "*" }),
    },
    "on its own log group": {
      given,
      beside: granting({
        Effect: "Allow",
        Action: "logs:Put*",
        Resource: "arn:aws:logs:ap-northeast-1:111122223333:log-group:/aws/lambda/f:*",
      }),
    },
    "the policy AWS ships": {
      given,
      beside: [
        resource("Role", {
          name: "a",
          region: "global",
          id: role,
          Policies: [],
          ManagedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"],
          PermissionsBoundary: undefined,
        }),
      ],
    },
  },
  fail: {
    "no policy allows it": { given, beside: granting() },
    "another log group": {
      given,
      beside: granting({
        Effect: "Allow",
        Action: "logs:PutLogEvents",
        Resource: "arn:aws:logs:ap-northeast-1:111122223333:log-group:/aws/lambda/g:*",
      }),
    },
    denied: {
      given,
      beside: granting({ Effect: "Allow", Action: "logs:*", Resource: "*" }, { Effect: "Deny", Action: "logs:*", Resource: "*" }),
    },
  },
  unknown: {
    "inline policies could not be read": {
      given,
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
    "a condition decides": {
      given,
      beside: granting({
        Effect: "Allow",
        Action: "logs:PutLogEvents",
        Resource: "*",
        Condition: { StringEquals: { "aws:ResourceTag/a": "b" } },
      }),
    },
  },
  "not-applicable": { "the role is gone": { given } },
});
