import { type Context, emit, inherited, own, type Source } from "./context.ts";
import { att, compact, isSet, type Obj, objOf, pick, Refusal, ref, sub, tagList } from "./core.ts";
import { resolvers } from "./graphql-resolvers.ts";
import { type GraphqlScope, put } from "./graphql-scope.ts";
import { dataSource } from "./graphql-sources.ts";
import { trust } from "./policies.ts";

/** A GraphQL API with its schema, data sources, functions, resolvers, keys, cache and domain. */
export function graphqlApi(context: Context, logicalId: string, declared: Obj): void {
  const p = objOf(declared["Properties"]);
  const source: Source = { logicalId, path: ["Resources", logicalId] };
  const scope: GraphqlScope = {
    context,
    logicalId,
    apiId: att(logicalId, "ApiId"),
    attributes: inherited(declared),
    source,
    properties: p,
  };
  const { SchemaInline: inline, SchemaUri: uri } = p;
  if (isSet(inline) === isSet(uri)) throw new Refusal(logicalId, "SchemaInline", "exactly one of SchemaInline and SchemaUri is required");
  const auth = objOf(p["Auth"]);
  emit(context, source, {
    id: logicalId,
    type: "AWS::AppSync::GraphQLApi",
    properties: {
      Name: p["Name"] ?? logicalId,
      ...pick(p, ["XrayEnabled", "Visibility", "OwnerContact", "IntrospectionConfig", "QueryDepthLimit", "ResolverCountLimit"]),
      Tags: [...tagList(p["Tags"]), { Key: "graphqlapi:createdBy", Value: "SAM" }],
      ...authentication(logicalId, auth),
      LogConfig: logging(scope),
    },
    attributes: own(declared),
  });
  put(scope, `${logicalId}Schema`, "AWS::AppSync::GraphQLSchema", { ApiId: scope.apiId, Definition: inline, DefinitionS3Location: uri });
  const byName: Record<string, Obj> = {};
  for (const [kind, sources] of Object.entries(objOf(p["DataSources"]))) {
    for (const [name, one] of Object.entries(objOf(sources))) byName[name] = dataSource(scope, kind, name, objOf(one));
  }
  resolvers(scope, byName);
  keys(scope, auth);
  extras(scope);
  lambdaAuthorizers(scope, auth);
}

function authentication(logicalId: string, auth: Obj): Obj {
  const additional = Array.isArray(auth["Additional"]) ? auth["Additional"] : [];
  const type = auth["Type"];
  if (type === undefined) throw new Refusal(logicalId, "Auth.Type", "the property is required");
  const main = one(auth);
  return compact({
    ...main,
    AdditionalAuthenticationProviders: additional.length === 0 ? undefined : additional.map((a: unknown) => one(objOf(a))),
  });
}

function one(auth: Obj): Obj {
  const lambda = auth["LambdaAuthorizer"];
  return compact({
    AuthenticationType: auth["Type"],
    LambdaAuthorizerConfig: lambda,
    UserPoolConfig: auth["UserPool"],
    OpenIDConnectConfig: auth["OpenIDConnect"],
  });
}

function logging(scope: GraphqlScope): unknown {
  const given = scope.properties["Logging"];
  if (given === false) return undefined;
  const config = objOf(given);
  const level = config["FieldLogLevel"] ?? "ALL";
  let role: unknown = config["CloudWatchLogsRoleArn"];
  if (role === undefined) {
    const id = `${scope.logicalId}CloudWatchRole`;
    put(scope, id, "AWS::IAM::Role", {
      AssumeRolePolicyDocument: trust("appsync.amazonaws.com"),
      ManagedPolicyArns: [sub(`arn:\${AWS::Partition}:iam::aws:policy/service-role/AWSAppSyncPushToCloudWatchLogs`)],
    });
    role = att(id, "Arn");
  }
  return compact({ FieldLogLevel: level, ExcludeVerboseContent: config["ExcludeVerboseContent"], CloudWatchLogsRoleArn: role });
}

function keys(scope: GraphqlScope, auth: Obj): void {
  const given = scope.properties["ApiKeys"];
  for (const [name, key] of Object.entries(objOf(given))) {
    const k = objOf(key);
    put(scope, `${scope.logicalId}${name}`, "AWS::AppSync::ApiKey", {
      ApiId: scope.apiId,
      ApiKeyId: k["ApiKeyId"],
      Description: k["Description"],
      Expires: k["ExpiresOn"],
    });
  }
  const types = [auth, ...(Array.isArray(auth["Additional"]) ? auth["Additional"] : [])].map((a: unknown) => objOf(a)["Type"]);
  if (isSet(given) && !types.includes("API_KEY"))
    throw new Refusal(scope.logicalId, "ApiKeys", "keys need API_KEY among the kinds of authorization");
}

function extras(scope: GraphqlScope): void {
  const { logicalId, apiId, properties: p } = scope;
  if (isSet(p["Cache"])) put(scope, `${logicalId}ApiCache`, "AWS::AppSync::ApiCache", { ApiId: apiId, ...objOf(p["Cache"]) });
  if (!isSet(p["DomainName"])) return;
  put(scope, `${logicalId}DomainName`, "AWS::AppSync::DomainName", { ...objOf(p["DomainName"]) });
  put(scope, `${logicalId}DomainNameApiAssociation`, "AWS::AppSync::DomainNameApiAssociation", {
    ApiId: apiId,
    DomainName: ref(`${logicalId}DomainName`),
  });
}

/** AppSync may invoke the functions that authorize for it: by the way of a connector. */
function lambdaAuthorizers(scope: GraphqlScope, auth: Obj): void {
  const providers = [auth, ...(Array.isArray(auth["Additional"]) ? auth["Additional"] : [])];
  const arns = providers.map((a: unknown) => objOf(objOf(a)["LambdaAuthorizer"])["AuthorizerUri"]).filter((a) => a !== undefined);
  arns.forEach((arn, index) => {
    scope.context.resources[`${scope.logicalId}ToLambdaAuthConnector${index + 1}`] = {
      Type: "AWS::Serverless::Connector",
      ...scope.attributes,
      Properties: {
        Source: { Type: "AWS::AppSync::GraphQLApi", ResourceId: scope.apiId },
        Destination: { Type: "AWS::Lambda::Function", Arn: arn },
        Permissions: ["Write"],
      },
    };
  });
}
