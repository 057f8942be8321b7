import { type Fact, isUnknown, type WebAclRule } from "../../../model/index.ts";
import { lastPart, webAclAssociationId } from "../../ids.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { attached, attachedTo, declaredBy } from "./attach.ts";
import { noun } from "./make.ts";
import { choice, entries, flag, get, must, num, or, tags, text, textParts, wholeList } from "./read.ts";

/** The ARN of the web ACL that the template associates with a resource. */
export function webAclInFrontOf(stack: Stack, names: readonly string[]): Fact<string | undefined> {
  const { found, undecided } = attachedTo(stack, "AWS::WAFv2::WebACLAssociation", "ResourceArn", names);
  return found[0] ? must(found[0].properties, "WebACLArn") : undecided;
}

/** `ByteMatchStatement` and so on; the ones people look for have names of their own. */
function statementName(statement: unknown): Fact<string> {
  if (isUnknown(statement)) return statement;
  const [name, body] = entries(statement)[0] ?? ["", undefined];
  if (name === "ManagedRuleGroupStatement") {
    const vendor = or(text(body, "VendorName"), "AWS");
    const group = must(body, "Name");
    return isUnknown(vendor) ? vendor : isUnknown(group) ? group : `managed:${vendor}/${group}`;
  }
  if (name === "RateBasedStatement") return "rate-based";
  return name === "GeoMatchStatement" ? "geo" : name;
}

/** `Allow`, `Block`, `Count`, … or, for rule groups, what overrides their actions: `None` or `Count`. */
function actionOf(rule: unknown): Fact<string> {
  const action = get(rule, "Action") ?? get(rule, "OverrideAction");
  return isUnknown(action) ? action : (entries(action)[0]?.[0] ?? "None");
}

function rulesOf(p: unknown): Fact<readonly WebAclRule[]> {
  const rows = wholeList(p, "Rules");
  if (isUnknown(rows)) return rows;
  const out: WebAclRule[] = [];
  for (const row of rows) {
    const name = must(row, "Name");
    if (isUnknown(name)) return name;
    out.push({
      Name: name,
      Priority: or(num(row, "Priority"), 0),
      Statement: statementName(get(row, "Statement")),
      Action: actionOf(row),
      CloudWatchMetricsEnabled: or(flag(row, "VisibilityConfig", "CloudWatchMetricsEnabled"), false),
    });
  }
  return out;
}

function loggingOf(d: Declared, stack: Stack): Fact<readonly Fact<string>[]> {
  const { found, undecided } = attached(stack, "AWS::WAFv2::LoggingConfiguration", "ResourceArn", d);
  if (found.length === 0) return undecided ?? [];
  return found.flatMap((config) => textParts(config.properties, "LogDestinationConfigs"));
}

function scopeOf(p: unknown): Fact<"REGIONAL" | "CLOUDFRONT"> {
  return or(choice(["REGIONAL", "CLOUDFRONT"], p, "Scope"), "REGIONAL");
}

const webAcl: Fold = (d, stack) => {
  const p = d.properties;
  const scope = scopeOf(p);
  const action = get(p, "DefaultAction");
  return [
    noun(
      "WebAcl",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        Name: d.name,
        Scope: scope,
        DefaultAction: isUnknown(action) ? action : get(action, "Block") === undefined ? "Allow" : "Block",
        Rules: rulesOf(p),
        ManagedByFirewallManager: false,
        LoggingDestinations: loggingOf(d, stack),
        Tags: tags(p["Tags"]),
      },
      scope === "CLOUDFRONT" ? { region: "global" } : {},
    ),
  ];
};

const ruleGroup: Fold = (d, stack) => {
  const p = d.properties;
  const scope = scopeOf(p);
  return [
    noun(
      "WafRuleGroup",
      d,
      stack,
      { Arn: d.arn ?? d.name, Name: d.name, Scope: scope, Rules: rulesOf(p), Tags: tags(p["Tags"]) },
      scope === "CLOUDFRONT" ? { region: "global" } : {},
    ),
  ];
};

const association: Fold = (d, stack) => {
  const acl = must(d.properties, "WebACLArn");
  const resource = must(d.properties, "ResourceArn");
  const decided = !isUnknown(acl) && !isUnknown(resource);
  return [
    noun(
      "WebAclAssociation",
      d,
      stack,
      { WebAclArn: acl, ResourceArn: resource, Tags: undefined },
      {
        ...(decided ? { id: webAclAssociationId(acl, resource) } : {}),
        name: decided ? `${declaredBy(stack, "AWS::WAFv2::WebACL", acl)?.name ?? lastPart(acl)} → ${lastPart(resource)}` : d.logicalId,
        aliases: [],
        places: { WebAclArn: ["WebACLArn"] },
      },
    ),
  ];
};

export const wafFolds: Readonly<Record<string, Fold>> = {
  "AWS::WAFv2::WebACL": webAcl,
  "AWS::WAFv2::RuleGroup": ruleGroup,
  "AWS::WAFv2::WebACLAssociation": association,
  "AWS::WAFv2::LoggingConfiguration": () => [],
  "AWS::WAFv2::IPSet": () => [],
  "AWS::WAFv2::RegexPatternSet": () => [],
};
