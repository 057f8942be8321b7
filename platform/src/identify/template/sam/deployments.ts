import { type Context, emit } from "./context.ts";
import { att, compact, isObj, type Obj, objOf, ref, sub } from "./core.ts";
import { trust } from "./policies.ts";

const known = /^(?:AllAtOnce|Canary10Percent(?:5|10|15|30)Minutes|Linear10PercentEvery(?:1Minute|2Minutes|3Minutes|10Minutes))$/u;

/** What CodeDeploy needs for all gradual deployments of a template. */
export function deployments(context: Context): void {
  const groups = context.deployments.groups;
  if (groups.length === 0) return;
  const source = { logicalId: groups[0]?.id ?? "", path: ["Resources"] };
  const passing = groups.map((g) => (g.preference["PassthroughCondition"] === true ? g.condition : undefined));
  const shared = conditionOf(context, passing);
  emit(context, source, {
    id: "ServerlessDeploymentApplication",
    type: "AWS::CodeDeploy::Application",
    properties: { ComputePlatform: "Lambda" },
    attributes: shared,
  });
  const needRole = groups.filter((g) => g.preference["Role"] === undefined);
  if (needRole.length > 0) {
    emit(context, source, {
      id: "CodeDeployServiceRole",
      type: "AWS::IAM::Role",
      properties: {
        AssumeRolePolicyDocument: trust("codedeploy.amazonaws.com"),
        ManagedPolicyArns: [`arn:${context.options.partition}:iam::aws:policy/service-role/AWSCodeDeployRoleForLambda`],
      },
      attributes: shared,
    });
  }
  for (const group of groups) {
    emit(
      context,
      { logicalId: group.id, path: ["Resources", group.id, "Properties", "DeploymentPreference"] },
      {
        id: `${group.id}DeploymentGroup`,
        type: "AWS::CodeDeploy::DeploymentGroup",
        properties: properties(group.preference),
        attributes: compact({ Condition: group.preference["PassthroughCondition"] === true ? group.condition : undefined }),
      },
    );
  }
}

function conditionOf(context: Context, conditions: readonly unknown[]): Obj {
  const names = [...new Set(conditions)];
  if (names.some((n) => typeof n !== "string")) return {};
  if (names.length === 1) return { Condition: names[0] };
  context.conditions["ServerlessCodeDeployCondition"] = { "Fn::Or": names.map((n) => ({ Condition: n })) };
  return { Condition: "ServerlessCodeDeployCondition" };
}

function properties(preference: Obj): Obj {
  return compact({
    AlarmConfiguration: alarms(preference["Alarms"]),
    ApplicationName: ref("ServerlessDeploymentApplication"),
    AutoRollbackConfiguration: { Enabled: true, Events: ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"] },
    DeploymentConfigName: configName(preference["Type"]),
    DeploymentStyle: { DeploymentType: "BLUE_GREEN", DeploymentOption: "WITH_TRAFFIC_CONTROL" },
    ServiceRoleArn: preference["Role"] ?? att("CodeDeployServiceRole", "Arn"),
    TriggerConfigurations: preference["TriggerConfigurations"],
  });
}

function alarms(given: unknown): unknown {
  if (given === undefined) return undefined;
  const branch = objOf(given)["Fn::If"];
  const named = (list: unknown): unknown => (Array.isArray(list) ? list.map((a: unknown) => ({ Name: a })) : list);
  const value = Array.isArray(branch) ? { "Fn::If": [branch[0], named(branch[1]), named(branch[2])] } : named(given);
  return { Enabled: true, Alarms: value };
}

function configName(type: unknown): unknown {
  const branch = objOf(type)["Fn::If"];
  if (Array.isArray(branch)) return { "Fn::If": [branch[0], configName(branch[1]), configName(branch[2])] };
  if (isObj(type)) return type;
  return typeof type === "string" && known.test(type) ? sub(`CodeDeployDefault.Lambda\${ConfigName}`, { ConfigName: type }) : type;
}
