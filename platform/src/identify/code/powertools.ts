import type { CodeValue } from "../../model/index.ts";
import type { OutsideCall } from "./machine.ts";
import type { Found } from "./sdk-javascript.ts";
import { type Atom, type Cell, type Outside, pathOf, rootOf, toCodeValue } from "./values.ts";

/** What the utilities of Powertools for AWS Lambda call by themselves. */

interface Use {
  readonly client: string;
  readonly operations: readonly string[];
  readonly parameter: string;
}

const SSM_ONE: Use = { client: "ssm", operations: ["GetParameter"], parameter: "Name" };
const SSM_PATH: Use = { client: "ssm", operations: ["GetParametersByPath"], parameter: "Path" };
const SSM_MANY: Use = { client: "ssm", operations: ["GetParameters", "GetParameter"], parameter: "Names" };
const SECRET: Use = { client: "secrets-manager", operations: ["GetSecretValue"], parameter: "SecretId" };
const CONFIG: Use = {
  client: "appconfigdata",
  operations: ["StartConfigurationSession", "GetLatestConfiguration"],
  parameter: "ConfigurationProfileIdentifier",
};

const FUNCTIONS: Readonly<Record<string, Use>> = {
  getParameter: SSM_ONE,
  getParameters: SSM_PATH,
  getParametersByName: SSM_MANY,
  getSecret: SECRET,
  getAppConfig: CONFIG,
  get_parameter: SSM_ONE,
  get_parameters: SSM_PATH,
  get_parameters_by_name: SSM_MANY,
  get_secret: SECRET,
  get_app_config: CONFIG,
  set_secret: { client: "secrets-manager", operations: ["PutSecretValue", "CreateSecret"], parameter: "SecretId" },
  set_parameter: { client: "ssm", operations: ["PutParameter"], parameter: "Name" },
  setParameter: { client: "ssm", operations: ["PutParameter"], parameter: "Name" },
};

const PROVIDERS: Readonly<Record<string, { readonly one: Use; readonly many: Use }>> = {
  SSMProvider: { one: SSM_ONE, many: SSM_PATH },
  SecretsProvider: { one: SECRET, many: SECRET },
  AppConfigProvider: { one: CONFIG, many: CONFIG },
};

const IDEMPOTENCY = ["GetItem", "PutItem", "UpdateItem", "DeleteItem"];

function uses(use: Use, value: CodeValue): readonly Found[] {
  return use.operations.map((operation) => ({
    sdk: "javascript-3",
    client: use.client,
    operation,
    parameters: { is: "object", fields: { [use.parameter]: value }, open: true },
  }));
}

function onTable(operations: readonly string[], table: CodeValue): readonly Found[] {
  return operations.map((operation) => ({
    sdk: "javascript-3",
    client: "dynamodb",
    operation,
    parameters: { is: "object", fields: { TableName: table }, open: true },
  }));
}

export function powertoolsScript(call: OutsideCall, callee: Outside, root: string): readonly Found[] {
  return powertools(call, callee, root.includes("/parameters") || root.includes("/idempotency"), (args) =>
    fieldOf(args.list[0]?.values ?? [], "tableName"),
  );
}

export function powertoolsPython(call: OutsideCall, callee: Outside): readonly Found[] {
  return powertools(call, callee, true, (args) => toCodeValue(args.named.get("table_name")?.values ?? args.list[0]?.values ?? []));
}

interface Given {
  readonly list: readonly Cell[];
  readonly named: ReadonlyMap<string, Cell>;
}

function powertools(call: OutsideCall, callee: Outside, concerned: boolean, tableOf: (args: Given) => CodeValue): readonly Found[] {
  if (!concerned || callee.k !== "get") return [];
  const { name } = callee;
  const value = toCodeValue(call.list[0] ?? call.named.get("name") ?? call.named.get("path") ?? []);
  if (pathOf(callee) !== undefined) {
    if (name === "DynamoDBPersistenceLayer" && call.made.k === "made") return onTable(IDEMPOTENCY, tableOf(call.made.with));
    const use = FUNCTIONS[name];
    return use ? uses(use, use === SSM_MANY ? { is: "unknown" } : value) : [];
  }
  // `new SSMProvider().get("…")`
  if (callee.of.k !== "made") return [];
  const provider = pathOf(callee.of.of)?.at(-1) ?? "";
  const many = /^get_?multiple$/i.test(name);
  if (name !== "get" && !many) return [];
  if (provider === "DynamoDBProvider") return onTable([many ? "Query" : "GetItem"], tableOf(callee.of.with));
  const pair = Object.hasOwn(PROVIDERS, provider) ? PROVIDERS[provider] : undefined;
  return pair ? uses(many ? pair.many : pair.one, value) : [];
}

function fieldOf(values: readonly Atom[], name: string): CodeValue {
  return toCodeValue(values.flatMap((atom) => (atom.k === "obj" ? (atom.fields.get(name)?.values ?? []) : [])));
}

export function isPowertools(atom: Outside): boolean {
  return /^(aws_lambda_powertools|@aws-lambda-powertools)/.test(rootOf(atom));
}
