import { isUnknown } from "../../../../model/index.ts";
import { isObject, type Json } from "../../intrinsics/index.ts";
import type { Mappings } from "../mapping.ts";
import {
  type Attributes,
  block,
  blockOf,
  blocks,
  blocksOf,
  from,
  mapped,
  nest,
  pascal,
  type Rule,
  type Rules,
  tags,
  value,
} from "../rules.ts";

const behaviour: Rules = {
  TargetOriginId: "target_origin_id",
  ViewerProtocolPolicy: "viewer_protocol_policy",
  TrustedSigners: "trusted_signers",
  TrustedKeyGroups: "trusted_key_groups",
  PathPattern: "path_pattern",
};

const distribution: Rules = {
  Enabled: "enabled",
  Aliases: "aliases",
  DefaultRootObject: "default_root_object",
  DefaultCacheBehavior: block("default_cache_behavior", behaviour),
  CacheBehaviors: blocks("ordered_cache_behavior", behaviour),
  Origins: blocks("origin", {
    Id: "origin_id",
    DomainName: "domain_name",
    OriginAccessControlId: "origin_access_control_id",
    S3OriginConfig: block("s3_origin_config", { OriginAccessIdentity: "origin_access_identity" }),
    CustomOriginConfig: block("custom_origin_config", {
      OriginProtocolPolicy: "origin_protocol_policy",
      OriginSSLProtocols: "origin_ssl_protocols",
    }),
  }),
  OriginGroups: from("origin_group", (row) => {
    const rows = value(row, "origin_group");
    if (rows === undefined || isUnknown(rows)) return rows;
    return {
      Items: blocksOf(row, "origin_group").map((group) => (isUnknown(group) ? group : { Members: { Items: blocksOf(group, "member") } })),
    };
  }),
  Logging: block("logging_config", { Bucket: "bucket" }),
  WebACLId: "web_acl_id",
  ViewerCertificate: block("viewer_certificate", {
    CloudFrontDefaultCertificate: "cloudfront_default_certificate",
    AcmCertificateArn: "acm_certificate_arn",
    IamCertificateId: "iam_certificate_id",
    SslSupportMethod: "ssl_support_method",
    MinimumProtocolVersion: "minimum_protocol_version",
  }),
  Restrictions: block("restrictions", {
    GeoRestriction: block("geo_restriction", { RestrictionType: "restriction_type", Locations: "locations" }),
  }),
};

/** The provider's names of statements, where the words are not only spelled differently. */
const STATEMENTS: Readonly<Record<string, string>> = { IpSetReferenceStatement: "IPSetReferenceStatement" };

function statementOf(rule: Json): Json {
  const statement = blockOf(rule, "statement");
  if (statement === undefined) return undefined;
  if (isUnknown(statement) || !isObject(statement)) return statement;
  for (const [name, found] of Object.entries(statement)) {
    const inner: Json = Array.isArray(found) ? found[0] : found;
    if (inner === undefined || inner === null || inner === "") continue;
    const key = name
      .split("_")
      .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
      .join("");
    return { [STATEMENTS[key] ?? key]: pascal(inner) };
  }
  return {};
}

function actionOf(rule: Json, attribute: string): Json {
  const action = blockOf(rule, attribute);
  if (action === undefined) return undefined;
  if (isUnknown(action) || !isObject(action)) return action;
  for (const [name, found] of Object.entries(action)) {
    if (isUnknown(found)) return found;
    if (Array.isArray(found) ? found.length > 0 : found !== null && found !== undefined)
      return { [name.charAt(0).toUpperCase() + name.slice(1)]: {} };
  }
  return undefined;
}

const rules: Rule = from(["rule", "rules"], (row) => {
  const name = value(row, "rule") === undefined ? "rules" : "rule";
  const rows = value(row, name);
  if (rows === undefined || isUnknown(rows)) return rows;
  return blocksOf(row, name).map((rule) => {
    if (isUnknown(rule)) return rule;
    const action = actionOf(rule, "action");
    const override = actionOf(rule, "override_action");
    const visibility = blockOf(rule, "visibility_config");
    return {
      Name: value(rule, "name"),
      Priority: value(rule, "priority"),
      Statement: statementOf(rule),
      ...(action === undefined ? {} : { Action: action }),
      ...(override === undefined ? {} : { OverrideAction: override }),
      ...(visibility === undefined
        ? {}
        : {
            VisibilityConfig: isUnknown(visibility)
              ? visibility
              : { CloudWatchMetricsEnabled: value(visibility, "cloudwatch_metrics_enabled") },
          }),
    };
  });
});

const named: Rules = { Name: "name", Scope: "scope" };

/** Conditions of a load balancer are written one by one here and as a list of pairs there. */
function loadBalancerAttributes(row: Attributes): Json {
  const out: Json[] = [];
  const put = (Key: string, found: Json) => {
    if (found !== undefined) out.push({ Key, Value: found });
  };
  const logs = blockOf(row, "access_logs");
  put("access_logs.s3.enabled", isUnknown(logs) ? logs : value(logs, "enabled"));
  put("deletion_protection.enabled", value(row, "enable_deletion_protection"));
  put("routing.http.drop_invalid_header_fields.enabled", value(row, "drop_invalid_header_fields"));
  return out;
}

const action: Rules = {
  Type: "type",
  TargetGroupArn: "target_group_arn",
  RedirectConfig: block("redirect", { Protocol: "protocol", Port: "port", StatusCode: "status_code" }),
  ForwardConfig: block("forward", { TargetGroups: blocks("target_group", { TargetGroupArn: "arn" }) }),
};

const loadBalancer: Mappings[string] = {
  type: "AWS::ElasticLoadBalancingV2::LoadBalancer",
  attributes: { id: "arn", arn_suffix: "LoadBalancerFullName" },
  properties: {
    Name: "name",
    Type: "load_balancer_type",
    Scheme: from("internal", (row) => {
      const internal = value(row, "internal");
      return internal === undefined || isUnknown(internal) ? internal : internal === true ? "internal" : "internet-facing";
    }),
    SecurityGroups: "security_groups",
    Subnets: "subnets",
    SubnetMappings: blocks("subnet_mapping", { SubnetId: "subnet_id" }),
    LoadBalancerAttributes: from(["access_logs", "enable_deletion_protection", "drop_invalid_header_fields"], loadBalancerAttributes),
    ...tags,
  },
};
const listener: Mappings[string] = {
  type: "AWS::ElasticLoadBalancingV2::Listener",
  attributes: { id: "arn" },
  properties: {
    LoadBalancerArn: "load_balancer_arn",
    Port: "port",
    Protocol: from("protocol", (row) => value(row, "protocol") ?? "HTTP"),
    SslPolicy: "ssl_policy",
    Certificates: mapped("certificate_arn", (arn) => [{ CertificateArn: arn }]),
    DefaultActions: blocks("default_action", action),
  },
};
const listenerRule: Mappings[string] = {
  type: "AWS::ElasticLoadBalancingV2::ListenerRule",
  properties: { ListenerArn: "listener_arn", Actions: blocks("action", action) },
};
const targetGroup: Mappings[string] = {
  type: "AWS::ElasticLoadBalancingV2::TargetGroup",
  attributes: { id: "arn" },
  properties: { Name: "name", Protocol: "protocol", Port: "port", VpcId: "vpc_id", TargetType: "target_type" },
};
const targetAttachment: Mappings[string] = {
  merges: [
    {
      into: "AWS::ElasticLoadBalancingV2::TargetGroup",
      target: (row) => value(row, "target_group_arn"),
      append: true,
      properties: { Targets: from("target_id", (row) => [{ Id: value(row, "target_id") }]) },
    },
  ],
};

export const edge: Mappings = {
  aws_cloudfront_distribution: { type: "AWS::CloudFront::Distribution", properties: { DistributionConfig: nest(distribution), ...tags } },
  aws_cloudfront_origin_access_control: {
    type: "AWS::CloudFront::OriginAccessControl",
    properties: { OriginAccessControlConfig: nest({ Name: "name" }) },
  },
  aws_cloudfront_origin_access_identity: {
    type: "AWS::CloudFront::CloudFrontOriginAccessIdentity",
    attributes: { cloudfront_access_identity_path: "Id", iam_arn: "Id" },
    properties: {},
  },
  aws_cloudfront_cache_policy: { type: "AWS::CloudFront::CachePolicy", properties: {} },
  aws_cloudfront_origin_request_policy: { type: "AWS::CloudFront::OriginRequestPolicy", properties: {} },
  aws_cloudfront_response_headers_policy: { type: "AWS::CloudFront::ResponseHeadersPolicy", properties: {} },
  aws_cloudfront_function: { type: "AWS::CloudFront::Function", properties: { Name: "name" } },
  aws_cloudfront_key_group: { type: "AWS::CloudFront::KeyGroup", properties: {} },
  aws_cloudfront_public_key: { type: "AWS::CloudFront::PublicKey", properties: {} },
  aws_wafv2_web_acl: {
    type: "AWS::WAFv2::WebACL",
    properties: { ...named, DefaultAction: from("default_action", (row) => actionOf(row, "default_action")), Rules: rules, ...tags },
  },
  aws_wafv2_rule_group: { type: "AWS::WAFv2::RuleGroup", properties: { ...named, Rules: rules, ...tags } },
  aws_wafv2_web_acl_association: {
    type: "AWS::WAFv2::WebACLAssociation",
    properties: { ResourceArn: "resource_arn", WebACLArn: "web_acl_arn" },
  },
  aws_wafv2_web_acl_logging_configuration: {
    type: "AWS::WAFv2::LoggingConfiguration",
    properties: { ResourceArn: "resource_arn", LogDestinationConfigs: "log_destination_configs" },
  },
  aws_wafv2_ip_set: { type: "AWS::WAFv2::IPSet", properties: { ...named, Addresses: "addresses" } },
  aws_wafv2_regex_pattern_set: { type: "AWS::WAFv2::RegexPatternSet", properties: named },
  aws_lb: loadBalancer,
  aws_alb: loadBalancer,
  aws_lb_listener: listener,
  aws_alb_listener: listener,
  aws_lb_listener_rule: listenerRule,
  aws_alb_listener_rule: listenerRule,
  aws_lb_listener_certificate: { type: "AWS::ElasticLoadBalancingV2::ListenerCertificate", properties: { ListenerArn: "listener_arn" } },
  aws_lb_target_group: targetGroup,
  aws_alb_target_group: targetGroup,
  aws_lb_target_group_attachment: targetAttachment,
  aws_alb_target_group_attachment: targetAttachment,
  aws_elb: {
    type: "AWS::ElasticLoadBalancing::LoadBalancer",
    properties: {
      LoadBalancerName: "name",
      Scheme: from("internal", (row) =>
        value(row, "internal") === true ? "internal" : isUnknown(value(row, "internal")) ? value(row, "internal") : "internet-facing",
      ),
      SecurityGroups: "security_groups",
      Subnets: "subnets",
      Instances: "instances",
      AccessLoggingPolicy: block("access_logs", { Enabled: from("enabled", (row) => value(row, "enabled") ?? true) }),
      Listeners: blocks("listener", { LoadBalancerPort: "lb_port", Protocol: mapped("lb_protocol", (p) => String(p).toUpperCase()) }),
      ...tags,
    },
  },
  aws_appsync_graphql_api: {
    type: "AWS::AppSync::GraphQLApi",
    attributes: { id: "ApiId" },
    properties: {
      Name: "name",
      AuthenticationType: "authentication_type",
      AdditionalAuthenticationProviders: blocks("additional_authentication_provider", { AuthenticationType: "authentication_type" }),
      LogConfig: block("log_config", { FieldLogLevel: "field_log_level", ExcludeVerboseContent: "exclude_verbose_content" }),
      XrayEnabled: "xray_enabled",
      Visibility: "visibility",
      IntrospectionConfig: "introspection_config",
      QueryDepthLimit: mapped("query_depth_limit", (depth) => (Number(depth) === 0 ? undefined : depth)),
      ...tags,
    },
  },
  aws_appsync_api_cache: {
    type: "AWS::AppSync::ApiCache",
    properties: {
      ApiId: "api_id",
      AtRestEncryptionEnabled: "at_rest_encryption_enabled",
      TransitEncryptionEnabled: "transit_encryption_enabled",
    },
  },
  aws_appsync_api_key: {
    type: "AWS::AppSync::ApiKey",
    properties: {
      ApiId: "api_id",
      Expires: mapped("expires", (date) =>
        Number.isNaN(Date.parse(String(date))) ? undefined : Math.floor(Date.parse(String(date)) / 1000),
      ),
    },
  },
  aws_appsync_datasource: {
    type: "AWS::AppSync::DataSource",
    properties: {
      ApiId: "api_id",
      Name: "name",
      Type: "type",
      ServiceRoleArn: "service_role_arn",
      LambdaConfig: block("lambda_config", { LambdaFunctionArn: "function_arn" }),
      DynamoDBConfig: block("dynamodb_config", { TableName: "table_name" }),
      EventBridgeConfig: block("event_bridge_config", { EventBusArn: "event_bus_arn" }),
      HttpConfig: block("http_config", { Endpoint: "endpoint" }),
      OpenSearchServiceConfig: block("opensearchservice_config", { Endpoint: "endpoint" }),
      ElasticsearchConfig: block("elasticsearch_config", { Endpoint: "endpoint" }),
      RelationalDatabaseConfig: block("relational_database_config", {
        RdsHttpEndpointConfig: block("http_endpoint_config", { DbClusterIdentifier: "db_cluster_identifier" }),
      }),
    },
  },
  aws_appsync_resolver: {
    type: "AWS::AppSync::Resolver",
    properties: { ApiId: "api_id", TypeName: "type", FieldName: "field", DataSourceName: "data_source" },
  },
  aws_appsync_function: {
    type: "AWS::AppSync::FunctionConfiguration",
    properties: { ApiId: "api_id", Name: "name", DataSourceName: "data_source" },
  },
  aws_appsync_domain_name: { type: "AWS::AppSync::DomainName", properties: { DomainName: "domain_name" } },
  aws_appsync_domain_name_api_association: { type: "AWS::AppSync::DomainNameApiAssociation", properties: {} },
};
