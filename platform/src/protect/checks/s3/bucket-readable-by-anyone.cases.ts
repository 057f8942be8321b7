import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases, resource } from "../../cases.ts";

const on = { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true };
const off = { BlockPublicAcls: false, IgnorePublicAcls: false, BlockPublicPolicy: false, RestrictPublicBuckets: false };
const closed = { Policy: undefined, AclGrants: [], ObjectOwnership: "ObjectWriter", PublicAccessBlock: off };
const read = { Sid: "Read", Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" };
const account = resource("Account", { S3PublicAccessBlock: undefined });

export default defineCases<"Bucket">({
  pass: {
    "no policy and no grant": { given: closed, beside: [account] },
    "public policy, cut off by the bucket's block": {
      given: { ...closed, Policy: parsePolicy({ Statement: [read] }), PublicAccessBlock: on },
    },
    "public policy, cut off by the account's block": {
      given: { ...closed, Policy: parsePolicy({ Statement: [read] }) },
      beside: [resource("Account", { S3PublicAccessBlock: on })],
    },
    "public grant, but access control lists are switched off": {
      given: { ...closed, AclGrants: [{ Grantee: "AllUsers", Permission: "READ" }], ObjectOwnership: "BucketOwnerEnforced" },
      beside: [account],
    },
    "public statement bound to one organisation": {
      given: {
        ...closed,
        Policy: parsePolicy({ Statement: [{ ...read, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }] }),
      },
      beside: [account],
    },
    "only writing is public": {
      given: { ...closed, Policy: parsePolicy({ Statement: [{ ...read, Action: "s3:PutObject" }] }) },
      beside: [account],
    },
  },
  fail: {
    "public statement": { given: { ...closed, Policy: parsePolicy({ Statement: [read] }) }, beside: [account], subjects: ["Read"] },
    "every action, principal in a list": {
      given: { ...closed, Policy: parsePolicy({ Statement: [{ ...read, Principal: { AWS: ["*"] }, Action: ["s3:*"] }] }) },
      beside: [account],
    },
    "grant to every AWS user": {
      given: { ...closed, AclGrants: [{ Grantee: "AuthenticatedUsers", Permission: "READ" }] },
      beside: [account],
      subjects: ["acl/AuthenticatedUsers/READ"],
    },
  },
  unknown: {
    "policy not readable": { given: { ...closed, Policy: DENIED }, beside: [account] },
    "public policy, block not readable": {
      given: { ...closed, Policy: parsePolicy({ Statement: [read] }), PublicAccessBlock: DENIED },
      beside: [account],
    },
    "access control list not readable": { given: { ...closed, AclGrants: DENIED }, beside: [account] },
  },
});
