import { type Fact, fail, knownOr, mapFact, type Noun, notApplicable, pass, type World } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { oncePer } from "../../compute/once.ts";

function logGroupName(fn: Noun<"LambdaFunction">): Fact<string | undefined> {
  return mapFact(fn.LoggingConfig, (config) => mapFact(config.LogGroup, (group) => group ?? `/aws/lambda/${fn.name}`));
}

/** The log groups that functions write to, by region and name. */
function functionGroups(near: Noun<"LogGroup">, world: World): ReadonlySet<string> {
  return oncePer(
    world,
    near,
    "function-log-groups",
    () => new Set(world.known("LambdaFunction", near).map((fn) => `${fn.region}|${knownOr(logGroupName(fn), undefined)}`)),
  );
}

/** Groups of functions are left to the function's own check. */
export const groupKeptForEver = defineCheck({
  id: "logs/group-kept-for-ever",
  on: "LogGroup",
  also: ["LambdaFunction"],
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["PR.PT-1", "PR.IP-6"],
  meets: { "cis-aws-three-tier-1.0.0": ["5.7"], "owasp-serverless-top10": ["S10:2018"], "csa-sas-12": ["SAS-5"] },
  text: {
    en: {
      title: "The log group keeps its logs for ever",
      risk: "Logs hold personal data longer than anybody decided, and cost a little more every day.",
      fix: "Set a retention that fits your rules, for example 365 days.",
    },
    ja: {
      title: "ロググループの保持期間が無期限",
      risk: "個人データが必要以上に残り続け、費用も日々増えていきます。",
      fix: "規程に合わせて保持期間（例：365 日）を設定してください。",
    },
  },
  remedy: {
    cli: "aws logs put-retention-policy --log-group-name <group> --retention-in-days 365",
    cloudformation: "Type: AWS::Logs::LogGroup\nProperties:\n  RetentionInDays: 365",
    terraform: "retention_in_days = 365",
  },
  judge(group, need, world) {
    const days = need(group.RetentionInDays);
    if (days !== undefined) return pass;
    // The logs of a function are judged with the function (lambda/log-retention-unset).
    const name = need(group.LogGroupName);
    if (functionGroups(group, world).has(`${group.region}|${name}`)) return notApplicable;
    need.outer(world.inRegion("LambdaFunction", group));
    return fail({ path: ["RetentionInDays"], found: null });
  },
});
