import { isIntrinsic, isObj, type Obj, objOf, Refusal } from "./core.ts";

/** What may stand in each section of `Globals`. */
const sections: Readonly<Record<string, string>> = {
  Api: "Auth Name DefinitionUri CacheClusterEnabled CacheClusterSize MergeDefinitions Variables EndpointConfiguration MethodSettings BinaryMediaTypes MinimumCompressionSize Cors GatewayResponses AccessLogSetting CanarySetting TracingEnabled OpenApiVersion Domain AlwaysDeploy PropagateTags SecurityPolicy EndpointAccessMode",
  CapacityProvider: "VpcConfig OperatorRole Tags InstanceRequirements ScalingConfig KmsKeyArn PropagateTags",
  Function:
    "Handler Runtime CodeUri DeadLetterQueue Description MemorySize Timeout VpcConfig Environment Tags PropagateTags Tracing KmsKeyArn AutoPublishAlias AutoPublishAliasAllProperties Layers DeploymentPreference RolePath PermissionsBoundary ReservedConcurrentExecutions ProvisionedConcurrencyConfig AssumeRolePolicyDocument EventInvokeConfig FileSystemConfigs CodeSigningConfigArn Architectures SnapStart EphemeralStorage FunctionUrlConfig RuntimeManagementConfig LoggingConfig RecursiveLoop SourceKMSKeyArn TenancyConfig DurableConfig CapacityProviderConfig FunctionScalingConfig PublishToLatestPublished VersionDeletionPolicy",
  HttpApi:
    "Auth AccessLogSettings StageVariables Tags CorsConfiguration DefaultRouteSettings Domain RouteSettings FailOnWarnings PropagateTags",
  LayerVersion: "PublishLambdaVersion",
  SimpleTable: "SSESpecification",
  StateMachine: "PropagateTags",
  WebSocketApi:
    "AccessLogSettings ApiKeySelectionExpression DefaultRouteSettings DisableExecuteApiEndpoint DisableSchemaValidation Domain FailOnWarnings IpAddressType PropagateTags RouteSelectionExpression RouteSettings StageVariables Tags",
};

/** Checks the `Globals` of a template; nothing is merged when any part of it is wrong. */
export function readGlobals(globals: unknown): Readonly<Record<string, Obj>> {
  if (globals === undefined) return {};
  const refuse = (property: string, message: string): never => {
    throw new Refusal("Globals", property, message);
  };
  if (!isObj(globals)) return refuse("Globals", "it must be a mapping");
  for (const [section, properties] of Object.entries(globals)) {
    const allowed = Object.hasOwn(sections, section) ? sections[section] : undefined;
    if (allowed === undefined) return refuse(section, "there are no globals for this kind of resource");
    if (!isObj(properties)) return refuse(section, "it must be a mapping");
    const names = allowed.split(" ");
    for (const name of Object.keys(properties)) {
      if (!names.includes(name)) return refuse(`${section}.${name}`, "this property cannot be global");
    }
  }
  return globals as Readonly<Record<string, Obj>>;
}

/** Properties of one resource with the globals of its type below them. */
export function withGlobals(globals: Readonly<Record<string, Obj>>, resource: Obj): Obj {
  const type = String(resource["Type"]).split("::")[2] ?? "";
  const section = Object.hasOwn(globals, type) ? globals[type] : undefined;
  if (section === undefined) return objOf(resource["Properties"]);
  const ignored = resource["IgnoreGlobals"];
  if (ignored === "*") return objOf(resource["Properties"]);
  const kept = Array.isArray(ignored) ? Object.fromEntries(Object.entries(section).filter(([k]) => !ignored.includes(k))) : section;
  return objOf(merge(kept, objOf(resource["Properties"])));
}

/** The local value wins; mappings merge key by key, lists are put one after the other. */
function merge(global: unknown, local: unknown): unknown {
  if (Array.isArray(global) && Array.isArray(local)) return [...global, ...local];
  if (!isObj(global) || !isObj(local) || isIntrinsic(global) || isIntrinsic(local)) return local;
  const out: Obj = { ...global };
  for (const [key, value] of Object.entries(local)) out[key] = Object.hasOwn(global, key) ? merge(global[key], value) : value;
  return out;
}
