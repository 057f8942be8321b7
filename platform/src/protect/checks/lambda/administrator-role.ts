import { failIf, isUnknown, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { roleOf, rolePermissions } from "../../compute/role.ts";
import { administratorGrants, firstUndecided } from "../../iam/permission-questions.ts";
import { type Grant, type Permissions } from "../../iam/permissions.ts";

const NONE: readonly never[] = [];

/** CIS looks at the action alone: `*` on a few resources is still every action there. A boundary or Deny of everything ends it. */
function everyAction(permissions: Permissions): readonly Grant[] {
  if (!permissions.grants.some(isOfEveryAction)) return NONE; // nearly always: nothing is copied then
  const all = (grants: readonly Grant[], effect: "Allow" | "Deny") =>
    grants.filter((grant) => grant.statement.Effect === effect && isOfEveryAction(grant));
  if (all(permissions.grants, "Deny").some(({ statement }) => statement.Condition === undefined && statement.Resource?.includes("*")))
    return NONE;
  if (permissions.boundary && all(permissions.boundary.grants, "Allow").length === 0) return NONE;
  return all(permissions.grants, "Allow");
}

function isOfEveryAction({ actions }: Grant): boolean {
  return actions.includes("*") || actions.includes("*:*");
}

export const administratorRole = defineCheck({
  id: "lambda/administrator-role",
  on: "LambdaFunction",
  also: ["Role", "ManagedPolicy"],
  severity: "critical",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-4"],
  meets: { "cis-aws-compute-1.0.0": ["4.4", "4.9"], "owasp-serverless-top10": ["S5:2018"], "csa-sas-12": ["SAS-4"] },
  text: {
    en: {
      title: "The function runs with administrator rights",
      risk: "One flaw in the function's code, or in a library, hands over the whole account: every action is allowed to it.",
      fix: "Replace the policy by one that names the actions and resources the function uses; put a permissions boundary on the role.",
    },
    ja: {
      title: "関数が管理者権限で動作",
      risk: "コードやライブラリに脆弱性が 1 つあるだけで、すべてのアクションが許可され、アカウント全体を奪われます。",
      fix: "関数が使うアクションとリソースだけを列挙したポリシーに置き換え、ロールにアクセス許可の境界を設定してください。",
    },
  },
  remedy: {
    cli: "aws iam detach-role-policy --role-name <role> --policy-arn arn:aws:iam::aws:policy/AdministratorAccess",
    cloudformation:
      "Policies:\n  - PolicyName: <name>\n    PolicyDocument:\n      Statement:\n        - Effect: Allow\n          Action: [<action>]\n          Resource: <arn>",
  },
  severityOf(fn, world) {
    const role = world.find("Role", fn.Role, fn);
    return !isUnknown(role) && role && administratorGrants(rolePermissions(role, world)).length > 0 ? "critical" : "high";
  },
  judge(fn, need, world) {
    const role = roleOf(fn, need, world);
    if (role === undefined) return notApplicable;
    const permissions = rolePermissions(role, world);
    const administrator = administratorGrants(permissions);
    const grants = administrator.length > 0 ? administrator : everyAction(permissions);
    const gap = firstUndecided(permissions);
    if (grants.length === 0 && gap) need(gap);
    return failIf(
      grants.map(({ policy, statement }) => ({
        subject: `${policy}/${statement.Sid ?? statement.index}`,
        ...(statement.at ? { at: statement.at } : { path: ["Role"] }),
        found: { role: role.name, policy, Action: statement.Action, NotAction: statement.NotAction, Resource: statement.Resource },
      })),
    );
  },
});
