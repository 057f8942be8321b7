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
    "one table": {
      given: { Role: role },
      beside: granting({ Effect: "Allow", Action: "dynamodb:PutItem", Resource: "arn:aws:dynamodb:ap-northeast-1:111122223333:table/t" }),
    },
    "actions that know no resource": {
      given: { Role: role },
      beside: granting({
        Effect: "Allow",
        Action: ["xray:PutTraceSegments", "ec2:CreateNetworkInterface", "s3:ListAllMyBuckets"],
        Resource: "*",
      }),
    },
    "a whole service, which lambda/wildcard-actions-in-role says": {
      given: { Role: role },
      beside: granting({ Effect: "Allow", Action: "s3:*", Resource: "*" }),
    },
    "every object of one bucket": {
      given: { Role: role },
      beside: granting({ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::orders/*" }),
    },
    "any resource, but only inside the own organisation": {
      given: { Role: role },
      beside: granting({
        Effect: "Allow",
        Action: "s3:GetObject",
        Resource: "*",
        Condition: { StringEquals: { "aws:ResourceOrgID": "o-1" } },
      }),
    },
    "the service policy AWS ships for queues": {
      given: { Role: role },
      beside: [
        resource("Role", {
          name: "a",
          region: "global",
          id: role,
          Policies: [],
          ManagedPolicyArns: ["arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole"],
          PermissionsBoundary: undefined,
        }),
      ],
    },
  },
  fail: {
    "every secret": {
      given: { Role: role },
      beside: granting({ Sid: "secrets", Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: "*" }),
      subjects: ["inline/secrets"],
    },
    "every bucket by ARN": {
      given: { Role: role },
      beside: granting({ Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::*"] }),
    },
    "every table by type": {
      given: { Role: role },
      beside: granting({ Effect: "Allow", Action: "dynamodb:PutItem", Resource: "arn:aws:dynamodb:*:111122223333:table/*" }),
    },
    "a pattern of actions": { given: { Role: role }, beside: granting({ Effect: "Allow", Action: "ssm:Get*", Resource: "*" }) },
    "everything but one bucket": {
      given: { Role: role },
      beside: granting({ Effect: "Allow", Action: "s3:GetObject", NotResource: "arn:aws:s3:::x/*" }),
    },
    "any role may be passed": { given: { Role: role }, beside: granting({ Effect: "Allow", Action: "iam:PassRole", Resource: "*" }) },
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
    "the resource is a parameter": {
      given: { Role: role },
      beside: granting({ Effect: "Allow", Action: "s3:GetObject", Resource: DENIED }),
    },
  },
  "not-applicable": { "the role is gone": { given: { Role: role } } },
});
