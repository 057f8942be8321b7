import { isUnknown, type Place } from "../../../model/index.ts";
import { isObject, type Json } from "../intrinsics/index.ts";
import { compact, type Expansion, type Fn, items, type Shape, shape, sub } from "./expansion.ts";
import { hasOwnRole, providerRole, tracingOf, usesVpc } from "./functions.ts";
import { roleId } from "./names.ts";

const TRUST = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: ["lambda.amazonaws.com"] }, Action: ["sts:AssumeRole"] }],
};

function logStatements(groups: readonly string[]): readonly Shape[] {
  const base = "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:";
  return [
    {
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:CreateLogGroup", "logs:TagResource"],
      Resource: groups.map((group) => sub(`${base}${group}:*`)),
    },
    { Effect: "Allow", Action: ["logs:PutLogEvents"], Resource: groups.map((group) => sub(`${base}${group}:*:*`)) },
  ];
}

const TRACE: Shape = { Effect: "Allow", Action: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], Resource: ["*"] };

/** Log groups of functions: one prefix covers those that are named after the service. */
function groupsOf(out: Expansion, fns: readonly Fn[]): readonly string[] {
  const prefix = `${out.service}-${out.stage}`;
  const named = fns.flatMap((fn) => (typeof fn.name === "string" && !fn.name.startsWith(prefix) ? [`/aws/lambda/${fn.name}`] : []));
  return named.length === fns.length && fns.length > 0 ? named : [`/aws/lambda/${prefix}*`, ...named];
}

/** Statements of all functions: the older and the newer way to write them. */
function sharedStatements(out: Expansion): readonly Json[] {
  const { provider } = out;
  const role = shape(shape(provider["iam"])["role"]);
  return [...items(provider["iamRoleStatements"]), ...items(role["statements"])];
}

/** Declares the roles that the functions run with. */
export function addRoles(out: Expansion, fns: readonly Fn[], placeOf: (fn?: Fn) => Place | undefined): void {
  const own = fns.filter((fn) => hasOwnRole(out, fn));
  const shared = fns.filter((fn) => !own.includes(fn) && fn.config["role"] === undefined);
  if (shared.length > 0 && providerRole(out) === undefined)
    addRole(out, "IamRoleLambdaExecution", shared, sharedStatements(out), placeOf());
  for (const fn of own) {
    const written = items(fn.config["iamRoleStatements"] ?? shape(shape(fn.config["iam"])["role"])["statements"]);
    const custom = shape(shape(out.root["custom"])["serverless-iam-roles-per-function"]);
    const inherits = fn.config["iamRoleStatementsInherit"] ?? shape(shape(fn.config["iam"])["role"])["inherit"] ?? custom["defaultInherit"];
    addRole(out, roleId(fn.key), [fn], inherits === true ? [...sharedStatements(out), ...written] : written, placeOf(fn));
  }
}

function addRole(out: Expansion, id: string, fns: readonly Fn[], statements: readonly Json[], place: Place | undefined): void {
  const settings = shape(shape(out.provider["iam"])["role"]);
  const isShared = id === "IamRoleLambdaExecution";
  const region = "${AWS::Region}";
  const traced = fns.some((fn) => tracingOf(out, fn.config) !== undefined);
  const all: Json[] = [
    ...logStatements(groupsOf(out, fns)),
    ...(traced ? [TRACE] : []),
    ...fns.flatMap((fn) => out.statements.get(fn.key) ?? []),
    ...statements,
  ];
  const managed = [...items(out.provider["iamManagedPolicies"]), ...items(settings["managedPolicies"])];
  const vpc = fns.some((fn) => usesVpc(out, fn.config))
    ? [sub("arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole")]
    : [];
  const fixed = isShared ? settings["name"] : fns[0]?.config["iamRoleStatementsName"];
  const boundary = settings["permissionsBoundary"] ?? settings["permissionBoundary"] ?? out.provider["rolePermissionsBoundary"];
  const properties = compact({
    AssumeRolePolicyDocument: TRUST,
    RoleName:
      fixed ??
      sub(
        isShared ? `${out.service}-${out.stage}-${region}-lambdaRole` : `${out.service}-${out.stage}-${fns[0]!.key}-${region}-lambdaRole`,
      ),
    Path: settings["path"] ?? "/",
    PermissionsBoundary: boundary,
    ManagedPolicyArns: managed.length + vpc.length === 0 ? undefined : [...managed, ...vpc],
    Policies: [{ PolicyName: `${out.stage}-${out.service}-lambda`, PolicyDocument: { Version: "2012-10-17", Statement: all } }],
    Tags:
      isObject(settings["tags"]) && !isUnknown(settings["tags"])
        ? Object.entries(settings["tags"]).map(([Key, Value]) => ({ Key, Value }))
        : undefined,
  });
  out.add(id, "AWS::IAM::Role", properties, place);
}
