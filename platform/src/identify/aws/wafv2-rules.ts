import type { FirewallManagerRuleGroup, Rule, Statement, WebACL } from "@aws-sdk/client-wafv2";
import type { WebAclRule } from "../../model/index.ts";

/** All rules of an ACL in the order they run: Firewall Manager's first, the account's own, Firewall Manager's last. */
export function aclRules(acl: WebACL): readonly WebAclRule[] {
  return [
    ...(acl.PreProcessFirewallManagerRuleGroups ?? []).map(managedFromOutside),
    ...(acl.Rules ?? []).map(rule),
    ...(acl.PostProcessFirewallManagerRuleGroups ?? []).map(managedFromOutside),
  ];
}

export function rule(r: Rule): WebAclRule {
  return {
    Name: r.Name ?? "",
    Priority: r.Priority ?? 0,
    Statement: statementName(r.Statement),
    Action: onlyKey(r.Action) ?? onlyKey(r.OverrideAction) ?? "None",
    CloudWatchMetricsEnabled: r.VisibilityConfig?.CloudWatchMetricsEnabled ?? false,
  };
}

function managedFromOutside(group: FirewallManagerRuleGroup): WebAclRule {
  return {
    Name: group.Name ?? "",
    Priority: group.Priority ?? 0,
    Statement: statementName(group.FirewallManagerStatement),
    Action: onlyKey(group.OverrideAction) ?? "None",
    CloudWatchMetricsEnabled: group.VisibilityConfig?.CloudWatchMetricsEnabled ?? false,
  };
}

function statementName(statement: Pick<Statement, "ManagedRuleGroupStatement"> | undefined): string {
  const managed = statement?.ManagedRuleGroupStatement;
  if (managed) return `managed:${managed.VendorName ?? ""}/${managed.Name ?? ""}`;
  const key = onlyKey(statement);
  if (key === "RateBasedStatement") return "rate-based";
  if (key === "GeoMatchStatement") return "geo";
  return key ?? "";
}

function onlyKey(of: object | undefined): string | undefined {
  return Object.entries(of ?? {}).find(([, value]) => value !== undefined)?.[0];
}
