import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"RestStage">({
  pass: { "one is associated": { given: { WebAclArn: "arn:aws:wafv2:ap-northeast-1:111122223333:regional/webacl/w/1" } } },
  fail: { none: { given: { WebAclArn: undefined } } },
  unknown: { "the read was denied": { given: { WebAclArn: DENIED } } },
});
