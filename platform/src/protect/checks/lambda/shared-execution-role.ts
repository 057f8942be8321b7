import { fail, isUnknown, pass, type Unknown } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { oncePer } from "../../compute/once.ts";

export const sharedExecutionRole = defineCheck({
  id: "lambda/shared-execution-role",
  on: "LambdaFunction",
  also: ["Role"],
  severity: "medium",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.AC-4", "PR.AC-1"],
  meets: { "cis-aws-compute-1.0.0": ["4.5"], "owasp-serverless-top10": ["S5:2018"], "csa-sas-12": ["SAS-4"] },
  text: {
    en: {
      title: "Several functions share one execution role",
      risk: "A role that serves several functions needs the sum of their permissions. Whoever takes over the weakest of them gets what all of them may do.",
      fix: "Give each function a role of its own with only the permissions that this function needs.",
    },
    ja: {
      title: "実行ロールを複数の関数で共有",
      risk: "複数の関数が使うロールには、全関数の権限の合計が必要になります。最も弱い関数が乗っ取られると、共有している関数すべての権限が奪われます。",
      fix: "関数ごとに専用の実行ロールを作成し、その関数に必要な権限だけを付与してください。",
    },
  },
  remedy: {
    cli: "aws lambda update-function-configuration --function-name <function> --role <role of this function only>",
    cloudformation: "Role: !GetAtt <RoleOfThisFunction>.Arn",
  },
  judge(fn, need, world) {
    const role = need(fn.Role);
    const users = oncePer(world, fn, "functions-by-role", () => {
      const byRole = new Map<string, string[]>();
      let undecided: Unknown | undefined;
      for (const other of world.known("LambdaFunction", fn)) {
        if (isUnknown(other.Role)) {
          undecided ??= other.Role;
          continue;
        }
        const list = byRole.get(other.Role);
        if (list) list.push(other.id);
        else byRole.set(other.Role, [other.id]);
      }
      return { byRole, undecided };
    });
    const others = (users.byRole.get(role) ?? []).filter((id) => id !== fn.id);
    if (others.length > 0) return fail({ path: ["Role"], found: { Role: role, functions: others.slice(0, 20) } });
    need.outer(world.all("LambdaFunction", fn));
    need(users.undecided);
    return pass;
  },
});
