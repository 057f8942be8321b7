import { isUnknown } from "../../../../model/index.ts";
import type { Json } from "../../intrinsics/index.ts";
import type { Mappings } from "../mapping.ts";
import { type Attributes, type Build, block, blocks, blocksOf, type Context, from, nest, type Rules, tags, value } from "../rules.ts";
import { mutualTls, v2 } from "./apigatewayv2.ts";

/** A resource of a REST API; the root one is known by the end of its id. */
function resourceId(name: string): Build {
  return from(name, (row, context) => pathId(row, name, context));
}

function pathId(row: Attributes, name: string, context: Context): Json {
  const id = value(row, name);
  return typeof id === "string" && context.isRootResource(id) ? `${id}-root` : id;
}

const endpoint = block("endpoint_configuration", { Types: "types", VpcEndpointIds: "vpc_endpoint_ids" });
const ofStage = (row: Attributes) => ({ RestApiId: value(row, "rest_api_id"), StageName: value(row, "stage_name") });

/** `orders/{id}/GET`, `~1orders~1{id}/GET` or a path of stars. */
function settingOf(row: Attributes): Json {
  const path = value(row, "method_path");
  const settings = blocksOf(row, "settings")[0];
  if (isUnknown(path)) return [path];
  if (isUnknown(settings)) return [settings];
  const text = String(path ?? "*/*");
  const cut = text.lastIndexOf("/");
  const resource = text.slice(0, cut);
  const out: Record<string, Json> = {
    ResourcePath:
      resource.startsWith("/") || resource === "*"
        ? resource
        : resource.startsWith("~1")
          ? `/${resource}`
          : `/${resource.replaceAll("/", "~1")}`,
    HttpMethod: text.slice(cut + 1),
  };
  const names: Rules = {
    LoggingLevel: "logging_level",
    DataTraceEnabled: "data_trace_enabled",
    MetricsEnabled: "metrics_enabled",
    CachingEnabled: "caching_enabled",
    CacheDataEncrypted: "cache_data_encrypted",
  };
  for (const [property, attribute] of Object.entries(names)) {
    const found = value(settings, attribute as string);
    if (found !== undefined) out[property] = found;
  }
  for (const [property, attribute] of [
    ["ThrottlingRateLimit", "throttling_rate_limit"],
    ["ThrottlingBurstLimit", "throttling_burst_limit"],
  ] as const) {
    const found = value(settings, attribute);
    // -1 is the provider's word for no limit of its own.
    if (found !== undefined && !(typeof found === "number" && found < 0)) out[property] = found;
  }
  return [out];
}

const v1: Mappings = {
  aws_api_gateway_rest_api: {
    type: "AWS::ApiGateway::RestApi",
    properties: {
      Name: "name",
      Body: "body",
      EndpointConfiguration: endpoint,
      Policy: "policy",
      DisableExecuteApiEndpoint: "disable_execute_api_endpoint",
      MinimumCompressionSize: from("minimum_compression_size", (row) => {
        const size = value(row, "minimum_compression_size");
        return Number(size) < 0 ? undefined : size;
      }),
      ApiKeySourceType: "api_key_source",
      ...tags,
    },
  },
  aws_api_gateway_rest_api_policy: {
    merges: [{ into: "AWS::ApiGateway::RestApi", target: (row) => value(row, "rest_api_id"), properties: { Policy: "policy" } }],
  },
  aws_api_gateway_resource: {
    type: "AWS::ApiGateway::Resource",
    properties: { RestApiId: "rest_api_id", ParentId: resourceId("parent_id"), PathPart: "path_part" },
  },
  aws_api_gateway_method: {
    type: "AWS::ApiGateway::Method",
    properties: {
      RestApiId: "rest_api_id",
      ResourceId: resourceId("resource_id"),
      HttpMethod: "http_method",
      AuthorizationType: "authorization",
      AuthorizerId: "authorizer_id",
      ApiKeyRequired: "api_key_required",
      RequestValidatorId: "request_validator_id",
      RequestModels: "request_models",
      RequestParameters: "request_parameters",
    },
  },
  aws_api_gateway_integration: {
    merges: [
      {
        into: "AWS::ApiGateway::Method",
        target: () => "",
        also: (row, context) => ({
          RestApiId: value(row, "rest_api_id"),
          ResourceId: pathId(row, "resource_id", context),
          HttpMethod: value(row, "http_method"),
        }),
        properties: {
          Integration: nest({
            Type: "type",
            Uri: "uri",
            IntegrationHttpMethod: "integration_http_method",
            Credentials: "credentials",
            TimeoutInMillis: "timeout_milliseconds",
            ConnectionType: "connection_type",
            ConnectionId: "connection_id",
            RequestTemplates: "request_templates",
          }),
        },
      },
    ],
  },
  aws_api_gateway_method_response: { merges: [] },
  aws_api_gateway_integration_response: { merges: [] },
  aws_api_gateway_deployment: { type: "AWS::ApiGateway::Deployment", properties: { RestApiId: "rest_api_id", StageName: "stage_name" } },
  aws_api_gateway_stage: {
    type: "AWS::ApiGateway::Stage",
    attributes: { stage_name: "name", id: "name" },
    properties: {
      RestApiId: "rest_api_id",
      StageName: "stage_name",
      DeploymentId: "deployment_id",
      AccessLogSetting: block("access_log_settings", { DestinationArn: "destination_arn", Format: "format" }),
      TracingEnabled: "xray_tracing_enabled",
      ClientCertificateId: "client_certificate_id",
      CacheClusterEnabled: "cache_cluster_enabled",
      Variables: "variables",
      ...tags,
    },
  },
  aws_api_gateway_method_settings: {
    merges: [
      {
        into: "AWS::ApiGateway::Stage",
        target: () => "",
        also: ofStage,
        append: true,
        properties: { MethodSettings: from("settings", settingOf) },
      },
    ],
  },
  aws_api_gateway_authorizer: {
    type: "AWS::ApiGateway::Authorizer",
    properties: {
      RestApiId: "rest_api_id",
      Name: "name",
      Type: from("type", (row) => value(row, "type") ?? "TOKEN"),
      AuthorizerUri: "authorizer_uri",
      ProviderARNs: "provider_arns",
      AuthorizerResultTtlInSeconds: "authorizer_result_ttl_in_seconds",
      IdentitySource: "identity_source",
    },
  },
  aws_api_gateway_usage_plan: {
    type: "AWS::ApiGateway::UsagePlan",
    properties: {
      UsagePlanName: "name",
      ApiStages: blocks("api_stages", { ApiId: "api_id", Stage: "stage" }),
      Throttle: block("throttle_settings", { RateLimit: "rate_limit", BurstLimit: "burst_limit" }),
      Quota: block("quota_settings", { Limit: "limit", Period: "period" }),
      ...tags,
    },
  },
  aws_api_gateway_usage_plan_key: { type: "AWS::ApiGateway::UsagePlanKey", properties: { KeyId: "key_id", UsagePlanId: "usage_plan_id" } },
  aws_api_gateway_api_key: { type: "AWS::ApiGateway::ApiKey", properties: { Name: "name", Enabled: "enabled" } },
  aws_api_gateway_request_validator: {
    type: "AWS::ApiGateway::RequestValidator",
    properties: {
      RestApiId: "rest_api_id",
      Name: "name",
      ValidateRequestBody: "validate_request_body",
      ValidateRequestParameters: "validate_request_parameters",
    },
  },
  aws_api_gateway_model: { type: "AWS::ApiGateway::Model", properties: { RestApiId: "rest_api_id", Name: "name", Schema: "schema" } },
  aws_api_gateway_account: { type: "AWS::ApiGateway::Account", properties: { CloudWatchRoleArn: "cloudwatch_role_arn" } },
  aws_api_gateway_gateway_response: { type: "AWS::ApiGateway::GatewayResponse", properties: { RestApiId: "rest_api_id" } },
  aws_api_gateway_client_certificate: { type: "AWS::ApiGateway::ClientCertificate", properties: {} },
  aws_api_gateway_vpc_link: { type: "AWS::ApiGateway::VpcLink", properties: { Name: "name" } },
  aws_api_gateway_domain_name: {
    type: "AWS::ApiGateway::DomainName",
    attributes: { domain_name: "name" },
    properties: {
      DomainName: "domain_name",
      SecurityPolicy: "security_policy",
      EndpointConfiguration: endpoint,
      RegionalCertificateArn: "regional_certificate_arn",
      CertificateArn: "certificate_arn",
      MutualTlsAuthentication: mutualTls,
      ...tags,
    },
  },
  aws_api_gateway_base_path_mapping: {
    type: "AWS::ApiGateway::BasePathMapping",
    properties: { DomainName: "domain_name", RestApiId: "api_id", Stage: "stage_name" },
  },
};

export const apigateway: Mappings = { ...v1, ...v2 };
