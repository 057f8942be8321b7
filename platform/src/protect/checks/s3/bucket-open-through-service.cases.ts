import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const logs = {
  Sid: "Logs",
  Effect: "Allow",
  Principal: { Service: "logging.s3.amazonaws.com" },
  Action: "s3:PutObject",
  Resource: "arn:aws:s3:::b/*",
};

export default defineCases<"Bucket">({
  pass: {
    "no policy": { given: { Policy: undefined } },
    "service bound to the account": {
      given: { Policy: parsePolicy({ Statement: [{ ...logs, Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } } }] }) },
    },
    "service denied": {
      given: {
        Policy: parsePolicy({
          Statement: [{ Effect: "Deny", Principal: { Service: "logging.s3.amazonaws.com" }, Action: "s3:*", Resource: "*" }],
        }),
      },
    },
  },
  fail: {
    "no condition": { given: { Policy: parsePolicy({ Statement: [logs] }) }, subjects: ["Logs"] },
    "condition that does not say who": {
      given: {
        Policy: parsePolicy({ Statement: [{ ...logs, Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } } }] }),
      },
      subjects: ["Logs"],
    },
  },
  unknown: {
    "policy not readable": { given: { Policy: DENIED } },
  },
});
