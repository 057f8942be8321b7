import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

function trust(...statements: object[]) {
  return {
    Path: "/",
    AssumeRolePolicyDocument: parsePolicy({ Statement: statements.map((s) => ({ Effect: "Allow", Action: "sts:AssumeRole", ...s })) }),
  };
}

export default defineCases<"Role">({
  pass: {
    "its own account": { given: trust({ Principal: { AWS: "111122223333" } }) },
    "Lambda, which hands the role to your code": {
      given: trust({ Principal: { Service: ["lambda.amazonaws.com", "edgelambda.amazonaws.com"] } }),
    },
    "App Runner, which hands it to your container": { given: trust({ Principal: { Service: "tasks.apprunner.amazonaws.com" } }) },
    "bound to the account": {
      given: trust({
        Principal: { Service: "scheduler.amazonaws.com" },
        Condition: { StringEquals: { "AWS:SourceAccount": "111122223333" } },
      }),
    },
    "bound to a resource": {
      given: trust({
        Principal: { Service: "events.amazonaws.com" },
        Condition: { ArnLike: { "aws:SourceArn": "arn:aws:events:ap-northeast-1:111122223333:rule/r" } },
      }),
    },
  },
  fail: {
    "the scheduler for anybody": {
      given: trust({ Principal: { Service: "scheduler.amazonaws.com" } }),
      subjects: ["0/scheduler.amazonaws.com"],
    },
    "one of two services": {
      given: trust({ Sid: "s", Principal: { Service: ["lambda.amazonaws.com", "firehose.amazonaws.com"] } }),
      subjects: ["s/firehose.amazonaws.com"],
    },
  },
  unknown: {
    "the trust policy was denied": { given: { Path: "/", AssumeRolePolicyDocument: DENIED } },
    "its principal is a parameter": { given: trust({ Principal: { Service: DENIED } }) },
    "the source account is a parameter": {
      given: trust({ Principal: { Service: "scheduler.amazonaws.com" }, Condition: { StringEquals: { "aws:SourceAccount": DENIED } } }),
    },
  },
  "not-applicable": { "a role AWS made for itself": { given: { Path: "/aws-service-role/x.amazonaws.com/" } } },
});
