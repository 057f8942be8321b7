import { CloudFrontClient } from "@aws-sdk/client-cloudfront";
import { WAFV2Client } from "@aws-sdk/client-wafv2";
import { distributions } from "./cloudfront-list.ts";
import { defineCollector } from "./collector.ts";
import { aclCalls, aclOrigins, collectAcls, KINDS } from "./wafv2.ts";

/** Web ACLs for CloudFront live in us-east-1, whatever regions are scanned. */
const HOME = "us-east-1";

/** Web ACLs, rule groups and associations of CloudFront. */
export const wafv2CloudFront = defineCollector({
  service: "wafv2-cloudfront",
  scope: "global",
  kinds: KINDS,
  calls: { ...aclCalls, ListDistributions: "cloudfront:ListDistributions" },
  origins: { ...aclOrigins, WebAclAssociation: { "": "cloudfront:ListDistributions" } },
  async collect(aws) {
    let all: ReturnType<typeof distributions> | undefined;
    await collectAcls(aws, aws.client(WAFV2Client, HOME), "CLOUDFRONT", async (acl) => {
      all ??= distributions(aws, aws.client(CloudFrontClient), ["WebAclAssociation"]);
      return (await all).flatMap((d) => (d.WebACLId === acl && d.ARN !== undefined ? [d.ARN] : []));
    });
  },
});
