import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases, resource } from "../../cases.ts";

const off = { BlockPublicAcls: false, IgnorePublicAcls: false, BlockPublicPolicy: false, RestrictPublicBuckets: false };
const open = parsePolicy({ Statement: { Sid: "Open", Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" } });

export default defineCases<"S3AccessPoint">({
  pass: {
    "no policy": { given: { Policy: undefined, PublicAccessBlock: off } },
    "public policy that the account cuts off": {
      given: { Policy: open, PublicAccessBlock: off },
      beside: [resource("Account", { S3PublicAccessBlock: { ...off, RestrictPublicBuckets: true } })],
    },
    "public policy that is cut off": { given: { Policy: open, PublicAccessBlock: { ...off, RestrictPublicBuckets: true } } },
  },
  fail: {
    "public policy, and the account blocks ACLs only": {
      given: { Policy: open, PublicAccessBlock: off },
      beside: [resource("Account", { S3PublicAccessBlock: { ...off, IgnorePublicAcls: true } })],
    },
    "public policy": { given: { Policy: open, PublicAccessBlock: off }, subjects: ["Open"] },
  },
  unknown: {
    "public policy, account not readable": { given: { Policy: open, PublicAccessBlock: off }, gaps: ["Account"] },
    "policy not readable": { given: { Policy: DENIED, PublicAccessBlock: off } },
  },
});
