import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases, resource } from "../../cases.ts";

const arn = "arn:aws:iam::111122223333:role/guest";
const pool = { AllowUnauthenticatedIdentities: true, UnauthenticatedRole: arn };
const role = (...Statement: object[]) =>
  resource("Role", {
    id: arn,
    name: "guest",
    region: "global",
    Policies: [{ PolicyName: "p", PolicyDocument: parsePolicy({ Statement }) }],
    ManagedPolicyArns: [],
    PermissionsBoundary: undefined,
  });

export default defineCases<"IdentityPool">({
  pass: {
    "only analytics": {
      given: pool,
      beside: [role({ Effect: "Allow", Action: ["rum:PutRumEvents", "mobileanalytics:PutEvents"], Resource: "*" })],
    },
    "a Deny takes everything away": {
      given: pool,
      beside: [role({ Effect: "Allow", Action: "s3:*", Resource: "*" }, { Effect: "Deny", Action: "*", Resource: "*" })],
    },
    "the boundary leaves nothing": {
      given: pool,
      beside: [{ ...role({ Effect: "Allow", Action: "s3:*", Resource: "*" }), PermissionsBoundary: "arn:aws:iam::aws:policy/AWSDenyAll" }],
    },
    "no role is set": { given: { ...pool, UnauthenticatedRole: undefined } },
  },
  fail: {
    "a Deny of something else takes nothing away": {
      given: pool,
      beside: [role({ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }, { Effect: "Deny", Action: "s3:PutObject", Resource: "*" })],
      subjects: ["p/0"],
    },
    "may read a bucket": {
      given: pool,
      beside: [role({ Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: "*" })],
      subjects: ["p/Read"],
    },
    "everything but IAM": { given: pool, beside: [role({ Effect: "Allow", NotAction: "iam:*", Resource: "*" })], subjects: ["p/0"] },
  },
  unknown: {
    "roles could not be listed": { given: pool, gaps: ["Role"] },
    "policies not readable": {
      given: pool,
      beside: [
        resource("Role", {
          id: arn,
          name: "guest",
          region: "global",
          Policies: DENIED,
          ManagedPolicyArns: [],
          PermissionsBoundary: undefined,
        }),
      ],
    },
  },
  "not-applicable": {
    "guests are refused": { given: { AllowUnauthenticatedIdentities: false, UnauthenticatedRole: arn } },
  },
});
