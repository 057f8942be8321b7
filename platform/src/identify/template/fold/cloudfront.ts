import {
  type CacheBehavior,
  type CloudFrontOrigin,
  type Fact,
  isUnknown,
  mapFact,
  type Noun,
  type Resource,
  unknown,
} from "../../../model/index.ts";
import { lastPart, webAclAssociationId } from "../../ids.ts";
import type { Declared, Fold, Stack } from "../declared.ts";
import { attached, declaredBy } from "./attach.ts";
import { idOf, noun } from "./make.ts";
import { eachOf, flag, get, list, must, or, strings, stringsOr, tags, text, texts, wholeList } from "./read.ts";

function nonEmpty(fact: Fact<readonly unknown[]>): Fact<boolean> {
  return isUnknown(fact) ? fact : fact.length > 0;
}

function behaviour(row: unknown, pattern: string): CacheBehavior {
  return {
    PathPattern: pattern,
    TargetOriginId: must(row, "TargetOriginId"),
    ViewerProtocolPolicy: must(row, "ViewerProtocolPolicy"),
    TrustedSigners: nonEmpty(list(row, "TrustedSigners")),
    TrustedKeyGroups: nonEmpty(list(row, "TrustedKeyGroups")),
  };
}

function behavioursOf(config: unknown): Fact<readonly CacheBehavior[]> {
  const rows = wholeList(config, "CacheBehaviors");
  if (isUnknown(rows)) return rows;
  const out = [behaviour(get(config, "DefaultCacheBehavior"), "*")];
  for (const row of rows) {
    const pattern = must(row, "PathPattern");
    if (isUnknown(pattern)) return pattern;
    out.push(behaviour(row, pattern));
  }
  return out;
}

function isS3(row: unknown): Fact<boolean> {
  const s3 = get(row, "S3OriginConfig");
  if (s3 !== undefined) return isUnknown(s3) ? s3 : true;
  const domain = must(row, "DomainName");
  // A name that is decided later, reached as a custom origin, is a load balancer or an API: buckets have names of their own.
  if (isUnknown(domain)) return get(row, "CustomOriginConfig") === undefined ? domain : false;
  return /\.s3[.-]([a-z0-9.-]+\.)?amazonaws\.com(\.cn)?$/.test(domain) && !domain.includes(".s3-website");
}

function originsOf(config: unknown): Fact<readonly CloudFrontOrigin[]> {
  const rows = wholeList(config, "Origins");
  if (isUnknown(rows)) return rows;
  const out: CloudFrontOrigin[] = [];
  for (const row of rows) {
    const id = must(row, "Id");
    if (isUnknown(id)) return id;
    const custom = get(row, "CustomOriginConfig");
    const identity = text(row, "S3OriginConfig", "OriginAccessIdentity");
    const control = text(row, "OriginAccessControlId");
    out.push({
      Id: id,
      DomainName: must(row, "DomainName"),
      IsS3: isS3(row),
      OriginAccessControlId: control === "" ? undefined : control,
      OriginAccessIdentity: identity === "" ? undefined : identity,
      OriginProtocolPolicy: text(custom, "OriginProtocolPolicy"),
      OriginSslProtocols: custom === undefined ? [] : stringsOr(["TLSv1", "SSLv3"], custom, "OriginSSLProtocols"),
    });
  }
  return out;
}

function loggingOf(config: unknown, d: Declared, stack: Stack): Fact<boolean> {
  const bucket = text(config, "Logging", "Bucket");
  if (typeof bucket === "string" && bucket !== "") return true;
  const sources = attached(stack, "AWS::Logs::DeliverySource", "ResourceArn", d);
  let gap = isUnknown(bucket) ? bucket : sources.undecided;
  for (const source of sources.found) {
    // A source alone delivers nothing.
    const deliveries = attached(stack, "AWS::Logs::Delivery", "DeliverySourceName", source);
    if (deliveries.found.length > 0) return true;
    gap ??= deliveries.undecided;
  }
  return gap ?? false;
}

function certificateOf(config: unknown): Noun<"CloudFrontDistribution">["ViewerCertificate"] {
  const certificate = get(config, "ViewerCertificate");
  const arn = text(certificate, "AcmCertificateArn") ?? text(certificate, "IamCertificateId");
  const byDefault: Fact<boolean> = certificate === undefined ? true : or(flag(certificate, "CloudFrontDefaultCertificate"), false);
  return {
    CloudFrontDefaultCertificate: byDefault,
    CertificateArn: arn,
    SslSupportMethod: byDefault === true ? undefined : text(certificate, "SslSupportMethod"),
    // AWS's own certificate comes with TLSv1, whatever is written.
    MinimumProtocolVersion: byDefault === true ? "TLSv1" : text(certificate, "MinimumProtocolVersion"),
  };
}

/** CloudFront names its web ACL itself; elsewhere an association does. Both come out as one. */
function associationOf(d: Declared, stack: Stack, acl: string): Resource {
  const arn = d.arn ?? d.name;
  const name = declaredBy(stack, "AWS::WAFv2::WebACL", acl)?.name ?? lastPart(acl);
  return noun(
    "WebAclAssociation",
    d,
    stack,
    { WebAclArn: acl, ResourceArn: arn, Tags: undefined },
    {
      id: webAclAssociationId(acl, arn),
      name: `${name} → ${lastPart(arn)}`,
      region: "global",
      aliases: [],
      places: { WebAclArn: ["DistributionConfig", "WebACLId"] },
    },
  );
}

const distribution: Fold = (d, stack) => {
  const p = d.properties;
  const config = get(p, "DistributionConfig") ?? unknown("malformed", { what: "DistributionConfig" });
  const groups = list(config, "OriginGroups", "Items");
  const webAcl = text(config, "WebACLId");
  const association = typeof webAcl === "string" && webAcl !== "" ? [associationOf(d, stack, webAcl)] : [];
  return [
    ...association,
    noun(
      "CloudFrontDistribution",
      d,
      stack,
      {
        Arn: d.arn ?? d.name,
        DistributionId: idOf(d),
        DomainName: unknown("known-after-deploy", { what: "DomainName" }),
        Enabled: or(flag(config, "Enabled"), true),
        AliasDomains: texts(config, "Aliases"),
        DefaultRootObject: mapFact(text(config, "DefaultRootObject"), (known) => known || undefined),
        CacheBehaviors: behavioursOf(config),
        Origins: originsOf(config),
        OriginGroups: eachOf(groups, (group) => ({ MemberCount: mapFact(list(group, "Members", "Items"), (members) => members.length) })),
        LoggingEnabled: loggingOf(config, d, stack),
        WebAclId: webAcl === "" ? undefined : webAcl,
        ViewerCertificate: certificateOf(config),
        GeoRestrictionType: or(text(config, "Restrictions", "GeoRestriction", "RestrictionType"), "none"),
        GeoRestrictionCount: mapFact(strings(config, "Restrictions", "GeoRestriction", "Locations"), (codes) => codes.length),
        Tags: tags(p["Tags"]),
      },
      {
        region: "global",
        places: Object.fromEntries([
          ...["Enabled", "DefaultRootObject", "CacheBehaviors", "Origins", "OriginGroups", "ViewerCertificate"].map(
            (key) => [key, ["DistributionConfig", key]] as const,
          ),
          ["AliasDomains", ["DistributionConfig", "Aliases"]],
          ["LoggingEnabled", ["DistributionConfig", "Logging"]],
          ["WebAclId", ["DistributionConfig", "WebACLId"]],
          ["GeoRestrictionType", ["DistributionConfig", "Restrictions"]],
        ]),
      },
    ),
  ];
};

const attachment: Fold = () => [];

export const cloudfrontFolds: Readonly<Record<string, Fold>> = {
  "AWS::CloudFront::Distribution": distribution,
  "AWS::CloudFront::OriginAccessControl": attachment,
  "AWS::CloudFront::CloudFrontOriginAccessIdentity": attachment,
  "AWS::CloudFront::CachePolicy": attachment,
  "AWS::CloudFront::OriginRequestPolicy": attachment,
  "AWS::CloudFront::ResponseHeadersPolicy": attachment,
  "AWS::CloudFront::Function": attachment,
  "AWS::CloudFront::KeyGroup": attachment,
  "AWS::CloudFront::PublicKey": attachment,
};
