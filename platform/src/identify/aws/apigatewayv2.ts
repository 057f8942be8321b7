import {
  type Api,
  ApiGatewayV2Client,
  type Authorizer,
  GetApisCommand,
  GetAuthorizersCommand,
  GetIntegrationsCommand,
  GetRoutesCommand,
  GetStagesCommand,
  type Integration,
  type Route,
  type Stage,
} from "@aws-sdk/client-apigatewayv2";
import { type Fact, mapFact, unknown } from "../../model/index.ts";
import { httpApiArn, httpAuthorizerId, httpRouteId, httpRouteName, httpStageArn, stageName } from "../ids.ts";
import { type Aws, defineCollector } from "./collector.ts";

const GONE = ["NotFoundException"];
const READ = "apigateway:GET";
/** An API that was not listed hides what belongs to it too. */
const KINDS = ["HttpApi", "HttpRoute", "HttpStage", "HttpAuthorizer"] as const;

/** HTTP and WebSocket APIs with routes, stages and authorizers. Their custom domains are in `apigateway`. */
export const apigatewayv2 = defineCollector({
  service: "apigatewayv2",
  scope: "region",
  kinds: KINDS,
  calls: { GetApis: READ, GetRoutes: READ, GetIntegrations: READ, GetStages: READ, GetAuthorizers: READ },
  origins: {
    HttpApi: { "": "apigateway:GetApis" },
    HttpRoute: {
      "": "apigateway:GetRoutes",
      IntegrationType: "apigateway:GetIntegrations",
      IntegrationUri: "apigateway:GetIntegrations",
      IntegrationCredentials: "apigateway:GetIntegrations",
      IntegrationTimeoutMs: "apigateway:GetIntegrations",
      ConnectionType: "apigateway:GetIntegrations",
      TlsServerNameToVerify: "apigateway:GetIntegrations",
    },
    HttpStage: { "": "apigateway:GetStages" },
    HttpAuthorizer: { "": "apigateway:GetAuthorizers" },
  },
  async collect(aws) {
    const client = aws.client(ApiGatewayV2Client);
    const apis = await aws.list(KINDS, client, GetApisCommand, { MaxResults: "500" }, { items: (page) => page.Items });
    await aws.each(apis, async (api) => {
      addApi(aws, api);
      const of = { ApiId: api.ApiId ?? "", MaxResults: "500" };
      const [routes, integrations, stages, authorizers] = await Promise.all([
        aws.list(["HttpRoute"], client, GetRoutesCommand, of, { items: (page) => page.Items, absent: GONE }),
        aws.listFact(client, GetIntegrationsCommand, of, { items: (page) => page.Items, absent: GONE }),
        aws.list(["HttpStage"], client, GetStagesCommand, of, { items: (page) => page.Items, absent: GONE }),
        aws.list(["HttpAuthorizer"], client, GetAuthorizersCommand, of, { items: (page) => page.Items, absent: GONE }),
      ]);
      for (const route of routes) addRoute(aws, api, route, integrations);
      for (const stage of stages) addStage(aws, api, stage);
      for (const authorizer of authorizers) addAuthorizer(aws, api, authorizer);
    });
  },
});

function protocol(api: Api): "HTTP" | "WEBSOCKET" {
  return api.ProtocolType === "WEBSOCKET" ? "WEBSOCKET" : "HTTP";
}

function addApi(aws: Aws, api: Api): void {
  const id = api.ApiId ?? "";
  const arn = httpApiArn(aws, id);
  const cors = api.CorsConfiguration;
  aws.add(
    "HttpApi",
    { id: arn, name: api.Name ?? id, aliases: [id] },
    {
      Arn: arn,
      ApiId: id,
      Name: api.Name ?? id,
      ProtocolType: protocol(api),
      DisableExecuteApiEndpoint: api.DisableExecuteApiEndpoint ?? false,
      Cors: cors
        ? { AllowOrigins: cors.AllowOrigins ?? [], AllowCredentials: cors.AllowCredentials ?? false, AllowMethods: cors.AllowMethods ?? [] }
        : undefined,
      Tags: api.Tags ?? {},
    },
  );
}

function addRoute(aws: Aws, api: Api, route: Route, integrations: Fact<readonly Integration[]>): void {
  const apiId = api.ApiId ?? "";
  const key = route.RouteKey ?? "";
  const type = route.AuthorizationType ?? "NONE";
  const integrationId = route.Target?.startsWith("integrations/") ? route.Target.slice("integrations/".length) : undefined;
  const integration = <T>(of: (found: Integration) => T | undefined): Fact<T | undefined> =>
    integrationId === undefined
      ? undefined
      : mapFact(integrations, (list) => {
          const found = list.find((item) => item.IntegrationId === integrationId);
          return found ? of(found) : undefined;
        });
  aws.add(
    "HttpRoute",
    {
      id: httpRouteId(aws, apiId, key),
      name: httpRouteName(api.Name ?? apiId, key),
      ...(route.RouteId === undefined ? {} : { aliases: [route.RouteId] }),
    },
    {
      ApiId: apiId,
      ProtocolType: protocol(api),
      RouteKey: key,
      AuthorizationType:
        type === "NONE" || type === "AWS_IAM" || type === "JWT" || type === "CUSTOM"
          ? type
          : unknown("unsupported", { action: READ, what: "AuthorizationType" }),
      AuthorizerId: route.AuthorizerId,
      ApiKeyRequired: route.ApiKeyRequired ?? false,
      IntegrationType: integration((found) => found.IntegrationType),
      IntegrationUri: integration((found) => found.IntegrationUri),
      IntegrationCredentials: integration((found) => found.CredentialsArn),
      IntegrationTimeoutMs: integration((found) => found.TimeoutInMillis),
      ConnectionType: integration((found) => found.ConnectionType),
      TlsServerNameToVerify: integration((found) => found.TlsConfig?.ServerNameToVerify),
      Tags: undefined,
    },
  );
}

function addStage(aws: Aws, api: Api, stage: Stage): void {
  const apiId = api.ApiId ?? "";
  const name = stage.StageName ?? "";
  const arn = httpStageArn(aws, apiId, name);
  const settings = stage.DefaultRouteSettings;
  aws.add(
    "HttpStage",
    { id: arn, name: stageName(api.Name ?? apiId, name) },
    {
      Arn: arn,
      ApiId: apiId,
      ProtocolType: protocol(api),
      StageName: name,
      AccessLogDestination: stage.AccessLogSettings?.DestinationArn || undefined,
      // HTTP APIs write no execution logs at all.
      DefaultLoggingLevel: settings?.LoggingLevel ?? (api.ProtocolType === "WEBSOCKET" ? "OFF" : undefined),
      DefaultThrottlingRateLimit: settings?.ThrottlingRateLimit,
      DefaultThrottlingBurstLimit: settings?.ThrottlingBurstLimit,
      RouteSettings: Object.entries(stage.RouteSettings ?? {}).map(([RouteKey, row]) => ({
        RouteKey,
        LoggingLevel: row.LoggingLevel,
        ThrottlingRateLimit: row.ThrottlingRateLimit,
        ThrottlingBurstLimit: row.ThrottlingBurstLimit,
      })),
      Variables: stage.StageVariables ?? {},
      Tags: stage.Tags ?? {},
    },
  );
}

function addAuthorizer(aws: Aws, api: Api, authorizer: Authorizer): void {
  const apiId = api.ApiId ?? "";
  const id = authorizer.AuthorizerId ?? "";
  const type = authorizer.AuthorizerType;
  aws.add(
    "HttpAuthorizer",
    { id: httpAuthorizerId(aws, apiId, id), name: authorizer.Name ?? id, aliases: [id] },
    {
      ApiId: apiId,
      AuthorizerId: id,
      Name: authorizer.Name ?? id,
      AuthorizerType: type === "JWT" || type === "REQUEST" ? type : unknown("unsupported", { action: READ, what: "AuthorizerType" }),
      AuthorizerUri: authorizer.AuthorizerUri,
      JwtIssuer: authorizer.JwtConfiguration?.Issuer,
      JwtAudience: authorizer.JwtConfiguration?.Audience ?? [],
      Tags: undefined,
    },
  );
}
