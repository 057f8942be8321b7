import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"AppSyncApi">({
  pass: {
    "one is associated": { given: { Visibility: "GLOBAL", WebAclArn: "arn:aws:wafv2:ap-northeast-1:111122223333:regional/webacl/w/1" } },
  },
  fail: { none: { given: { Visibility: undefined, WebAclArn: undefined } } },
  unknown: { "the read was denied": { given: { Visibility: "GLOBAL", WebAclArn: DENIED } } },
  "not-applicable": { "reachable from VPCs only": { given: { Visibility: "PRIVATE" } } },
});
