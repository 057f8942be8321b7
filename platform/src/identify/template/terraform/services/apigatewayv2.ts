import { isUnknown } from "../../../../model/index.ts";
import { isObject, type Json } from "../../intrinsics/index.ts";
import type { Mappings } from "../mapping.ts";
import { block, blocks, blocksOf, either, from, tags, value } from "../rules.ts";

/** Of custom domain names, of both versions. */
export const mutualTls = block("mutual_tls_authentication", { TruststoreUri: "truststore_uri" });

const routeSettings = {
  LoggingLevel: "logging_level",
  DataTraceEnabled: "data_trace_enabled",
  DetailedMetricsEnabled: "detailed_metrics_enabled",
} as const;

/** Limits of 0 are how the provider shows that none is set. */
function limits(row: Json): Record<string, Json> {
  const out: Record<string, Json> = {};
  for (const [property, attribute] of Object.entries(routeSettings)) {
    const found = value(row, attribute);
    if (found !== undefined) out[property] = found;
  }
  for (const [property, attribute] of [
    ["ThrottlingRateLimit", "throttling_rate_limit"],
    ["ThrottlingBurstLimit", "throttling_burst_limit"],
  ] as const) {
    const found = value(row, attribute);
    if (found !== undefined && found !== 0) out[property] = found;
  }
  return out;
}

export const v2: Mappings = {
  aws_apigatewayv2_api: {
    type: "AWS::ApiGatewayV2::Api",
    attributes: { api_endpoint: "ApiEndpoint" },
    properties: {
      Name: "name",
      ProtocolType: "protocol_type",
      Body: "body",
      DisableExecuteApiEndpoint: "disable_execute_api_endpoint",
      CorsConfiguration: block("cors_configuration", {
        AllowOrigins: "allow_origins",
        AllowMethods: "allow_methods",
        AllowHeaders: "allow_headers",
        AllowCredentials: "allow_credentials",
      }),
      Target: "target",
      RouteKey: "route_key",
      CredentialsArn: "credentials_arn",
      ...tags,
    },
  },
  aws_apigatewayv2_route: {
    type: "AWS::ApiGatewayV2::Route",
    properties: {
      ApiId: "api_id",
      RouteKey: "route_key",
      Target: "target",
      AuthorizationType: "authorization_type",
      AuthorizerId: "authorizer_id",
      ApiKeyRequired: "api_key_required",
    },
  },
  aws_apigatewayv2_integration: {
    type: "AWS::ApiGatewayV2::Integration",
    properties: {
      ApiId: "api_id",
      IntegrationType: "integration_type",
      IntegrationUri: "integration_uri",
      CredentialsArn: "credentials_arn",
      TimeoutInMillis: "timeout_milliseconds",
      ConnectionType: "connection_type",
      ConnectionId: "connection_id",
      TlsConfig: block("tls_config", { ServerNameToVerify: "server_name_to_verify" }),
    },
  },
  aws_apigatewayv2_stage: {
    type: "AWS::ApiGatewayV2::Stage",
    attributes: { id: "name" },
    properties: {
      ApiId: "api_id",
      StageName: "name",
      AutoDeploy: "auto_deploy",
      AccessLogSettings: block("access_log_settings", { DestinationArn: "destination_arn", Format: "format" }),
      DefaultRouteSettings: from("default_route_settings", (row) => {
        const found = blocksOf(row, "default_route_settings")[0];
        return found === undefined || isUnknown(found) ? found : limits(found);
      }),
      RouteSettings: from("route_settings", (row) => {
        const out: Record<string, Json> = {};
        for (const item of blocksOf(row, "route_settings")) {
          if (isUnknown(item)) return item;
          const key = value(item, "route_key");
          if (isUnknown(key)) return key;
          if (isObject(item)) out[String(key)] = limits(item);
        }
        return Object.keys(out).length === 0 ? undefined : out;
      }),
      StageVariables: "stage_variables",
      ...tags,
    },
  },
  aws_apigatewayv2_authorizer: {
    type: "AWS::ApiGatewayV2::Authorizer",
    properties: {
      ApiId: "api_id",
      Name: "name",
      AuthorizerType: "authorizer_type",
      AuthorizerUri: "authorizer_uri",
      IdentitySource: "identity_sources",
      JwtConfiguration: block("jwt_configuration", { Issuer: "issuer", Audience: "audience" }),
    },
  },
  aws_apigatewayv2_domain_name: {
    type: "AWS::ApiGatewayV2::DomainName",
    attributes: { domain_name: "name" },
    properties: {
      DomainName: "domain_name",
      DomainNameConfigurations: blocks("domain_name_configuration", {
        CertificateArn: "certificate_arn",
        EndpointType: "endpoint_type",
        SecurityPolicy: "security_policy",
      }),
      MutualTlsAuthentication: mutualTls,
      ...tags,
    },
  },
  aws_apigatewayv2_api_mapping: {
    type: "AWS::ApiGatewayV2::ApiMapping",
    properties: { ApiId: "api_id", DomainName: "domain_name", Stage: either("stage") },
  },
  aws_apigatewayv2_deployment: { type: "AWS::ApiGatewayV2::Deployment", properties: { ApiId: "api_id" } },
  aws_apigatewayv2_vpc_link: { type: "AWS::ApiGatewayV2::VpcLink", properties: { Name: "name" } },
  aws_apigatewayv2_route_response: { merges: [] },
  aws_apigatewayv2_integration_response: { merges: [] },
  aws_apigatewayv2_model: { merges: [] },
};
