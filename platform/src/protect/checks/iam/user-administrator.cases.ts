import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases, resource } from "../../cases.ts";

function inline(PolicyName: string, Action: string) {
  return { PolicyName, PolicyDocument: parsePolicy({ Statement: { Effect: "Allow", Action, Resource: "*" } }) };
}

export default defineCases<"User">({
  pass: {
    "named actions": {
      given: {
        Policies: [inline("read", "s3:GetObject")],
        ManagedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
        PermissionsBoundary: undefined,
        Groups: [],
      },
    },
    nothing: { given: { Policies: [], ManagedPolicyArns: [], PermissionsBoundary: undefined, Groups: [] } },
    "through a group only (the group fails)": {
      given: { Policies: [], ManagedPolicyArns: [], PermissionsBoundary: undefined, Groups: ["admins"] },
      beside: [
        resource("Group", {
          name: "admins",
          region: "global",
          Policies: [],
          ManagedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
        }),
      ],
    },
    "a customer policy is judged by itself": {
      given: { Policies: [], ManagedPolicyArns: ["arn:aws:iam::111122223333:policy/all"], PermissionsBoundary: undefined, Groups: [] },
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
        PermissionsBoundary: "arn:aws:iam::111122223333:policy/limit",
        Groups: [],
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
      given: { Policies: [inline("all", "*")], ManagedPolicyArns: [], PermissionsBoundary: undefined, Groups: [] },
      subjects: ["all/0"],
    },
    "directly and through a group": {
      given: {
        Policies: [],
        ManagedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
        PermissionsBoundary: undefined,
        Groups: ["admins"],
      },
      beside: [
        resource("Group", {
          name: "admins",
          region: "global",
          Policies: [],
          ManagedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
        }),
      ],
    },
    "AWS's AdministratorAccess": {
      given: {
        Policies: [],
        ManagedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"],
        PermissionsBoundary: undefined,
        Groups: [],
      },
      subjects: ["arn:aws:iam::aws:policy/AdministratorAccess/0"],
    },
  },
  unknown: {
    "inline policies were denied": { given: { Policies: DENIED, ManagedPolicyArns: [], PermissionsBoundary: undefined, Groups: [] } },
    "attached policies were denied": { given: { Policies: [], ManagedPolicyArns: DENIED, PermissionsBoundary: undefined, Groups: [] } },
    "an attached policy is decided elsewhere": {
      given: { Policies: [], ManagedPolicyArns: [DENIED], PermissionsBoundary: undefined, Groups: [] },
    },
  },
});
