import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases, resource } from "../../cases.ts";

function inline(PolicyName: string, Action: string) {
  return { PolicyName, PolicyDocument: parsePolicy({ Statement: { Effect: "Allow", Action, Resource: "*" } }) };
}

export default defineCases<"Group">({
  pass: {
    "named actions": {
      given: { Policies: [inline("read", "s3:GetObject")], ManagedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] },
    },
    nothing: { given: { Policies: [], ManagedPolicyArns: [] } },

    "a customer policy is judged by itself": {
      given: { Policies: [], ManagedPolicyArns: ["arn:aws:iam::111122223333:policy/all"] },
      beside: [
        resource("ManagedPolicy", {
          Arn: "arn:aws:iam::111122223333:policy/all",
          region: "global",
          PolicyDocument: parsePolicy({ Statement: { Effect: "Allow", Action: "*", Resource: "*" } }),
        }),
      ],
    },
  },
  fail: {
    "an inline policy": { given: { Policies: [inline("all", "*")], ManagedPolicyArns: [] }, subjects: ["all/0"] },

    "AWS's AdministratorAccess": {
      given: { Policies: [], ManagedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"] },
      subjects: ["arn:aws:iam::aws:policy/AdministratorAccess/0"],
    },
  },
  unknown: {
    "inline policies were denied": { given: { Policies: DENIED, ManagedPolicyArns: [] } },
    "attached policies were denied": { given: { Policies: [], ManagedPolicyArns: DENIED } },
    "an attached policy is decided elsewhere": { given: { Policies: [], ManagedPolicyArns: [DENIED] } },
  },
});
