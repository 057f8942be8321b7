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
    return [...(single === undefined ? [] : [single]), ...parts(action, "ForwardConfig", "TargetGroups").map((group) => must(group, "TargetGroupArn"))];
  });
}

function targetsOf(listener: Declared, stack: Stack): readonly Fact<string>[] {
  const rules = attached(stack, "AWS::ElasticLoadBalancingV2::ListenerRule", "ListenerArn", listener).found;
  const groups = [get(listener.properties, "DefaultActions"), ...rules.map((rule) => get(rule.properties, "Actions"))].flatMap(targetGroupsOf);
  const out = new Set<Fact<string>>();
  for (const group of groups) {
    const declared = declaredBy(stack, "AWS::ElasticLoadBalancingV2::TargetGroup", group);
    if (!declared) out.add(isUnknown(group) ? group : unknown("elsewhere", { what: group }));
    else for (const target of parts(declared.properties, "Targets")) out.add(must(target, "Id"));
  }
  return [...out];
}

/** True when every default action sends the caller to HTTPS. */
function redirects(p: unknown): Fact<boolean> {
  const actions = list(p, "DefaultActions");
  if (isUnknown(actions)) return actions;
  for (const action of actions) {
    const type = text(action, "Type");
    const protocol = text(action, "RedirectConfig", "Protocol");
    if (isUnknown(type)) return type;
    if (isUnknown(protocol)) return protocol;
    if (type === "redirect" && protocol === "HTTPS") return true;
  }
  return false;
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
      RedirectsToHttps: redirects(p),
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
    noun("LoadBalancer", d, stack, {
      Arn: d.arn ?? d.name,
      Type: type,
      Scheme: or(choice(["internet-facing", "internal"], p, "Scheme"), "internet-facing"),
      VpcId: vpcOf(p, stack),
      SecurityGroupIds: texts(p, "SecurityGroups"),
      AccessLogsEnabled: attribute(p, "access_logs.s3.enabled", false),
      DeletionProtection: attribute(p, "deletion_protection.enabled", false),
      DropInvalidHeaders: mapFact(type, (known) => (known === "application" ? attribute(p, "routing.http.drop_invalid_header_fields.enabled", false) : undefined)),
      WebAclArn: webAclInFrontOf(stack, [d.arn ?? d.name]),
      Listeners: listenersOf(d, stack),
      Tags: tags(p["Tags"]),
    }, { places: { AccessLogsEnabled: ["LoadBalancerAttributes"], DeletionProtection: ["LoadBalancerAttributes"], DropInvalidHeaders: ["LoadBalancerAttributes"] } }),
  ];
};

const classic: Fold = (d, stack) => {
  const p = d.properties;
  const arn = d.arn ?? classicLoadBalancerArn(whereOf(stack), d.name);
  return [
    noun("LoadBalancer", d, stack, {
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
        Protocol: must(listener, "Protocol"),
        Port: num(listener, "LoadBalancerPort") ?? unknown("malformed", { what: "LoadBalancerPort" }),
        SslPolicy: undefined,
        RedirectsToHttps: false,
        TargetArns: textParts(p, "Instances"),
      })),
      Tags: tags(p["Tags"]),
    }, { id: arn, places: { AccessLogsEnabled: ["AccessLoggingPolicy"] } }),
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
