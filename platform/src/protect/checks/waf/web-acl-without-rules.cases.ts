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
    "one rule": { given: { Rules: [rule], ManagedByFirewallManager: false, DefaultAction: "Allow" } },
    "rules of Firewall Manager": { given: { Rules: [], ManagedByFirewallManager: true, DefaultAction: "Allow" } },
    "blocks everything": { given: { Rules: [], ManagedByFirewallManager: false, DefaultAction: "Block" } },
  },
  fail: { "empty and open": { given: { Rules: [], ManagedByFirewallManager: false, DefaultAction: "Allow" } } },
  unknown: {
    "rules could not be read": { given: { Rules: DENIED } },
    "Firewall Manager's part is not known": { given: { Rules: [], ManagedByFirewallManager: DENIED } },
  },
});
