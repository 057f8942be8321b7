import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases, resource } from "../../cases.ts";

const arn = "arn:aws:lambda:ap-northeast-1:111122223333:function:f";
const from = (Service: string) => [
  {
    Qualifier: undefined,
    Document: parsePolicy({
      Statement: {
        Effect: "Allow",
        Action: "lambda:InvokeFunction",
        Principal: { Service },
        Resource: arn,
        Condition: { StringEquals: { "AWS:SourceAccount": "111122223333" } },
      },
    }),
  },
];
const none = { Arn: arn, name: "f", Policies: [], EventInvokeConfigs: [], DeadLetterTarget: undefined };
const destination = { Qualifier: undefined, MaximumRetryAttempts: undefined, OnSuccess: undefined };

export default defineCases<"LambdaFunction">({
  pass: {
    "a dead-letter queue": {
      given: { ...none, DeadLetterTarget: "arn:aws:sqs:ap-northeast-1:111122223333:dlq", Policies: from("sns.amazonaws.com") },
    },
    "a failure destination": {
      given: {
        ...none,
        Policies: from("s3.amazonaws.com"),
        EventInvokeConfigs: [{ ...destination, OnFailure: "arn:aws:sqs:ap-northeast-1:111122223333:dlq" }],
      },
    },
  },
  fail: {
    "a rule invokes it": { given: { ...none, Policies: from("events.amazonaws.com") } },
    "a subscription of log events in a region": { given: { ...none, Policies: from("logs.ap-northeast-1.amazonaws.com") } },
    "a schedule, which needs no policy": { given: none, beside: [resource("Schedule", { TargetArn: arn })] },
    "the destination is set for another alias": {
      given: {
        ...none,
        Policies: from("sns.amazonaws.com"),
        EventInvokeConfigs: [{ ...destination, Qualifier: "live", OnFailure: "arn:aws:sqs:ap-northeast-1:111122223333:dlq" }],
      },
    },
  },
  unknown: {
    "a schedule whose target could not be read": { given: none, beside: [resource("Schedule", { TargetArn: DENIED })] },
    "the policy could not be read": { given: { ...none, Policies: DENIED } },
    "destinations could not be read": { given: { ...none, EventInvokeConfigs: DENIED } },
    "the known trigger is covered, others may hide in the schedules": {
      given: {
        ...none,
        Policies: from("s3.amazonaws.com"),
        EventInvokeConfigs: [{ ...destination, OnFailure: "arn:aws:sqs:ap-northeast-1:111122223333:dlq" }],
      },
      gaps: ["Schedule"],
    },
    "schedules could not be listed": { given: none, gaps: ["Schedule"] },
  },
  "not-applicable": {
    "called by an API, which waits": { given: { ...none, Policies: from("apigateway.amazonaws.com") } },
    "called by nobody known": { given: none },
  },
});
