import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases, resource } from "../../cases.ts";

const off = { BlockPublicAcls: false, IgnorePublicAcls: false, BlockPublicPolicy: false, RestrictPublicBuckets: false };
const open = parsePolicy({ Statement: { Sid: "Open", Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" } });

const account = (block: object | undefined) => resource("Account", { S3PublicAccessBlock: block as undefined, Organization: undefined });
const here = resource("S3AccessPoint", {}).account;
const bucket = (fields: object = {}) =>
  resource("Bucket", {
    Arn: "arn:aws:s3:::behind",
    name: "behind",
    Policy: parsePolicy({
      Statement: {
        Effect: "Allow",
        Principal: "*",
        Action: "s3:*",
        Resource: ["arn:aws:s3:::behind", "arn:aws:s3:::behind/*"],
        Condition: { StringEquals: { "s3:DataAccessPointAccount": here } },
      },
    }),
    PublicAccessBlock: off,
    AclGrants: [],
    ObjectOwnership: "BucketOwnerEnforced",
    ...fields,
  });
const given = { Policy: open, PublicAccessBlock: off, Bucket: "behind", NetworkOrigin: "Internet" };

export default defineCases<"S3AccessPoint">({
  pass: {
    "no policy": { given: { Policy: undefined, PublicAccessBlock: off } },
    "public policy that the account cuts off": { given, beside: [account({ ...off, RestrictPublicBuckets: true }), bucket()] },
    "public policy that is cut off": { given: { ...given, PublicAccessBlock: { ...off, RestrictPublicBuckets: true } } },
    "public policy that the bucket's block cuts off": {
      given,
      beside: [account(undefined), bucket({ PublicAccessBlock: { ...off, RestrictPublicBuckets: true } })],
    },
    "public policy, and the bucket lets nobody in": { given, beside: [account(undefined), bucket({ Policy: undefined })] },
    "public policy, for a VPC only": { given: { ...given, NetworkOrigin: "VPC" }, beside: [account(undefined), bucket()] },
  },
  fail: {
    "public policy, and the account blocks ACLs only": { given, beside: [account({ ...off, IgnorePublicAcls: true }), bucket()] },
    "public policy": { given, beside: [account(undefined), bucket()], subjects: ["Open"] },
  },
  unknown: {
    "public policy, account not readable": { given, beside: [bucket()], gaps: ["Account"] },
    "policy not readable": { given: { ...given, Policy: DENIED } },
    "public policy, and the bucket is nowhere": { given, beside: [account(undefined)] },
    "public policy, and the bucket's policy is not readable": { given, beside: [account(undefined), bucket({ Policy: DENIED })] },
  },
});
