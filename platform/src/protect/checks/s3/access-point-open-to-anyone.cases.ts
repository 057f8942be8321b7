import { parsePolicy } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const off = { BlockPublicAcls: false, IgnorePublicAcls: false, BlockPublicPolicy: false, RestrictPublicBuckets: false };
const open = parsePolicy({ Statement: { Sid: "Open", Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" } });

export default defineCases<"S3AccessPoint">({
  pass: {
    "no policy": { given: { Policy: undefined, PublicAccessBlock: off } },
    "public policy that is cut off": { given: { Policy: open, PublicAccessBlock: { ...off, RestrictPublicBuckets: true } } },
  },
  fail: {
    "public policy": { given: { Policy: open, PublicAccessBlock: off }, subjects: ["Open"] },
  },
  unknown: {
    "policy not readable": { given: { Policy: DENIED, PublicAccessBlock: off } },
  },
});
