import { DENIED, defineCases, resource } from "../../cases.ts";

const arn = "arn:aws:wafv2:ap-northeast-1:111122223333:regional/webacl/w/1";
const rule = (Statement: string | typeof DENIED, Action: string | typeof DENIED = "none") => ({
  Name: "r",
  Priority: 0,
  Statement,
  Action,
  CloudWatchMetricsEnabled: true,
});
const acl = (...Rules: ReturnType<typeof rule>[]) => [resource("WebAcl", { Arn: arn, Rules })];

export default defineCases<"RestStage">({
  pass: {
    "the common rule set": { given: { WebAclArn: arn }, beside: acl(rule("managed:AWS/AWSManagedRulesCommonRuleSet")) },
    "a size constraint": { given: { WebAclArn: arn }, beside: acl(rule("rate-based"), rule("SizeConstraintStatement", "block")) },
  },
  fail: {
    "one without such a rule": { given: { WebAclArn: arn }, beside: acl(rule("rate-based", "block")) },
    "a rule that only counts": { given: { WebAclArn: arn }, beside: acl(rule("size-constraint", "Count")) },
  },
  unknown: {
    "the association could not be read": { given: { WebAclArn: DENIED } },
    "web ACLs could not be listed": { given: { WebAclArn: arn }, gaps: ["WebAcl"] },
    "what the rule does is not known": {
      given: { WebAclArn: arn },
      beside: acl(rule("managed:AWS/AWSManagedRulesCommonRuleSet", DENIED)),
    },
    "a rule is not known": { given: { WebAclArn: arn }, beside: acl(rule(DENIED)) },
  },
  "not-applicable": { "no web ACL (apigateway/rest-without-waf says so)": { given: { WebAclArn: undefined } } },
});
