import { DENIED, defineCases, resource } from "../../cases.ts";

const arn = "arn:aws:wafv2:us-east-1:111122223333:global/webacl/w/1";
const rule = (Statement: string) => ({ Name: "r", Priority: 0, Statement, Action: "block", CloudWatchMetricsEnabled: true });

export default defineCases<"CloudFrontDistribution">({
  pass: {
    "a list of countries": { given: { GeoRestrictionType: "whitelist", GeoRestrictionCount: 2, WebAclId: undefined } },
    "a rule of the web ACL": {
      given: { GeoRestrictionType: "none", GeoRestrictionCount: 0, WebAclId: arn },
      beside: [resource("WebAcl", { region: "global", Arn: arn, Rules: [rule("rate-based"), rule("geo")] })],
    },
  },
  fail: {
    none: { given: { GeoRestrictionType: "none", GeoRestrictionCount: 0, WebAclId: undefined } },
    "an empty list": { given: { GeoRestrictionType: "blacklist", GeoRestrictionCount: 0, WebAclId: "" } },
    "a web ACL without such a rule": {
      given: { GeoRestrictionType: "none", GeoRestrictionCount: 0, WebAclId: arn },
      beside: [resource("WebAcl", { region: "global", Arn: arn, Rules: [] })],
    },
  },
  unknown: {
    "the restriction is not known": { given: { GeoRestrictionType: DENIED } },
    "web ACLs could not be listed": { given: { GeoRestrictionType: "none", GeoRestrictionCount: 0, WebAclId: arn }, gaps: ["WebAcl"] },
  },
});
