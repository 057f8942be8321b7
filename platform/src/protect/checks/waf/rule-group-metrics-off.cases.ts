import { DENIED, defineCases } from "../../cases.ts";

const rule = {
  Name: "common",
  Priority: 0,
  Statement: "managed:AWS/AWSManagedRulesCommonRuleSet",
  Action: "none",
  CloudWatchMetricsEnabled: true,
};

export default defineCases<"WafRuleGroup">({
  pass: { "all rules": { given: { Rules: [rule] } } },
  fail: {
    "one rule is silent": { given: { Rules: [rule, { ...rule, Name: "rate", CloudWatchMetricsEnabled: false }] }, subjects: ["rate"] },
  },
  unknown: { "one is not known": { given: { Rules: [{ ...rule, CloudWatchMetricsEnabled: DENIED }] } } },
  "not-applicable": { "no rules": { given: { Rules: [] } } },
});
