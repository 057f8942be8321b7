import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const inline = (statement: object) => ({
  Policies: [{ PolicyName: "p", PolicyDocument: parsePolicy({ Statement: [{ Effect: "Allow", ...statement }] }) }],
});

export default defineCases<"Group">({
  pass: {
    "no inline policy": { given: { Policies: [] } },
  },
  fail: {
    "every action on every resource": { given: inline({ Action: "*", Resource: "*" }), subjects: ["p/0"] },
  },
  unknown: {
    "list of policies not readable": { given: { Policies: DENIED } },
  },
});
