import {
  GetLoggingConfigurationCommand,
  GetRuleGroupCommand,
  GetWebACLCommand,
  ListResourcesForWebACLCommand,
  ListRuleGroupsCommand,
  ListTagsForResourceCommand,
  ListWebACLsCommand,
  type ResourceType,
  WAFV2Client,
} from "@aws-sdk/client-wafv2";
import { isUnknown, mapFact, unknown } from "../../model/index.ts";
import { lastPart, webAclAssociationId } from "../ids.ts";
import { type Aws, defineCollector } from "./collector.ts";
import { tagRecord } from "./shapes.ts";
import { aclRules, rule } from "./wafv2-rules.ts";

export const KINDS = ["WebAcl", "WafRuleGroup", "WebAclAssociation"] as const;
const MARKER = ["NextMarker", "NextMarker"] as const;
const GONE = { absent: ["WAFNonexistentItemException"] };
/** Without a type WAF answers for load balancers only. Types that the estate has no kind for are not asked: not every region knows them. */
const PROTECTED: readonly ResourceType[] = ["APPLICATION_LOAD_BALANCER", "API_GATEWAY", "APPSYNC", "COGNITO_USER_POOL"];

export const aclCalls = {
  ListWebACLs: "wafv2:ListWebACLs",
  GetWebACL: "wafv2:GetWebACL",
  GetLoggingConfiguration: "wafv2:GetLoggingConfiguration",
  ListRuleGroups: "wafv2:ListRuleGroups",
  GetRuleGroup: "wafv2:GetRuleGroup",
  ListTagsForResource: "wafv2:ListTagsForResource",
} as const;

export const aclOrigins = {
  WebAcl: { "": "wafv2:GetWebACL", LoggingDestinations: "wafv2:GetLoggingConfiguration", Tags: "wafv2:ListTagsForResource" },
  WafRuleGroup: { "": "wafv2:GetRuleGroup", Tags: "wafv2:ListTagsForResource" },
};

/** Regional web ACLs, rule groups, and what they protect. Those of CloudFront: `wafv2-cloudfront.ts`. */
export const wafv2 = defineCollector({
  service: "wafv2",
  scope: "region",
  kinds: KINDS,
  calls: { ...aclCalls, ListResourcesForWebACL: "wafv2:ListResourcesForWebACL" },
  origins: { ...aclOrigins, WebAclAssociation: { "": "wafv2:ListResourcesForWebACL" } },
  async collect(aws) {
    const client = aws.client(WAFV2Client);
    await collectAcls(aws, client, "REGIONAL", async (WebACLArn) => {
      const answers = await Promise.all(
        PROTECTED.map((type) => aws.read(client, new ListResourcesForWebACLCommand({ WebACLArn, ResourceType: type }), GONE)),
      );
      const because = answers.find(isUnknown);
      if (because) aws.gap(["WebAclAssociation"], because);
      return answers.flatMap((a) => (isUnknown(a) ? [] : (a?.ResourceArns ?? [])));
    });
  },
});

/** Web ACLs and rule groups of one scope; `protectedBy` tells what an ACL stands in front of. */
export async function collectAcls(
  aws: Aws,
  client: WAFV2Client,
  Scope: "REGIONAL" | "CLOUDFRONT",
  protectedBy: (arn: string) => Promise<readonly string[]>,
): Promise<void> {
  const [acls, groups] = await Promise.all([
    aws.list(
      ["WebAcl", "WebAclAssociation"],
      client,
      ListWebACLsCommand,
      { Scope, Limit: 100 },
      { items: (page) => page.WebACLs, token: MARKER },
    ),
    aws.list(["WafRuleGroup"], client, ListRuleGroupsCommand, { Scope, Limit: 100 }, { items: (page) => page.RuleGroups, token: MARKER }),
  ]);
  const tagsFor = async (ResourceARN: string) =>
    mapFact(await aws.read(client, new ListTagsForResourceCommand({ ResourceARN }), GONE), (known) =>
      tagRecord(known?.TagInfoForResource?.TagList),
    );

  await Promise.all([
    aws.each(acls, async ({ ARN: arn, Name = "", Id }) => {
      if (arn === undefined) return;
      const [answer, logging, resources, Tags] = await Promise.all([
        aws.read(client, new GetWebACLCommand({ Name, Scope, Id: Id! }), GONE),
        aws.read(client, new GetLoggingConfigurationCommand({ ResourceArn: arn }), GONE),
        protectedBy(arn),
        tagsFor(arn),
      ]);
      if (answer === undefined) return; // deleted since it was listed
      const acl = mapFact(
        answer,
        (known) => known?.WebACL ?? unknown("failed", { action: "wafv2:GetWebACL", what: "no web ACL in the answer" }),
      );
      aws.add(
        "WebAcl",
        { id: arn, name: Name },
        {
          Arn: arn,
          Name,
          Scope,
          DefaultAction: mapFact(acl, (a) => (a.DefaultAction?.Block ? "Block" : "Allow")),
          Rules: mapFact(acl, aclRules),
          ManagedByFirewallManager: mapFact(acl, (a) => a.ManagedByFirewallManager ?? false),
          LoggingDestinations: mapFact(logging, (known) => known?.LoggingConfiguration?.LogDestinationConfigs ?? []),
          Tags,
        },
      );
      for (const ResourceArn of new Set(resources)) {
        const id = webAclAssociationId(arn, ResourceArn);
        aws.add("WebAclAssociation", { id, name: `${Name} → ${lastPart(ResourceArn)}` }, { WebAclArn: arn, ResourceArn, Tags: undefined });
      }
    }),
    aws.each(groups, async ({ ARN: arn, Name = "", Id }) => {
      if (arn === undefined) return;
      const [answer, Tags] = await Promise.all([aws.read(client, new GetRuleGroupCommand({ Name, Scope, Id: Id! }), GONE), tagsFor(arn)]);
      if (answer === undefined) return;
      aws.add(
        "WafRuleGroup",
        { id: arn, name: Name },
        {
          Arn: arn,
          Name,
          Scope,
          Rules: mapFact(answer, (known) => (known?.RuleGroup?.Rules ?? []).map(rule)),
          Tags,
        },
      );
    }),
  ]);
}
