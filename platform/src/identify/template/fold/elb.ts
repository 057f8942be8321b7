import { type Fact, isUnknown, mapFact, type Noun, unknown } from "../../../model/index.ts";
import { classicLoadBalancerArn } from "../../ids.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { attached, declaredBy } from "./attach.ts";
import { noun, whereOf } from "./make.ts";
import { choice, eachOf, flag, get, list, must, num, or, parts, tags, text, textParts, texts } from "./read.ts";
import { webAclInFrontOf } from "./waf.ts";

type Listener = Exclude<Noun<"LoadBalancer">["Listeners"], { reason: unknown }>[number];

/** A switch among the attributes of a load balancer. */
function attribute(p: unknown, key: string, otherwise: boolean): Fact<boolean> {
  const rows = list(p, "LoadBalancerAttributes");
  if (isUnknown(rows)) return rows;
  for (const row of rows) {
    const name = text(row, "Key");
    if (isUnknown(name)) return name;
    if (name === key) return or(flag(row, "Value"), otherwise);
  }
  return otherwise;
}

function targetGroupsOf(actions: unknown): readonly Fact<string>[] {
  return parts(actions).flatMap((action) => {
    const single = text(action, "TargetGroupArn");
    return [
      ...(single === undefined ? [] : [single]),
      ...parts(action, "ForwardConfig", "TargetGroups").map((group) => must(group, "TargetGroupArn")),
    ];
  });
}

function targetsOf(listener: Declared, stack: Stack): readonly Fact<string>[] {
  const rules = attached(stack, "AWS::ElasticLoadBalancingV2::ListenerRule", "ListenerArn", listener).found;
  const groups = [get(listener.properties, "DefaultActions"), ...rules.map((rule) => get(rule.properties, "Actions"))].flatMap(
    targetGroupsOf,
  );
  const out = new Set<Fact<string>>();
  for (const group of groups) {
    const declared = declaredBy(stack, "AWS::ElasticLoadBalancingV2::TargetGroup", group);
    if (!declared) out.add(isUnknown(group) ? group : unknown("elsewhere", { what: group }));
    else for (const target of parts(declared.properties, "Targets")) out.add(must(target, "Id"));
  }
  return [...out];
}

/** True when a list of actions sends the caller to HTTPS. */
function toHttps(actions: Fact<readonly unknown[]>, listener: Fact<string>): Fact<boolean> {
  if (isUnknown(actions)) return actions;
  for (const action of actions) {
    const type = text(action, "Type");
    const protocol = text(action, "RedirectConfig", "Protocol");
    if (isUnknown(type)) return type;
    if (type !== "redirect") continue;
    if (isUnknown(protocol)) return protocol;
    return protocol === "HTTPS" || ((protocol ?? "#{protocol}") === "#{protocol}" && listener === "HTTPS");
  }
  return false;
}

/** Everything that arrives must be sent on to HTTPS: one rule that forwards is enough to say no. */
function redirects(listener: Declared, stack: Stack, protocol: Fact<string>): Fact<boolean> {
  const { found, undecided } = attached(stack, "AWS::ElasticLoadBalancingV2::ListenerRule", "ListenerArn", listener);
  const facts = [
    toHttps(list(listener.properties, "DefaultActions"), protocol),
    ...found.map((rule) => toHttps(list(rule.properties, "Actions"), protocol)),
  ];
  return facts.includes(false) ? false : (facts.find(isUnknown) ?? undecided ?? true);
}

function listenersOf(d: Declared, stack: Stack): Fact<readonly Listener[]> {
  const { found, undecided } = attached(stack, "AWS::ElasticLoadBalancingV2::Listener", "LoadBalancerArn", d);
  if (undecided) return undecided;
  return found.map((listener) => {
    const p = listener.properties;
    const protocol = must(p, "Protocol");
    const policy = text(p, "SslPolicy");
    return {
      Protocol: protocol,
      Port: num(p, "Port") ?? unknown("malformed", { what: "Port" }),
      SslPolicy: policy ?? (protocol === "HTTPS" || protocol === "TLS" ? "ELBSecurityPolicy-2016-08" : undefined),
      RedirectsToHttps: redirects(listener, stack, protocol),
      TargetArns: targetsOf(listener, stack),
    };
  });
}

/** The VPC of the first subnet or security group that the template has. */
function vpcOf(p: unknown, stack: Stack): Fact<string | undefined> {
  for (const subnet of [...textParts(p, "Subnets"), ...parts(p, "SubnetMappings").map((m) => must(m, "SubnetId"))]) {
    const declared = declaredBy(stack, "AWS::EC2::Subnet", subnet);
    if (declared) return text(declared.properties, "VpcId");
  }
  return unknown("elsewhere", { what: "VpcId" });
}

const loadBalancer: Fold = (d, stack) => {
  const p = d.properties;
  const type = or(choice(["application", "network", "gateway"], p, "Type"), "application");
  return [
    noun(
      "LoadBalancer",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        Type: type,
        // A gateway load balancer has no scheme: nobody reaches it but through endpoints.
        Scheme:
          choice(["internet-facing", "internal"], p, "Scheme") ??
          mapFact(type, (known) => (known === "gateway" ? "internal" : "internet-facing")),
        VpcId: vpcOf(p, stack),
        SecurityGroupIds: texts(p, "SecurityGroups"),
        AccessLogsEnabled: attribute(p, "access_logs.s3.enabled", false),
        DeletionProtection: attribute(p, "deletion_protection.enabled", false),
        DropInvalidHeaders: mapFact(type, (known) =>
          known === "application" ? attribute(p, "routing.http.drop_invalid_header_fields.enabled", false) : undefined,
        ),
        WebAclArn: webAclInFrontOf(stack, [d.arn ?? d.name]),
        Listeners: listenersOf(d, stack),
        Tags: tags(p["Tags"]),
      },
      {
        places: {
          AccessLogsEnabled: ["LoadBalancerAttributes"],
          DeletionProtection: ["LoadBalancerAttributes"],
          DropInvalidHeaders: ["LoadBalancerAttributes"],
        },
      },
    ),
  ];
};

/** The predefined policy that the listener's own policy refers to, or the name of a custom one; AWS's default for TLS without one. */
function sslPolicyOf(p: unknown, listener: unknown): Fact<string | undefined> {
  const names = textParts(listener, "PolicyNames");
  const gap = names.find(isUnknown);
  if (gap) return gap;
  for (const policy of parts(p, "Policies")) {
    const name = text(policy, "PolicyName");
    if (text(policy, "PolicyType") !== "SSLNegotiationPolicyType" || name === undefined || !names.includes(name)) continue;
    const reference = parts(policy, "Attributes").find((row) => text(row, "Name") === "Reference-Security-Policy");
    return reference === undefined ? name : text(reference, "Value");
  }
  const protocol = must(listener, "Protocol");
  return mapFact(protocol, (known) => (/^(https|ssl)$/i.test(known) ? "ELBSecurityPolicy-2016-08" : undefined));
}

const classic: Fold = (d, stack) => {
  const p = d.properties;
  const arn = d.arn ?? classicLoadBalancerArn(whereOf(stack), d.name);
  return [
    noun(
      "LoadBalancer",
      d,
      stack,
      {
        Arn: arn,
        Type: "classic",
        Scheme: or(choice(["internet-facing", "internal"], p, "Scheme"), "internet-facing"),
        VpcId: vpcOf(p, stack),
        SecurityGroupIds: texts(p, "SecurityGroups"),
        AccessLogsEnabled: or(flag(p, "AccessLoggingPolicy", "Enabled"), false),
        DeletionProtection: false,
        DropInvalidHeaders: undefined,
        WebAclArn: undefined,
        Listeners: eachOf(list(p, "Listeners"), (listener) => ({
          Protocol: mapFact(must(listener, "Protocol"), (protocol) => protocol.toUpperCase()),
          Port: num(listener, "LoadBalancerPort") ?? unknown("malformed", { what: "LoadBalancerPort" }),
          SslPolicy: sslPolicyOf(p, listener),
          RedirectsToHttps: false,
          TargetArns: textParts(p, "Instances"),
        })),
        Tags: tags(p["Tags"]),
      },
      { id: arn, places: { AccessLogsEnabled: ["AccessLoggingPolicy"] } },
    ),
  ];
};

const attachment: Fold = () => [];

export const elbFolds: Readonly<Record<string, Fold>> = {
  "AWS::ElasticLoadBalancingV2::LoadBalancer": loadBalancer,
  "AWS::ElasticLoadBalancingV2::Listener": attachment,
  "AWS::ElasticLoadBalancingV2::ListenerRule": attachment,
  "AWS::ElasticLoadBalancingV2::ListenerCertificate": attachment,
  "AWS::ElasticLoadBalancingV2::TargetGroup": attachment,
  "AWS::ElasticLoadBalancing::LoadBalancer": classic,
};
