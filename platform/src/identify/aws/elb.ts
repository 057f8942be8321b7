import {
  type Action,
  DescribeListenersCommand,
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTagsCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
  type Listener,
  type Rule,
  type LoadBalancer as SdkLoadBalancer,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { GetWebACLForResourceCommand, WAFV2Client } from "@aws-sdk/client-wafv2";
import { type Fact, isUnknown, type LoadBalancer, mapFact } from "../../model/index.ts";
import { type Aws, defineCollector } from "./collector.ts";
import { strings, tagRecord } from "./shapes.ts";

const MARKER = ["Marker", "NextMarker"] as const;
const GONE = { absent: ["LoadBalancerNotFound", "LoadBalancerNotFoundException"] };

/** Application, network and gateway load balancers. Classic ones: `elb-classic.ts`. */
export const elb = defineCollector({
  service: "elb",
  scope: "region",
  kinds: ["LoadBalancer"],
  calls: {
    DescribeLoadBalancers: "elasticloadbalancing:DescribeLoadBalancers",
    DescribeLoadBalancerAttributes: "elasticloadbalancing:DescribeLoadBalancerAttributes",
    DescribeListeners: "elasticloadbalancing:DescribeListeners",
    DescribeRules: "elasticloadbalancing:DescribeRules",
    DescribeTargetHealth: "elasticloadbalancing:DescribeTargetHealth",
    DescribeTags: "elasticloadbalancing:DescribeTags",
    GetWebACLForResource: "wafv2:GetWebACLForResource",
  },
  origins: {
    LoadBalancer: {
      "": "elasticloadbalancing:DescribeLoadBalancers",
      AccessLogsEnabled: "elasticloadbalancing:DescribeLoadBalancerAttributes",
      DeletionProtection: "elasticloadbalancing:DescribeLoadBalancerAttributes",
      DropInvalidHeaders: "elasticloadbalancing:DescribeLoadBalancerAttributes",
      Listeners: "elasticloadbalancing:DescribeListeners",
      WebAclArn: "wafv2:GetWebACLForResource",
      Tags: "elasticloadbalancing:DescribeTags",
    },
  },
  async collect(aws) {
    const client = aws.client(ElasticLoadBalancingV2Client);
    const list = await aws.list(
      ["LoadBalancer"],
      client,
      DescribeLoadBalancersCommand,
      { PageSize: 400 },
      { items: (page) => page.LoadBalancers, token: MARKER },
    );
    await aws.each(list, (balancer) => collectOne(aws, client, balancer));
  },
});

async function collectOne(aws: Aws, client: ElasticLoadBalancingV2Client, balancer: SdkLoadBalancer): Promise<void> {
  const arn = balancer.LoadBalancerArn!;
  const type = balancer.Type ?? "application";
  const [attributes, tags, acl, listeners] = await Promise.all([
    aws.read(client, new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: arn }), GONE),
    aws.read(client, new DescribeTagsCommand({ ResourceArns: [arn] }), GONE),
    // Only application load balancers can have a web ACL.
    type === "application"
      ? aws.read(aws.client(WAFV2Client), new GetWebACLForResourceCommand({ ResourceArn: arn }), {
          absent: ["WAFNonexistentItemException"],
        })
      : undefined,
    readListeners(aws, client, arn, type),
  ]);
  const attribute = (key: string) => mapFact(attributes, (known) => known?.Attributes?.find((a) => a.Key === key)?.Value);
  aws.add(
    "LoadBalancer",
    { id: arn, name: balancer.LoadBalancerName ?? arn, ...(balancer.DNSName ? { aliases: [balancer.DNSName] } : {}) },
    {
      Arn: arn,
      Type: type,
      // A gateway load balancer has no scheme: nobody reaches it but through endpoints.
      Scheme: balancer.Scheme ?? (type === "gateway" ? "internal" : "internet-facing"),
      VpcId: balancer.VpcId,
      SecurityGroupIds: balancer.SecurityGroups ?? [],
      AccessLogsEnabled: mapFact(attribute("access_logs.s3.enabled"), (v) => v === "true"),
      DeletionProtection: mapFact(attribute("deletion_protection.enabled"), (v) => v === "true"),
      DropInvalidHeaders: mapFact(attribute("routing.http.drop_invalid_header_fields.enabled"), (v) =>
        v === undefined ? undefined : v === "true",
      ),
      WebAclArn: mapFact(acl, (known) => known?.WebACL?.ARN),
      Listeners: listeners,
      Tags: mapFact(tags, (known) => tagRecord(known?.TagDescriptions?.[0]?.Tags)),
    },
  );
}

async function readListeners(
  aws: Aws,
  client: ElasticLoadBalancingV2Client,
  arn: string,
  type: string,
): Promise<Fact<LoadBalancer["Listeners"]>> {
  const listeners = await aws.listFact(
    client,
    DescribeListenersCommand,
    { LoadBalancerArn: arn },
    { items: (page) => page.Listeners, token: MARKER, ...GONE },
  );
  if (isUnknown(listeners)) return listeners;
  const targets = new Map<string, Promise<readonly Fact<string>[]>>();
  return Promise.all(
    listeners.map(async (listener) => {
      const rules: Fact<readonly Rule[]> =
        type === "application"
          ? await aws.listFact(
              client,
              DescribeRulesCommand,
              { ListenerArn: listener.ListenerArn! },
              { items: (page) => page.Rules, token: MARKER, absent: ["ListenerNotFound", "ListenerNotFoundException"] },
            )
          : [];
      const actions = [...(listener.DefaultActions ?? []), ...(isUnknown(rules) ? [] : rules.flatMap((r) => r.Actions ?? []))];
      const groups = [...new Set(actions.flatMap(targetGroups))];
      const found = await Promise.all(
        groups.map((group) => {
          let known = targets.get(group);
          if (!known) targets.set(group, (known = readTargets(aws, client, group)));
          return known;
        }),
      );
      return {
        Protocol: listener.Protocol ?? "",
        Port: listener.Port ?? 0,
        SslPolicy: listener.SslPolicy,
        RedirectsToHttps: redirects(listener, rules),
        TargetArns: [...found.flat(), ...(isUnknown(rules) ? [rules] : [])],
      };
    }),
  );
}

function targetGroups(action: Action): readonly string[] {
  return strings([action.TargetGroupArn, ...(action.ForwardConfig?.TargetGroups ?? []).map((g) => g.TargetGroupArn)]);
}

/** Functions, instances, addresses or load balancers behind a target group. */
async function readTargets(aws: Aws, client: ElasticLoadBalancingV2Client, group: string): Promise<readonly Fact<string>[]> {
  const answer = await aws.read(client, new DescribeTargetHealthCommand({ TargetGroupArn: group }), {
    absent: ["TargetGroupNotFound", "TargetGroupNotFoundException"],
  });
  return isUnknown(answer) ? [answer] : strings((answer?.TargetHealthDescriptions ?? []).map((t) => t.Target?.Id));
}

/** Everything that arrives must be sent on to HTTPS: one rule that forwards is enough to say no. */
function redirects(listener: Listener, rules: Fact<readonly Rule[]>): Fact<boolean> {
  const toHttps = (actions: readonly Action[] | undefined) => {
    const last = actions?.find((a) => a.Type === "redirect");
    if (!last) return false;
    return last.RedirectConfig?.Protocol === "HTTPS" || (listener.Protocol === "HTTPS" && last.RedirectConfig?.Protocol === "#{protocol}");
  };
  if (!toHttps(listener.DefaultActions)) return false;
  return mapFact(rules, (known) => known.every((rule) => toHttps(rule.Actions)));
}
