import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const full = parsePolicy({ Statement: { Effect: "Allow", Action: "*", Resource: "*" } });
const nobody = { AttachedRoles: [], AttachedUsers: [], AttachedGroups: [] };

export default defineCases<"ManagedPolicy">({
  pass: {
    "some actions": {
      given: {
        AwsManaged: false,
        PolicyDocument: parsePolicy({ Statement: { Effect: "Allow", Action: ["s3:*"], Resource: "*" } }),
        ...nobody,
      },
    },
  },
  fail: { everything: { given: { AwsManaged: false, PolicyDocument: full, ...nobody }, subjects: ["0"] } },
  unknown: {
    "the document was denied": { given: { AwsManaged: false, PolicyDocument: DENIED, ...nobody } },
    "what it is attached to was denied": { given: { AwsManaged: false, PolicyDocument: full, ...nobody, AttachedGroups: DENIED } },
  },
  "not-applicable": {
    "AWS's own policy": { given: { AwsManaged: true } },
    "attached (iam/customer-policy-full-admin)": { given: { AwsManaged: false, PolicyDocument: full, ...nobody, AttachedGroups: ["all"] } },
  },
});
