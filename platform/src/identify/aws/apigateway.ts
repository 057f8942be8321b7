import {
  APIGatewayClient,
  type Authorizer,
  GetAuthorizersCommand,
  GetBasePathMappingsCommand,
  GetDomainNamesCommand,
  GetRequestValidatorsCommand,
  GetResourcesCommand,
  GetRestApisCommand,
  GetStagesCommand,
  GetUsagePlansCommand,
  type Method,
  type RequestValidator,
  type RestApi,
  type Stage,
} from "@aws-sdk/client-api-gateway";
import { ApiGatewayV2Client, GetApiMappingsCommand, GetDomainNamesCommand as GetDomainNamesV2Command } from "@aws-sdk/client-apigatewayv2";
import { type Fact, isUnknown, mapFact, type Policy, unknown } from "../../model/index.ts";
import type { MethodSetting } from "../../model/nouns/edge.ts";
import { apiDomainNameArn, restApiArn, restAuthorizerId, restMethodId, restStageArn, routeName, stageName, usagePlanId } from "../ids.ts";
import { type Aws, defineCollector } from "./collector.ts";
import { policyText, strings } from "./shapes.ts";

const POSITION = ["position", "position"] as const;
const GONE = ["NotFoundException"];
const READ = "apigateway:GET";
/** An API that was not listed hides what belongs to it too. */
const OF_AN_API = ["RestApi", "RestMethod", "RestStage", "RestAuthorizer"] as const;

/** REST APIs with methods, stages and authorizers, usage plans, and the custom domains of both API Gateway versions. */
export const apigateway = defineCollector({
  service: "apigateway",
  scope: "region",
  kinds: ["RestApi", "RestMethod", "RestStage", "RestAuthorizer", "UsagePlan", "ApiDomainName"],
  calls: {
    GetRestApis: READ,
    GetResources: READ,
    GetAuthorizers: READ,
    GetRequestValidators: READ,
    GetStages: READ,
    GetUsagePlans: READ,
    GetDomainNames: READ,
    GetBasePathMappings: READ,
    GetApiMappings: READ,
  },
  origins: {
    RestApi: { "": "apigateway:GetRestApis" },
    RestMethod: {
      "": "apigateway:GetResources",
      ValidatesBody: "apigateway:GetRequestValidators",
      ValidatesParameters: "apigateway:GetRequestValidators",
    },
    RestStage: { "": "apigateway:GetStages" },
    RestAuthorizer: { "": "apigateway:GetAuthorizers" },
    UsagePlan: { "": "apigateway:GetUsagePlans" },
    ApiDomainName: { "": "apigateway:GetDomainNames", ApiIds: "apigateway:GetBasePathMappings" },
  },
  async collect(aws) {
    const client = aws.client(APIGatewayClient);
    await Promise.all([collectApis(aws, client), collectUsagePlans(aws, client), collectDomains(aws, client)]);
  },
});

/** API Gateway answers the policy with its quotes escaped once more. */
function apiPolicy(text: string | undefined): Fact<Policy | undefined> {
  if (text === undefined || !/^\s*\{\\/.test(text)) return policyText(text);
  try {
    return policyText(JSON.parse(`"${text}"`) as string);
  } catch {
    return unknown("malformed", { what: "policy is not valid JSON" });
  }
}

async function collectApis(aws: Aws, client: APIGatewayClient): Promise<void> {
  const apis = await aws.list(OF_AN_API, client, GetRestApisCommand, { limit: 500 }, { items: (page) => page.items, token: POSITION });
  await aws.each(apis, async (api) => {
    const id = api.id ?? "";
    const name = api.name ?? id;
    const arn = restApiArn(aws, id);
    aws.add(
      "RestApi",
      { id: arn, name, aliases: [id] },
      {
        Arn: arn,
        RestApiId: id,
        Name: name,
        EndpointTypes: api.endpointConfiguration?.types ?? ["EDGE"],
        Policy: apiPolicy(api.policy),
        DisableExecuteApiEndpoint: api.disableExecuteApiEndpoint ?? false,
        MinimumCompressionSize: api.minimumCompressionSize,
        ApiKeySource: api.apiKeySource ?? "HEADER",
        Tags: api.tags ?? {},
      },
    );
    const of = { restApiId: id };
    const [, stages, authorizers] = await Promise.all([
      collectMethods(aws, client, id, api.name ?? id),
      aws.list(["RestStage"], client, GetStagesCommand, of, { items: (page) => page.item, token: false, absent: GONE }),
      aws.list(
        ["RestAuthorizer"],
        client,
        GetAuthorizersCommand,
        { ...of, limit: 500 },
        { items: (page) => page.items, token: POSITION, absent: GONE },
      ),
    ]);
    for (const stage of stages) addStage(aws, api, stage);
    for (const authorizer of authorizers) addAuthorizer(aws, id, authorizer);
  });
}

async function collectMethods(aws: Aws, client: APIGatewayClient, apiId: string, apiName: string): Promise<void> {
  const resources = await aws.list(
    ["RestMethod"],
    client,
    GetResourcesCommand,
    { restApiId: apiId, embed: ["methods"], limit: 500 },
    { items: (page) => page.items, token: POSITION, absent: GONE },
  );
  const methods = resources.flatMap((resource) =>
    Object.entries(resource.resourceMethods ?? {}).map(([verb, method]) => ({ path: resource.path ?? "/", verb, method })),
  );
  const validators: Fact<readonly RequestValidator[]> = methods.some(({ method }) => method.requestValidatorId)
    ? await aws.listFact(
        client,
        GetRequestValidatorsCommand,
        { restApiId: apiId, limit: 500 },
        { items: (page) => page.items, token: POSITION, absent: GONE },
      )
    : [];
  for (const { path, verb, method } of methods) addMethod(aws, apiId, apiName, path, verb, method, validators);
}

function addMethod(
  aws: Aws,
  apiId: string,
  apiName: string,
  path: string,
  verb: string,
  method: Method,
  validators: Fact<readonly RequestValidator[]>,
): void {
  const validatorId = method.requestValidatorId || undefined;
  const validates = (of: (validator: RequestValidator) => boolean | undefined): Fact<boolean> =>
    validatorId === undefined
      ? false
      : mapFact(validators, (list) => {
          const validator = list.find((v) => v.id === validatorId);
          return validator ? (of(validator) ?? false) : false;
        });
  const type = method.authorizationType;
  const integration = method.methodIntegration;
  aws.add(
    "RestMethod",
    { id: restMethodId(aws, apiId, path, verb), name: routeName(apiName, verb, path) },
    {
      RestApiId: apiId,
      ResourcePath: path,
      HttpMethod: verb,
      AuthorizationType:
        type === "NONE" || type === "AWS_IAM" || type === "CUSTOM" || type === "COGNITO_USER_POOLS"
          ? type
          : unknown("unsupported", { action: READ, what: `authorizationType ${type ?? "was not answered"}` }),
      AuthorizerId: method.authorizerId,
      ApiKeyRequired: method.apiKeyRequired ?? false,
      RequestValidatorId: validatorId,
      ValidatesBody: validates((v) => v.validateRequestBody),
      ValidatesParameters: validates((v) => v.validateRequestParameters),
      RequestModels: method.requestModels ?? {},
      RequestParameters: method.requestParameters ?? {},
      IntegrationType: integration?.type,
      IntegrationUri: integration?.uri,
      IntegrationCredentials: integration?.credentials,
      IntegrationTimeoutMs: integration?.timeoutInMillis,
      // AWS leaves the default out.
      ConnectionType: integration && (integration.connectionType ?? "INTERNET"),
      Tags: undefined,
    },
  );
}

/** `orders/GET` or `~1orders/GET` as the API spells it. */
function settingKey(key: string): { readonly ResourcePath: string; readonly HttpMethod: string } {
  const cut = key.lastIndexOf("/");
  const path = key.slice(0, Math.max(cut, 0)).replaceAll("~1", "/").replaceAll("~0", "~");
  return { ResourcePath: path === "*" || path.startsWith("/") ? path : `/${path}`, HttpMethod: key.slice(cut + 1) };
}

function addStage(aws: Aws, api: RestApi, stage: Stage): void {
  const apiId = api.id ?? "";
  const name = stage.stageName ?? "";
  const arn = restStageArn(aws, apiId, name);
  const MethodSettings = Object.entries(stage.methodSettings ?? {}).map(
    ([key, setting]): MethodSetting => ({
      ...settingKey(key),
      LoggingLevel: setting.loggingLevel ?? "OFF",
      DataTraceEnabled: setting.dataTraceEnabled ?? false,
      MetricsEnabled: setting.metricsEnabled ?? false,
      CachingEnabled: setting.cachingEnabled ?? false,
      CacheDataEncrypted: setting.cacheDataEncrypted ?? false,
      // -1 is how AWS says "not limited here".
      ThrottlingRateLimit: setting.throttlingRateLimit === -1 ? undefined : setting.throttlingRateLimit,
      ThrottlingBurstLimit: setting.throttlingBurstLimit === -1 ? undefined : setting.throttlingBurstLimit,
    }),
  );
  aws.add(
    "RestStage",
    { id: arn, name: stageName(api.name ?? apiId, name) },
    {
      Arn: arn,
      RestApiId: apiId,
      StageName: name,
      AccessLogDestination: stage.accessLogSettings?.destinationArn || undefined,
      TracingEnabled: stage.tracingEnabled ?? false,
      ClientCertificateId: stage.clientCertificateId,
      CacheClusterEnabled: stage.cacheClusterEnabled ?? false,
      MethodSettings,
      WebAclArn: stage.webAclArn || undefined,
      Variables: stage.variables ?? {},
      Tags: stage.tags ?? {},
    },
  );
}

function addAuthorizer(aws: Aws, apiId: string, authorizer: Authorizer): void {
  const id = authorizer.id ?? "";
  const type = authorizer.type;
  aws.add(
    "RestAuthorizer",
    { id: restAuthorizerId(aws, apiId, id), name: authorizer.name ?? id, aliases: [id] },
    {
      RestApiId: apiId,
      AuthorizerId: id,
      Name: authorizer.name ?? id,
      Type:
        type === "TOKEN" || type === "REQUEST" || type === "COGNITO_USER_POOLS"
          ? type
          : unknown("unsupported", { action: READ, what: "type" }),
      AuthorizerUri: authorizer.authorizerUri,
      ProviderArns: authorizer.providerARNs ?? [],
      AuthorizerResultTtlInSeconds: authorizer.authorizerResultTtlInSeconds,
      IdentitySource: authorizer.identitySource,
      Tags: undefined,
    },
  );
}

async function collectUsagePlans(aws: Aws, client: APIGatewayClient): Promise<void> {
  const plans = await aws.list(
    ["UsagePlan"],
    client,
    GetUsagePlansCommand,
    { limit: 500 },
    { items: (page) => page.items, token: POSITION },
  );
  for (const plan of plans) {
    const id = plan.id ?? "";
    aws.add(
      "UsagePlan",
      { id: usagePlanId(aws, id), name: plan.name ?? id, aliases: [id] },
      {
        Name: plan.name ?? id,
        ApiStages: (plan.apiStages ?? []).map((stage) => ({ ApiId: stage.apiId ?? "", Stage: stage.stage ?? "" })),
        RateLimit: plan.throttle?.rateLimit,
        BurstLimit: plan.throttle?.burstLimit,
        QuotaLimit: plan.quota?.limit,
        Tags: plan.tags ?? {},
      },
    );
  }
}

/** Regional domains answer in both versions of the API, edge-optimised ones only in the first: so both are asked, and merged by name. */
async function collectDomains(aws: Aws, client: APIGatewayClient): Promise<void> {
  const v2 = aws.client(ApiGatewayV2Client);
  const [first, second] = await Promise.all([
    aws.list(["ApiDomainName"], client, GetDomainNamesCommand, { limit: 500 }, { items: (page) => page.items, token: POSITION }),
    aws.list(["ApiDomainName"], v2, GetDomainNamesV2Command, {}, { items: (page) => page.Items }),
  ]);
  const newer = new Map(second.map((domain) => [domain.DomainName, domain]));
  const names = new Set([...first.map((d) => d.domainName ?? ""), ...second.map((d) => d.DomainName ?? "")]);
  await aws.each([...names], async (name) => {
    const old = first.find((d) => d.domainName === name);
    const young = newer.get(name);
    const detail = young?.DomainNameConfigurations?.[0];
    const [mappings, apiMappings] = await Promise.all([
      old
        ? aws.listFact(
            client,
            GetBasePathMappingsCommand,
            { domainName: name, limit: 500, ...(old.domainNameId === undefined ? {} : { domainNameId: old.domainNameId }) },
            { items: (page) => page.items, token: POSITION, absent: GONE },
          )
        : [],
      young ? aws.listFact(v2, GetApiMappingsCommand, { DomainName: name }, { items: (page) => page.Items, absent: GONE }) : [],
    ]);
    const ids: Fact<readonly string[]> = isUnknown(mappings)
      ? mappings
      : mapFact(apiMappings, (list) => [...new Set([...strings(mappings.map((m) => m.restApiId)), ...strings(list.map((m) => m.ApiId))])]);
    const arn = apiDomainNameArn(aws, name);
    aws.add(
      "ApiDomainName",
      { id: arn, name },
      {
        Arn: arn,
        DomainName: name,
        SecurityPolicy: old?.securityPolicy ?? detail?.SecurityPolicy,
        EndpointTypes: old?.endpointConfiguration?.types ?? strings(young?.DomainNameConfigurations?.map((d) => d.EndpointType)),
        CertificateArn: old?.regionalCertificateArn ?? old?.certificateArn ?? detail?.CertificateArn,
        MutualTls: (old?.mutualTlsAuthentication?.truststoreUri ?? young?.MutualTlsAuthentication?.TruststoreUri) !== undefined,
        ApiIds: ids,
        Tags: old?.tags ?? young?.Tags ?? {},
      },
    );
  });
}
