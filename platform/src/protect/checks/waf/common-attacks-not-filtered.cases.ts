import { DENIED, defineCases } from "../../cases.ts";

const rule = {
  Name: "common",
  Priority: 0,
  Statement: "managed:AWS/AWSManagedRulesCommonRuleSet",
  Action: "none",
  CloudWatchMetricsEnabled: true,
};

export default defineCases<"WebAcl">({
  pass: {
    "AWS's common rules": { given: { Rules: [rule], ManagedByFirewallManager: false } },
    "another vendor's": { given: { Rules: [{ ...rule, Statement: "managed:F5/OWASP_Managed" }], ManagedByFirewallManager: false } },
  },
  fail: {
    "only a rate limit": { given: { Rules: [{ ...rule, Statement: "rate-based" }], ManagedByFirewallManager: false } },
    "counted only": { given: { Rules: [{ ...rule, Action: "count" }], ManagedByFirewallManager: false } },
  },
  unknown: {
    "whether the rule only counts is not known": {
      given: { Rules: [{ ...rule, Action: DENIED }], ManagedByFirewallManager: false },
    },
    "a rule is not known": { given: { Rules: [{ ...rule, Statement: DENIED }], ManagedByFirewallManager: false } },
  },
});
