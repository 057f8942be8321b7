import {
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancerPoliciesCommand,
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  ElasticLoadBalancingClient,
  type ListenerDescription,
  type LoadBalancerDescription,
  type PolicyDescription,
} from "@aws-sdk/client-elastic-load-balancing";
import { type Fact, mapFact } from "../../model/index.ts";
import { classicLoadBalancerArn } from "../ids.ts";
import { type Aws, defineCollector } from "./collector.ts";
import { listOf } from "./lists.ts";
import { strings, tagRecord } from "./shapes.ts";

const GONE = { absent: ["LoadBalancerNotFound", "AccessPointNotFoundException"] };

/** Classic load balancers. */
export const elbClassic = defineCollector({
  service: "elb-classic",
  scope: "region",
  kinds: ["LoadBalancer"],
  calls: {
    DescribeLoadBalancers: "elasticloadbalancing:DescribeLoadBalancers",
    DescribeLoadBalancerAttributes: "elasticloadbalancing:DescribeLoadBalancerAttributes",
    DescribeLoadBalancerPolicies: "elasticloadbalancing:DescribeLoadBalancerPolicies",
    DescribeTags: "elasticloadbalancing:DescribeTags",
  },
  origins: {
    LoadBalancer: {
      "": "elasticloadbalancing:DescribeLoadBalancers",
      AccessLogsEnabled: "elasticloadbalancing:DescribeLoadBalancerAttributes",
      Tags: "elasticloadbalancing:DescribeTags",
    },
  },
  async collect(aws) {
    const client = aws.client(ElasticLoadBalancingClient);
    const list = await aws.list(
      ["LoadBalancer"],
      client,
      DescribeLoadBalancersCommand,
      { PageSize: 400 },
      { items: (page) => page.LoadBalancerDescriptions, token: ["Marker", "NextMarker"] },
    );
    await aws.each(list, (balancer) => collectOne(aws, client, balancer));
  },
});

async function collectOne(aws: Aws, client: ElasticLoadBalancingClient, balancer: LoadBalancerDescription): Promise<void> {
  const name = balancer.LoadBalancerName!;
  const arn = classicLoadBalancerArn(aws, name);
  const secure = (balancer.ListenerDescriptions ?? []).some((l) => (l.PolicyNames ?? []).length > 0);
  const [attributes, tags, policies] = await Promise.all([
    aws.read(client, new DescribeLoadBalancerAttributesCommand({ LoadBalancerName: name }), GONE),
    aws.read(client, new DescribeTagsCommand({ LoadBalancerNames: [name] }), GONE),
    secure ? aws.read(client, new DescribeLoadBalancerPoliciesCommand({ LoadBalancerName: name }), GONE) : undefined,
  ]);
  const known = listOf(policies, (answer) => answer.PolicyDescriptions);
  aws.add(
    "LoadBalancer",
    { id: arn, name, ...(balancer.DNSName ? { aliases: [balancer.DNSName] } : {}) },
    {
      Arn: arn,
      Type: "classic",
      Scheme: balancer.Scheme === "internal" ? "internal" : "internet-facing",
      VpcId: balancer.VPCId,
      SecurityGroupIds: balancer.SecurityGroups ?? [],
      AccessLogsEnabled: mapFact(attributes, (answer) => answer?.LoadBalancerAttributes?.AccessLog?.Enabled ?? false),
      DeletionProtection: false, // classic load balancers have none
      DropInvalidHeaders: undefined,
      WebAclArn: undefined,
      Listeners: (balancer.ListenerDescriptions ?? []).map((l) => ({
        Protocol: l.Listener?.Protocol ?? "",
        Port: l.Listener?.LoadBalancerPort ?? 0,
        SslPolicy: sslPolicy(l, known),
        RedirectsToHttps: false, // classic load balancers cannot redirect
        TargetArns: strings((balancer.Instances ?? []).map((i) => i.InstanceId)),
      })),
      Tags: mapFact(tags, (answer) => tagRecord(answer?.TagDescriptions?.[0]?.Tags)),
    },
  );
}

/** The predefined policy that the listener's own policy refers to, or the name of a custom one. */
function sslPolicy(listener: ListenerDescription, policies: Fact<readonly PolicyDescription[]>): Fact<string | undefined> {
  if ((listener.PolicyNames ?? []).length === 0) return undefined;
  return mapFact(policies, (all) => {
    const mine = all.find((p) => p.PolicyTypeName === "SSLNegotiationPolicyType" && listener.PolicyNames?.includes(p.PolicyName ?? ""));
    return (
      mine?.PolicyAttributeDescriptions?.find((a) => a.AttributeName === "Reference-Security-Policy")?.AttributeValue ?? mine?.PolicyName
    );
  });
}
