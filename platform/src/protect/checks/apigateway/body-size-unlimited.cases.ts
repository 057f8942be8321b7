import { defineCases, DENIED, resource } from "../../cases.ts";

const arn = "arn:aws:wafv2:ap-northeast-1:111122223333:regional/webacl/w/1";
const rule = (Statement: string | typeof DENIED, Action = "none") => ({
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
    "no web ACL": { given: { WebAclArn: undefined } },
    "one without such a rule": { given: { WebAclArn: arn }, beside: acl(rule("rate-based", "block")) },
    "a rule that only counts": { given: { WebAclArn: arn }, beside: acl(rule("size-constraint", "Count")) },
  },
  unknown: {
    "the association could not be read": { given: { WebAclArn: DENIED } },
    "web ACLs could not be listed": { given: { WebAclArn: arn }, gaps: ["WebAcl"] },
    "a rule is not known": { given: { WebAclArn: arn }, beside: acl(rule(DENIED)) },
  },
});
