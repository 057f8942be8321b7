import { failIf, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { roleOf, rolePermissions } from "../../compute/role.ts";
import { administratorGrants, firstUndecided, wildcardGrants } from "../../iam/permission-questions.ts";

export const wildcardActionsInRole = defineCheck({
  id: "lambda/wildcard-actions-in-role",
  on: "LambdaFunction",
  also: ["Role", "ManagedPolicy"],
  severity: "medium",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-4"],
  meets: { "cis-aws-compute-1.0.0": ["4.4"], "owasp-serverless-top10": ["S5:2018"], "csa-sas-12": ["SAS-4"] },
  text: {
    en: {
      title: "The execution role allows whole services",
      risk: "A grant such as `s3:*` contains deleting, sharing and changing policies, which the function never needs but an attacker does.",
      fix: "List the actions the function calls. The last-accessed information of the role and CloudTrail show which they are.",
    },
    ja: {
      title: "実行ロールがサービスの全アクションを許可",
      risk: "`s3:*` のような許可には、関数に不要な削除・共有・ポリシー変更まで含まれ、攻撃者に利用されます。",
      fix: "関数が呼び出すアクションだけを列挙してください。必要なアクションは、ロールの最終アクセス情報と CloudTrail で確認できます。",
    },
  },
  remedy: {
    cli: "aws iam put-role-policy --role-name <role> --policy-name <name> --policy-document file://least-privilege.json",
    cloudformation:
      "Policies:\n  - PolicyName: <name>\n    PolicyDocument:\n      Statement:\n        - Effect: Allow\n          Action: [dynamodb:GetItem, dynamodb:PutItem]\n          Resource: !GetAtt <Table>.Arn",
  },
  judge(fn, need, world) {
    const role = roleOf(fn, need, world);
    if (role === undefined) return notApplicable;
    const permissions = rolePermissions(role, world);
    // Everything on everything is the stronger fault, and lambda/administrator-role says it.
    const full = administratorGrants(permissions);
    const grants = wildcardGrants(permissions).filter((grant) => !full.includes(grant) && !grant.statement.Action?.includes("*"));
    const gap = permissions.undecided[0] ?? firstUndecided(permissions);
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
