import {
  AppSyncClient,
  type DataSource,
  GetApiCacheCommand,
  type GraphqlApi,
  ListApiKeysCommand,
  ListDataSourcesCommand,
  ListGraphqlApisCommand,
} from "@aws-sdk/client-appsync";
import { mapFact } from "../../model/index.ts";
import { appSyncApiArn, appSyncDataSourceId } from "../ids.ts";
import { type Aws, defineCollector } from "./collector.ts";
import { isoDate, strings } from "./shapes.ts";

const TOKEN = ["nextToken", "nextToken"] as const;
const GONE = ["NotFoundException"];

/** GraphQL APIs with cache, API keys and data sources. */
export const appsync = defineCollector({
  service: "appsync",
  scope: "region",
  kinds: ["AppSyncApi", "AppSyncDataSource"],
  calls: {
    ListGraphqlApis: "appsync:ListGraphqlApis",
    ListDataSources: "appsync:ListDataSources",
    ListApiKeys: "appsync:ListApiKeys",
    GetApiCache: "appsync:GetApiCache",
  },
  origins: {
    AppSyncApi: { "": "appsync:ListGraphqlApis", Cache: "appsync:GetApiCache", ApiKeyExpires: "appsync:ListApiKeys" },
    AppSyncDataSource: { "": "appsync:ListDataSources" },
  },
  async collect(aws) {
    const client = aws.client(AppSyncClient);
    const apis = await aws.list(
      ["AppSyncApi", "AppSyncDataSource"],
      client,
      ListGraphqlApisCommand,
      { maxResults: 25 },
      { items: (page) => page.graphqlApis, token: TOKEN },
    );
    // APIs that another account shares are listed too; they are that account's to judge.
    const own = apis.filter((api) => api.owner === undefined || api.owner === aws.account);
    await aws.each(own, (api) => collectApi(aws, client, api));
  },
});

async function collectApi(aws: Aws, client: AppSyncClient, api: GraphqlApi): Promise<void> {
  const id = api.apiId ?? "";
  const arn = appSyncApiArn(aws, id);
  const name = api.name ?? id;
  const [cache, keys, sources] = await Promise.all([
    aws.read(client, new GetApiCacheCommand({ apiId: id }), { absent: GONE }),
    aws.listFact(client, ListApiKeysCommand, { apiId: id, maxResults: 25 }, { items: (page) => page.apiKeys, token: TOKEN, absent: GONE }),
    aws.list(
      ["AppSyncDataSource"],
      client,
      ListDataSourcesCommand,
      { apiId: id, maxResults: 25 },
      { items: (page) => page.dataSources, token: TOKEN, absent: GONE },
    ),
  ]);
  aws.add(
    "AppSyncApi",
    { id: arn, name, aliases: [id] },
    {
      Arn: arn,
      ApiId: id,
      Name: name,
      AuthenticationType: api.authenticationType ?? "",
      AdditionalAuthenticationTypes: strings(api.additionalAuthenticationProviders?.map((provider) => provider.authenticationType)),
      FieldLogLevel: api.logConfig?.fieldLogLevel,
      ExcludeVerboseContent: api.logConfig && (api.logConfig.excludeVerboseContent ?? false),
      XrayEnabled: api.xrayEnabled ?? false,
      WebAclArn: api.wafWebAclArn || undefined,
      Visibility: api.visibility ?? "GLOBAL",
      IntrospectionConfig: api.introspectionConfig ?? "ENABLED",
      // AWS answers 0 for "no limit".
      QueryDepthLimit: api.queryDepthLimit || undefined,
      Cache: mapFact(cache, (known) =>
        known?.apiCache
          ? {
              AtRestEncryptionEnabled: known.apiCache.atRestEncryptionEnabled ?? false,
              TransitEncryptionEnabled: known.apiCache.transitEncryptionEnabled ?? false,
            }
          : undefined,
      ),
      ApiKeyExpires: mapFact(keys, (list) => list.map((key) => (key.expires === undefined ? undefined : isoDate(key.expires * 1000)))),
      Tags: api.tags ?? {},
    },
  );
  for (const source of sources) {
    const sourceName = source.name ?? "";
    aws.add(
      "AppSyncDataSource",
      { id: appSyncDataSourceId(aws, id, sourceName), name: sourceName },
      {
        ApiId: id,
        Name: sourceName,
        Type: source.type ?? "",
        ServiceRoleArn: source.serviceRoleArn,
        Target: targetOf(source),
        Tags: undefined,
      },
    );
  }
}

function targetOf(source: DataSource): string | undefined {
  return (
    source.lambdaConfig?.lambdaFunctionArn ??
    source.dynamodbConfig?.tableName ??
    source.eventBridgeConfig?.eventBusArn ??
    source.httpConfig?.endpoint ??
    source.openSearchServiceConfig?.endpoint ??
    source.elasticsearchConfig?.endpoint ??
    source.relationalDatabaseConfig?.rdsHttpEndpointConfig?.dbClusterIdentifier
  );
}
