import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

function document(statement: object) {
  return parsePolicy({ Statement: { Effect: "Allow", Resource: "*", ...statement } });
}

export default defineCases<"ManagedPolicy">({
  pass: {
    "named actions": { given: { AwsManaged: false, PolicyDocument: document({ Action: ["sqs:SendMessage", "s3:Get*"] }) } },
    "a deny": { given: { AwsManaged: false, PolicyDocument: document({ Effect: "Deny", Action: "sqs:*" }) } },
    "everything on everything is said elsewhere": { given: { AwsManaged: false, PolicyDocument: document({ Action: "*" }) } },
  },
  fail: {
    "a whole service": { given: { AwsManaged: false, PolicyDocument: document({ Sid: "Queues", Action: "sqs:*" }) }, subjects: ["Queues"] },
    "everything but": { given: { AwsManaged: false, PolicyDocument: document({ NotAction: ["iam:*"] }) }, subjects: ["0"] },
    "in capitals, in a list": { given: { AwsManaged: false, PolicyDocument: document({ Action: ["s3:GetObject", "DynamoDB:*"] }) } },
  },
  unknown: {
    "the document was denied": { given: { AwsManaged: false, PolicyDocument: DENIED } },
    "an action is a parameter": { given: { AwsManaged: false, PolicyDocument: document({ Action: [DENIED] }) } },
  },
  "not-applicable": { "AWS's own policy": { given: { AwsManaged: true } } },
});
