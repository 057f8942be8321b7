import { fail, notApplicable, pass, unknown } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { logGroupOf } from "../../compute/log-group.ts";
import { roleOf, rolePermissions } from "../../compute/role.ts";
import { allows, firstUndecided } from "../../iam/permission-questions.ts";

function partitionOf(id: string): string {
  return id.startsWith("arn:") ? id.slice(4, id.indexOf(":", 4)) : "aws";
}

export const cannotWriteLogs = defineCheck({
  id: "lambda/cannot-write-logs",
  on: "LambdaFunction",
  also: ["Role", "ManagedPolicy"],
  severity: "medium",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["PR.PT-1", "DE.AE-3"],
  meets: { "owasp-serverless-top10": ["S10:2018"], "csa-sas-12": ["SAS-5"] },
  text: {
    en: {
      title: "The execution role may not write logs",
      risk: "The function leaves no trace: errors, abuse and attacks in it cannot be seen or reconstructed.",
      fix: "Attach AWSLambdaBasicExecutionRole, or allow logs:CreateLogStream and logs:PutLogEvents on the function's log group.",
    },
    ja: {
      title: "実行ロールでログを書き込めない",
      risk: "関数の記録が残らず、エラー・悪用・攻撃に気付くことも後から調べることもできません。",
      fix: "AWSLambdaBasicExecutionRole をアタッチするか、関数のロググループに対する logs:CreateLogStream と logs:PutLogEvents を許可してください。",
    },
  },
  remedy: {
    cli: "aws iam attach-role-policy --role-name <role> --policy-arn arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
    cloudformation: "ManagedPolicyArns:\n  - arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
  },
  judge(fn, need, world) {
    const role = roleOf(fn, need, world);
    if (role === undefined) return notApplicable;
    const group = logGroupOf(fn, need);
    const stream = `arn:${partitionOf(fn.id)}:logs:${fn.region}:${fn.account}:log-group:${group}:log-stream:x`;
    const permissions = rolePermissions(role, world);
    const answer = allows(permissions, "logs:PutLogEvents", stream);
    if (answer === "undecided") need(firstUndecided(permissions) ?? unknown("elsewhere", { what: "logs:PutLogEvents" }));
    return answer === "allowed"
      ? pass
      : fail({ path: ["Role"], found: { role: role.name, logGroup: group }, expected: "logs:PutLogEvents" });
  },
});
