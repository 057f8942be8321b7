import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const open = { Sid: "Open", Effect: "Allow", Principal: { AWS: "*" }, Action: "SNS:Publish", Resource: "*" };
const policy = (statement: object) => ({ Policy: parsePolicy({ Statement: [statement] }) });

export default defineCases<"Topic">({
  pass: {
    "no policy": { given: { Policy: undefined } },
    "AWS's default, bound to the owner": { given: policy({ ...open, Condition: { StringEquals: { "AWS:SourceOwner": "111122223333" } } }) },
  },
  fail: {
    "everyone may publish": { given: policy(open), subjects: ["Open"] },
    "everyone may subscribe by e-mail": {
      given: policy({ ...open, Action: "SNS:Subscribe", Condition: { StringEquals: { "SNS:Protocol": "email" } } }),
      subjects: ["Open"],
    },
    "everyone whose endpoint ends in our domain": {
      given: policy({ ...open, Action: "SNS:Subscribe", Condition: { StringLike: { "SNS:Endpoint": "*@example.test" } } }),
      subjects: ["Open"],
    },
  },
  unknown: {
    "policy not readable": { given: { Policy: DENIED } },
  },
});
