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
    "named actions": { given: { Role: role }, beside: granting({ Effect: "Allow", Action: ["s3:GetObject", "s3:Put*"], Resource: "*" }) },
    "a wildcard that is denied, not allowed": {
      given: { Role: role },
      beside: granting({ Effect: "Deny", Action: "s3:*", Resource: "*" }),
    },
    "everything on everything, which lambda/administrator-role says": {
      given: { Role: role },
      beside: granting({ Effect: "Allow", Action: "*", Resource: "*" }),
    },
    "no policies": { given: { Role: role }, beside: granting() },
  },
  fail: {
    "a whole service": {
      given: { Role: role },
      beside: granting({
        Sid: "data",
        Effect: "Allow",
        Action: "dynamodb:*",
        Resource: "arn:aws:dynamodb:ap-northeast-1:111122223333:table/t",
      }),
      subjects: ["inline/data"],
    },
    "in capitals, one of a list": {
      given: { Role: role },
      beside: granting({ Effect: "Allow", Action: ["sqs:SendMessage", "S3:*"], Resource: "*" }),
    },
    "everything but": { given: { Role: role }, beside: granting({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }) },
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
    "an action is a parameter": { given: { Role: role }, beside: granting({ Effect: "Allow", Action: DENIED, Resource: "*" }) },
  },
  "not-applicable": { "the role is gone": { given: { Role: role } } },
});
