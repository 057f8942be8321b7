import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases, resource } from "../../cases.ts";

const off = { BlockPublicAcls: false, IgnorePublicAcls: false, BlockPublicPolicy: false, RestrictPublicBuckets: false };
const closed = { Policy: undefined, AclGrants: [], ObjectOwnership: undefined, PublicAccessBlock: off };
const write = { Effect: "Allow", Principal: { AWS: "*" }, Action: "s3:Put*", Resource: "*" };
const account = resource("Account", { S3PublicAccessBlock: undefined });

export default defineCases<"Bucket">({
  pass: {
    "only reading is public": {
      given: { ...closed, Policy: parsePolicy({ Statement: [{ ...write, Action: "s3:GetObject" }] }) },
      beside: [account],
    },
    "public ACL that is ignored": {
      given: {
        ...closed,
        AclGrants: [{ Grantee: "AllUsers", Permission: "WRITE" }],
        PublicAccessBlock: { ...off, IgnorePublicAcls: true },
      },
      beside: [account],
    },
  },
  fail: {
    "wildcard that covers PutObject": {
      given: { ...closed, Policy: parsePolicy({ Statement: [write] }) },
      beside: [account],
      subjects: ["0"],
    },
    "everyone may write the access control list": {
      given: { ...closed, AclGrants: [{ Grantee: "AllUsers", Permission: "WRITE_ACP" }] },
      beside: [account],
    },
    "a deny of something else does not help": {
      given: {
        ...closed,
        Policy: parsePolicy({ Statement: [write, { Effect: "Deny", Principal: "*", Action: "s3:GetObject", Resource: "*" }] }),
      },
      beside: [account],
    },
  },
  unknown: {
    "policy not readable": { given: { ...closed, Policy: DENIED }, beside: [account] },
  },
});
