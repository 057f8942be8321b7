import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"CloudFrontDistribution">({
  pass: { "one is attached": { given: { WebAclId: "arn:aws:wafv2:us-east-1:111122223333:global/webacl/w/1" } } },
  fail: { none: { given: { WebAclId: undefined } }, "an empty id": { given: { WebAclId: "" } } },
  unknown: { "the read was denied": { given: { WebAclId: DENIED } } },
});
