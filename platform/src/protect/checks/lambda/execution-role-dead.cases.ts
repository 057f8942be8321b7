import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases, resource } from "../../cases.ts";

const role = "arn:aws:iam::111122223333:role/a";
function trusting(...Statement: object[]) {
  return [resource("Role", { name: "a", region: "global", id: role, AssumeRolePolicyDocument: parsePolicy({ Statement }) })];
}
const lambda = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };

export default defineCases<"LambdaFunction">({
  pass: {
    "trusts Lambda": { given: { Role: role }, beside: trusting(lambda) },
    "trusts Lambda among others": {
      given: { Role: role },
      beside: trusting({ ...lambda, Principal: { Service: ["edgelambda.amazonaws.com", "lambda.amazonaws.com"] } }),
    },
    "trusts Lambda for its own account": {
      given: { Role: role },
      beside: trusting({ ...lambda, Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } } }),
    },
  },
  fail: {
    "the role was deleted": { given: { Role: role }, subjects: ["absent"] },
    "the role trusts EC2 only": {
      given: { Role: role },
      beside: trusting({ ...lambda, Principal: { Service: "ec2.amazonaws.com" } }),
      subjects: ["trust"],
    },
    "Lambda is denied": { given: { Role: role }, beside: trusting(lambda, { ...lambda, Effect: "Deny" }), subjects: ["trust"] },
  },
  unknown: {
    "roles could not be listed": { given: { Role: role }, gaps: ["Role"] },
    "the role belongs to another account": { given: { Role: "arn:aws:iam::999988887777:role/a" } },
    "the trust policy could not be read": {
      given: { Role: role },
      beside: [resource("Role", { name: "a", region: "global", id: role, AssumeRolePolicyDocument: DENIED })],
    },
  },
});
