import { att, compact, isSet, type Obj, objOf, Refusal } from "./core.ts";
import { type GraphqlScope, put } from "./graphql-scope.ts";

/** A pipeline without code of its own hands on the result of its last function. */
const passOn = `
export function request(ctx) {
    return {};
}

export function response(ctx) {
    return ctx.prev.result;
}
`;

/** The functions and resolvers of a GraphQL API. */
export function resolvers(scope: GraphqlScope, sources: Readonly<Record<string, Obj>>): void {
  const functions: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(objOf(scope.properties["Functions"]))) {
    functions[name] = pipelineFunction(scope, name, objOf(given), sources);
  }
  for (const [type, fields] of Object.entries(objOf(scope.properties["Resolvers"]))) {
    for (const [name, given] of Object.entries(objOf(fields))) resolver(scope, type, name, objOf(given), sources, functions);
  }
}

function pipelineFunction(scope: GraphqlScope, name: string, given: Obj, sources: Readonly<Record<string, Obj>>): unknown {
  if (isSet(given["Id"])) return given["Id"];
  const at = `Functions.${name}`;
  const id = `${scope.logicalId}${name}`;
  put(scope, id, "AWS::AppSync::FunctionConfiguration", {
    ApiId: scope.apiId,
    ...codeOf(scope, at, given, undefined),
    DataSourceName: sourceOf(scope, at, given["DataSource"], sources),
    Description: given["Description"],
    MaxBatchSize: given["MaxBatchSize"],
    Name: given["Name"] ?? name,
    Runtime: runtimeOf(scope, at, given),
    SyncConfig: given["Sync"],
  });
  return att(id, "FunctionId");
}

function resolver(
  scope: GraphqlScope,
  type: string,
  name: string,
  given: Obj,
  sources: Readonly<Record<string, Obj>>,
  functions: Readonly<Record<string, unknown>>,
): void {
  const at = `Resolvers.${type}.${name}`;
  const pipeline = given["Pipeline"];
  const isPipeline = Array.isArray(pipeline);
  if (!isPipeline || given["DataSource"] !== undefined) throw new Refusal(scope.logicalId, at, "a resolver is a Pipeline of functions");
  const stages = isPipeline ? pipeline.map((f: unknown) => functionOf(scope, at, f, functions)) : [];
  put(
    scope,
    `${scope.logicalId}${type}${name}`,
    "AWS::AppSync::Resolver",
    {
      ApiId: scope.apiId,
      ...codeOf(scope, at, given, isPipeline ? passOn : undefined),
      CachingConfig: given["Caching"],
      DataSourceName: isPipeline ? undefined : sourceOf(scope, at, given["DataSource"], sources),
      FieldName: given["FieldName"] ?? name,
      Kind: isPipeline ? "PIPELINE" : "UNIT",
      MaxBatchSize: given["MaxBatchSize"],
      PipelineConfig: isPipeline ? { Functions: stages } : undefined,
      Runtime: runtimeOf(scope, at, given),
      SyncConfig: given["Sync"],
      TypeName: type,
    },
    { DependsOn: [`${scope.logicalId}Schema`] },
  );
}

function functionOf(scope: GraphqlScope, at: string, name: unknown, functions: Readonly<Record<string, unknown>>): unknown {
  if (typeof name === "string" && Object.hasOwn(functions, name)) return functions[name];
  throw new Refusal(scope.logicalId, `${at}.Pipeline`, `there is no function ${String(name)}`);
}

function sourceOf(scope: GraphqlScope, at: string, given: unknown, sources: Readonly<Record<string, Obj>>): unknown {
  if (given === "NONE" || given === "None") {
    const id = `${scope.logicalId}NoneDataSource`;
    put(scope, id, "AWS::AppSync::DataSource", { ApiId: scope.apiId, Name: id, Type: "NONE" });
    return att(id, "Name");
  }
  if (typeof given === "string" && Object.hasOwn(sources, given)) return sources[given];
  if (typeof given === "object" && given !== null) return given;
  throw new Refusal(
    scope.logicalId,
    `${at}.DataSource`,
    given === undefined ? "the property is required" : `there is no data source ${String(given)}`,
  );
}

function codeOf(scope: GraphqlScope, at: string, given: Obj, fallback: string | undefined): Obj {
  const { InlineCode: inline, CodeUri: uri } = given;
  if (isSet(inline) && isSet(uri)) throw new Refusal(scope.logicalId, at, "InlineCode and CodeUri exclude each other");
  if (isSet(inline)) return { Code: inline };
  if (isSet(uri)) return { CodeS3Location: uri };
  if (fallback !== undefined) return { Code: fallback };
  throw new Refusal(scope.logicalId, at, "InlineCode or CodeUri is required");
}

function runtimeOf(scope: GraphqlScope, at: string, given: Obj): Obj {
  const runtime = objOf(given["Runtime"]);
  if (!isSet(runtime)) throw new Refusal(scope.logicalId, `${at}.Runtime`, "the property is required");
  return compact({ Name: runtime["Name"], RuntimeVersion: runtime["Version"] });
}
