import {
  CloudFrontClient,
  type DefaultCacheBehavior,
  type DistributionConfig,
  GetDistributionConfigCommand,
  ListTagsForResourceCommand,
  type CacheBehavior as SdkBehavior,
  type Origin as SdkOrigin,
} from "@aws-sdk/client-cloudfront";
import { CloudWatchLogsClient, DescribeDeliveriesCommand, DescribeDeliverySourcesCommand } from "@aws-sdk/client-cloudwatch-logs";
import { type CacheBehavior, type CloudFrontOrigin, type Fact, mapFact, unknown } from "../../model/index.ts";
import { distributions } from "./cloudfront-list.ts";
import { type Aws, defineCollector } from "./collector.ts";
import { filled } from "./lists.ts";
import { strings, tagsOf } from "./shapes.ts";

/** Where CloudFront keeps the log deliveries of all distributions. */
const HOME = "us-east-1";
const GONE = { absent: ["NoSuchDistribution", "NoSuchResource"] };

/** Distributions. The list lacks logging, root object and origin details, so each configuration is read. */
export const cloudfront = defineCollector({
  service: "cloudfront",
  scope: "global",
  kinds: ["CloudFrontDistribution"],
  calls: {
    ListDistributions: "cloudfront:ListDistributions",
    GetDistributionConfig: "cloudfront:GetDistributionConfig",
    ListTagsForResource: "cloudfront:ListTagsForResource",
    DescribeDeliverySources: "logs:DescribeDeliverySources",
    DescribeDeliveries: "logs:DescribeDeliveries",
  },
  origins: { CloudFrontDistribution: { "": "cloudfront:GetDistributionConfig", Tags: "cloudfront:ListTagsForResource" } },
  async collect(aws) {
    const client = aws.client(CloudFrontClient);
    const all = await distributions(aws, client, ["CloudFrontDistribution"]);
    let deliveries: Promise<Fact<ReadonlySet<string>>> | undefined;
    await aws.each(all, async ({ ARN: arn, Id: id, DomainName: domain }) => {
      if (arn === undefined || id === undefined) return;
      const [answer, tags] = await Promise.all([
        aws.read(client, new GetDistributionConfigCommand({ Id: id }), GONE),
        aws.read(client, new ListTagsForResourceCommand({ Resource: arn }), GONE),
      ]);
      if (answer === undefined) return; // deleted since it was listed
      const config = mapFact(
        answer,
        (known) => known?.DistributionConfig ?? unknown("failed", { action: "cloudfront:GetDistributionConfig", what: "no configuration" }),
      );
      const of = <T>(f: (c: DistributionConfig) => Fact<T>) => mapFact(config, f);
      const v1 = of((c) => c.Logging?.Enabled ?? false);
      const logging = v1 === false ? mapFact(await (deliveries ??= delivered(aws)), (arns) => arns.has(arn)) : v1;
      aws.add(
        "CloudFrontDistribution",
        { id: arn, name: id, aliases: strings([domain]) },
        {
          Arn: arn,
          DistributionId: id,
          DomainName: domain,
          Enabled: of((c) => c.Enabled ?? false),
          AliasDomains: of((c) => c.Aliases?.Items ?? []),
          DefaultRootObject: of((c) => filled(c.DefaultRootObject)),
          CacheBehaviors: of((c) => [
            ...(c.DefaultCacheBehavior ? [behavior(c.DefaultCacheBehavior, "*")] : []),
            ...(c.CacheBehaviors?.Items ?? []).map((b: SdkBehavior) => behavior(b, b.PathPattern ?? "*")),
          ]),
          Origins: of((c) => (c.Origins?.Items ?? []).map(origin)),
          OriginGroups: of((c) => (c.OriginGroups?.Items ?? []).map((g) => ({ MemberCount: g.Members?.Items?.length ?? 0 }))),
          LoggingEnabled: logging,
          WebAclId: of((c) => filled(c.WebACLId)),
          ViewerCertificate: of((c) => ({
            CloudFrontDefaultCertificate: c.ViewerCertificate?.CloudFrontDefaultCertificate ?? c.ViewerCertificate === undefined,
            CertificateArn: filled(c.ViewerCertificate?.ACMCertificateArn) ?? filled(c.ViewerCertificate?.IAMCertificateId),
            // CloudFront answers `vip` for its own certificate, which nobody chose.
            SslSupportMethod: c.ViewerCertificate?.CloudFrontDefaultCertificate ? undefined : c.ViewerCertificate?.SSLSupportMethod,
            MinimumProtocolVersion: c.ViewerCertificate?.MinimumProtocolVersion,
          })),
          GeoRestrictionType: of((c) => c.Restrictions?.GeoRestriction?.RestrictionType ?? "none"),
          GeoRestrictionCount: of((c) => c.Restrictions?.GeoRestriction?.Quantity ?? 0),
          Tags: tagsOf(tags, (known) => known.Tags?.Items),
        },
      );
    });
  },
});

/** ARNs of distributions whose access logs are delivered the newer way: a source alone delivers nothing. */
async function delivered(aws: Aws): Promise<Fact<ReadonlySet<string>>> {
  const client = aws.client(CloudWatchLogsClient, HOME);
  const token = ["nextToken", "nextToken"] as const;
  const [sources, deliveries] = await Promise.all([
    aws.listFact(client, DescribeDeliverySourcesCommand, {}, { items: (page) => page.deliverySources, token }),
    aws.listFact(client, DescribeDeliveriesCommand, {}, { items: (page) => page.deliveries, token }),
  ]);
  return mapFact(sources, (all) =>
    mapFact(deliveries, (running) => {
      const named = new Set(running.map((d) => d.deliverySourceName));
      return new Set(all.filter((s) => s.service === "cloudfront" && named.has(s.name)).flatMap((s) => s.resourceArns ?? []));
    }),
  );
}

function behavior(b: DefaultCacheBehavior | SdkBehavior, PathPattern: string): CacheBehavior {
  return {
    PathPattern,
    TargetOriginId: b.TargetOriginId ?? "",
    ViewerProtocolPolicy: b.ViewerProtocolPolicy ?? "",
    TrustedSigners: b.TrustedSigners?.Enabled ?? false,
    TrustedKeyGroups: b.TrustedKeyGroups?.Enabled ?? false,
  };
}

function origin(o: SdkOrigin): CloudFrontOrigin {
  const domain = o.DomainName ?? "";
  return {
    Id: o.Id ?? "",
    DomainName: domain,
    IsS3: /\.s3[.-]([a-z0-9.-]+\.)?amazonaws\.com(\.cn)?$/.test(domain) && !domain.includes(".s3-website"),
    OriginAccessControlId: filled(o.OriginAccessControlId),
    OriginAccessIdentity: filled(o.S3OriginConfig?.OriginAccessIdentity),
    OriginProtocolPolicy: o.CustomOriginConfig?.OriginProtocolPolicy,
    OriginSslProtocols: o.CustomOriginConfig?.OriginSslProtocols?.Items ?? [],
  };
}
