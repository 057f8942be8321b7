import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases, resource } from "../../cases.ts";

function inline(PolicyName: string, Action: string) {
  return { PolicyName, PolicyDocument: parsePolicy({ Statement: { Effect: "Allow", Action, Resource: "*" } }) };
}

export default defineCases<"Role">({
  pass: {
    "named actions": {
      given: {
        Policies: [inline("read", "s3:GetObject")],
        ManagedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
        Path: "/",
        PermissionsBoundary: undefined,
      },
    },
    nothing: { given: { Policies: [], ManagedPolicyArns: [], Path: "/", PermissionsBoundary: undefined } },

    "a customer policy is judged by itself": {
      given: { Policies: [], ManagedPolicyArns: ["arn:aws:iam::111122223333:policy/all"], Path: "/", PermissionsBoundary: undefined },
      beside: [
        resource("ManagedPolicy", {
          Arn: "arn:aws:iam::111122223333:policy/all",
          region: "global",
          PolicyDocument: parsePolicy({ Statement: { Effect: "Allow", Action: "*", Resource: "*" } }),
        }),
      ],
    },
    "a boundary holds it": {
      given: {
        Policies: [inline("all", "*")],
        ManagedPolicyArns: [],
        Path: "/",
        PermissionsBoundary: "arn:aws:iam::111122223333:policy/limit",
      },
      beside: [
        resource("ManagedPolicy", {
          Arn: "arn:aws:iam::111122223333:policy/limit",
          region: "global",
          PolicyDocument: parsePolicy({ Statement: { Effect: "Allow", Action: "s3:*", Resource: "*" } }),
        }),
      ],
    },
  },
  fail: {
    "an inline policy": {
      given: { Policies: [inline("all", "*")], ManagedPolicyArns: [], Path: "/", PermissionsBoundary: undefined },
      subjects: ["all/0"],
    },

    "AWS's AdministratorAccess": {
      given: {
        Policies: [],
        ManagedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
        Path: "/",
        PermissionsBoundary: undefined,
      },
      subjects: ["arn:aws:iam::aws:policy/AdministratorAccess/0"],
    },
  },
  unknown: {
    "inline policies were denied": { given: { Policies: DENIED, ManagedPolicyArns: [], Path: "/", PermissionsBoundary: undefined } },
    "attached policies were denied": { given: { Policies: [], ManagedPolicyArns: DENIED, Path: "/", PermissionsBoundary: undefined } },
    "an attached policy is decided elsewhere": {
      given: { Policies: [], ManagedPolicyArns: [DENIED], Path: "/", PermissionsBoundary: undefined },
    },
  },
  "not-applicable": { "a role AWS made for itself": { given: { Path: "/aws-service-role/x.amazonaws.com/" } } },
});
