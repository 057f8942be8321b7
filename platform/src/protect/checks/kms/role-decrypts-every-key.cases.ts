import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const inline = (statement: object) => ({
  Policies: [{ PolicyName: "p", PolicyDocument: parsePolicy({ Statement: [{ Sid: "S", Effect: "Allow", ...statement }] }) }],
});

export default defineCases<"Role">({
  pass: {
    "no inline policy": { given: { Policies: [] } },
    "one key": { given: inline({ Action: "kms:Decrypt", Resource: "arn:aws:kms:ap-northeast-1:111122223333:key/3f25" }) },
  },
  fail: {
    "every key": { given: inline({ Action: "kms:Decrypt", Resource: "*" }), subjects: ["p/S"] },
  },
  unknown: {
    "list of policies not readable": { given: { Policies: DENIED } },
    "one document not readable": { given: { Policies: [{ PolicyName: "p", PolicyDocument: DENIED }] } },
  },
});
