import { failIf, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { rolePermissions } from "../../compute/role.ts";
import { administratorGrants, firstUndecided } from "../../iam/permission-questions.ts";

export const administratorRole = defineCheck({
  id: "stepfunctions/administrator-role",
  on: "StateMachine",
  also: ["Role", "ManagedPolicy"],
  severity: "critical",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-4"],
  meets: { "owasp-serverless-top10": ["S5:2018"], "csa-sas-12": ["SAS-4"] },
  text: {
    en: {
      title: "The state machine runs with administrator rights",
      risk: "Whoever may change the definition or shape its input acts with every permission of the account.",
      fix: "Grant the role only the functions and services the definition calls.",
    },
    ja: {
      title: "ステートマシンが管理者権限で動作",
      risk: "定義を変更できる人や入力を操作できる人が、アカウントのすべての権限を使えてしまいます。",
      fix: "定義が呼び出す関数とサービスだけをロールに許可してください。",
    },
  },
  remedy: {
    cli: "aws iam detach-role-policy --role-name <role> --policy-arn arn:aws:iam::aws:policy/AdministratorAccess",
    cloudformation: "Policies:\n  - LambdaInvokePolicy:\n      FunctionName: !Ref <Function>",
  },
  judge(machine, need, world) {
    const role = need.outer(world.find("Role", machine.RoleArn, machine));
    if (role === undefined) return notApplicable;
    const permissions = rolePermissions(role, world);
    const grants = administratorGrants(permissions);
    const gap = firstUndecided(permissions);
    if (grants.length === 0 && gap) need(gap);
    return failIf(
      grants.map(({ policy, statement }) => ({
        subject: `${policy}/${statement.Sid ?? statement.index}`,
        ...(statement.at ? { at: statement.at } : { path: ["RoleArn"] }),
        found: { role: role.name, policy, Action: statement.Action },
      })),
    );
  },
});
