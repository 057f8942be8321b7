import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const open = { Sid: "Open", Effect: "Allow", Principal: "*", Action: "dynamodb:*", Resource: "*" };

export default defineCases<"DynamoTable">({
  pass: {
    "no policy": { given: { Policy: undefined } },
    "everyone in the own account": {
      given: { Policy: parsePolicy({ Statement: [{ ...open, Condition: { StringEquals: { "aws:PrincipalAccount": "111122223333" } } }] }) },
    },
  },
  fail: {
    everyone: { given: { Policy: parsePolicy({ Statement: [open] }) }, subjects: ["Open"] },
    "everyone, by the policy of its stream": {
      given: { Policy: undefined, StreamPolicy: parsePolicy({ Statement: [open] }) },
      subjects: ["stream/Open"],
    },
  },
  unknown: {
    "not readable": { given: { Policy: DENIED } },
    "the stream's not readable": { given: { Policy: undefined, StreamPolicy: DENIED } },
  },
});
