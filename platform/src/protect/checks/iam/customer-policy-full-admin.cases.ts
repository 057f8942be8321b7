import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const full = parsePolicy({ Statement: { Effect: "Allow", Action: "*", Resource: "*" } });
const attached = { AttachedRoles: ["deploy"], AttachedUsers: [], AttachedGroups: [] };

export default defineCases<"ManagedPolicy">({
  pass: {
    "some actions": {
      given: {
        AwsManaged: false,
        PolicyDocument: parsePolicy({ Statement: { Effect: "Allow", Action: ["s3:*"], Resource: "*" } }),
        ...attached,
      },
    },
    "everything on one bucket": {
      given: {
        AwsManaged: false,
        PolicyDocument: parsePolicy({ Statement: { Effect: "Allow", Action: "*", Resource: "arn:aws:s3:::b/*" } }),
        ...attached,
      },
    },
    "a deny of everything": {
      given: { AwsManaged: false, PolicyDocument: parsePolicy({ Statement: { Effect: "Deny", Action: "*", Resource: "*" } }), ...attached },
    },
  },
  fail: {
    "a string": { given: { AwsManaged: false, PolicyDocument: full, ...attached }, subjects: ["0"] },
    "lists, the other spelling": {
      given: {
        AwsManaged: false,
        PolicyDocument: parsePolicy({ Statement: [{ Sid: "All", Effect: "Allow", Action: ["s3:GetObject", "*:*"], Resource: ["*"] }] }),
        ...attached,
      },
      subjects: ["All"],
    },
    "attached to a user, the roles unknown": {
      given: { AwsManaged: false, PolicyDocument: full, AttachedRoles: DENIED, AttachedUsers: ["taro"], AttachedGroups: [] },
    },
  },
  unknown: {
    "the document was denied": { given: { AwsManaged: false, PolicyDocument: DENIED, ...attached } },
    "an action is a parameter": {
      given: {
        AwsManaged: false,
        PolicyDocument: parsePolicy({ Statement: { Effect: "Allow", Action: [DENIED], Resource: "*" } }),
        ...attached,
      },
    },
    "what it is attached to was denied": {
      given: { AwsManaged: false, PolicyDocument: full, AttachedRoles: DENIED, AttachedUsers: [], AttachedGroups: [] },
    },
  },
  "not-applicable": {
    "AWS's own policy (judged by its holders)": { given: { AwsManaged: true } },
    "attached to nothing (iam/unattached-policy-full-admin)": {
      given: { AwsManaged: false, PolicyDocument: full, AttachedRoles: [], AttachedUsers: [], AttachedGroups: [] },
    },
  },
});
