import { parsePolicy, unknown } from "../../../model/index.ts";
import { DENIED, defineCases } from "../../cases.ts";

const Arn = "arn:aws:s3:::b";
const deny = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: [Arn, "arn:aws:s3:::b/*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const with_ = (statement: object) => ({ Arn, Policy: parsePolicy({ Statement: [statement] }) });

export default defineCases<"Bucket">({
  pass: {
    "the usual statement": { given: with_(deny) },
    "key in other letters, boolean value, principal in a list": {
      given: with_({ ...deny, Principal: { AWS: ["*"] }, Condition: { BoolIfExists: { "AWS:securetransport": [false] } } }),
    },
    "every resource and every action": { given: with_({ ...deny, Action: "*", Resource: "*" }) },
  },
  fail: {
    "no policy": { given: { Arn, Policy: undefined } },
    "only PutObject is refused": { given: with_({ ...deny, Action: "s3:PutObject" }) },
    "only one role is refused": { given: with_({ ...deny, Principal: { AWS: "arn:aws:iam::111122223333:role/r" } }) },
    "only the bucket, not its objects": { given: with_({ ...deny, Resource: Arn }) },
    "a second condition narrows it": {
      given: with_({ ...deny, Condition: { Bool: { "aws:SecureTransport": "false" }, StringEquals: { "s3:prefix": "x" } } }),
    },
    "only old TLS versions are refused": { given: with_({ ...deny, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } }) },
    "Allow when secure, without a Deny": {
      given: with_({ ...deny, Effect: "Allow", Condition: { Bool: { "aws:SecureTransport": "true" } } }),
    },
    "value true instead of false": { given: with_({ ...deny, Condition: { Bool: { "aws:SecureTransport": "true" } } }) },
  },
  unknown: {
    "policy not readable": { given: { Arn, Policy: DENIED } },
    "the resource is not known yet": { given: with_({ ...deny, Resource: unknown("known-after-deploy") }) },
  },
});
