import { fail, failIf, isUnknown, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { databaseSignals, hiddenSignal, isMasked } from "../../compute/databases.ts";
import { roleOf, rolePermissions } from "../../compute/role.ts";
import { matches } from "../../iam/glob.ts";
import { firstUndecided } from "../../iam/permission-questions.ts";

const READS_CREDENTIALS = ["secretsmanager:getsecretvalue", "rds-db:connect", "rds-data:executestatement"];

export const databaseCredentialsNotFromSecretsManager = defineCheck({
  id: "lambda/database-credentials-not-from-secrets-manager",
  on: "LambdaFunction",
  also: ["Role", "ManagedPolicy"],
  severity: "medium",
  layer: "data",
  topic: "identity-and-access",
  csf: ["PR.AC-1", "PR.DS-1", "PR.DS-5"],
  meets: { "cis-aws-compute-1.0.0": ["4.3"], "csa-sas-12": ["SAS-7"] },
  text: {
    en: {
      title: "Database credentials do not come from Secrets Manager",
      risk: "A password in an environment variable shows up in consoles, pipelines and backups, and is never rotated.",
      fix: "Keep the credentials in Secrets Manager with rotation (or use IAM database authentication), give the function only the secret's ARN, and allow the role to read that secret.",
    },
    ja: {
      title: "データベース認証情報が Secrets Manager で管理されていない",
      risk: "環境変数のパスワードは、コンソール・パイプライン・バックアップに残り、ローテーションもされません。",
      fix: "認証情報を Secrets Manager で管理してローテーションを有効にし（または IAM データベース認証を使用し）、関数にはシークレットの ARN だけを渡して、ロールにそのシークレットの読み取りを許可してください。",
    },
  },
  remedy: {
    cli: "aws lambda update-function-configuration --function-name <function> --environment 'Variables={<all others>,DB_SECRET_ARN=<secret arn>}'",
    cloudformation: "Environment:\n  Variables:\n    DB_SECRET_ARN: !Ref <Secret>",
  },
  judge(fn, need, world) {
    const signals = databaseSignals(fn, need);
    const passwords = signals.filter(({ password }) => password);
    if (passwords.length > 0)
      return failIf(passwords.map(({ variable }) => ({ subject: variable, path: ["Environment", "Variables", variable] })));
    need(hiddenSignal(fn));
    if (signals.length === 0) return notApplicable;
    const role = roleOf(fn, need, world);
    if (role === undefined) {
      need(fn.Environment);
      return notApplicable;
    }
    const permissions = rolePermissions(role, world);
    const reads = permissions.grants.some(
      ({ statement }) =>
        statement.Effect === "Allow" &&
        statement.Action?.some((action) => !isUnknown(action) && READS_CREDENTIALS.some((wanted) => matches(action.toLowerCase(), wanted))),
    );
    if (!reads) {
      const gap = firstUndecided(permissions);
      if (gap) need(gap);
      return fail({
        path: ["Role"],
        found: { database: signals.map(({ variable }) => variable), role: role.name },
        expected: "secretsmanager:GetSecretValue",
      });
    }
    for (const value of Object.values(need.outer(fn.Environment))) if (!isMasked(value)) need(value);
    return pass;
  },
});
