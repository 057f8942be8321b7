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
    "a limit that blocks": {
      given: { Rules: [rule, { ...rule, Statement: "rate-based", Action: "block" }], ManagedByFirewallManager: false },
    },
  },
  fail: {
    none: { given: { Rules: [rule], ManagedByFirewallManager: false } },
    "one that only counts": { given: { Rules: [{ ...rule, Statement: "rate-based", Action: "Count" }], ManagedByFirewallManager: false } },
  },
  unknown: {
    "whether the rule only counts is not known": {
      given: { Rules: [{ ...rule, Statement: "rate-based", Action: DENIED }], ManagedByFirewallManager: false },
    },
    "a rule is not known": { given: { Rules: [{ ...rule, Statement: DENIED }], ManagedByFirewallManager: false } },
    "Firewall Manager may bring one": { given: { Rules: [], ManagedByFirewallManager: true } },
  },
});
