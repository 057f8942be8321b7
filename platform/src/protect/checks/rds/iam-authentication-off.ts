import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Only for the engines that offer it. */
export const iamAuthenticationOff = defineCheck({
  id: "rds/iam-authentication-off",
  on: "DbInstance",
  severity: "low",
  layer: "data",
  topic: "identity-and-access",
  csf: ["PR.AC-1"],
  meets: { "aws-fsbp": ["RDS.10"], "aws-config": ["rds-instance-iam-authentication-enabled"] },
  text: {
    en: {
      title: "Functions cannot sign in to the database with their role",
      risk: "They need a password instead, which has to be stored, handed out and rotated.",
      fix: "Turn on IAM authentication and let functions connect with short-lived tokens.",
    },
    ja: {
      title: "データベースの IAM 認証が無効",
      risk: "関数のロールで接続できず、保管・配布・ローテーションが必要なパスワードに頼ることになります。",
      fix: "IAM 認証を有効にし、関数は短期トークンで接続してください。",
    },
  },
  remedy: {
    cli: "aws rds modify-db-instance --db-instance-identifier <id> --enable-iam-database-authentication --apply-immediately",
    cloudformation: "EnableIAMDatabaseAuthentication: true",
  },
  judge(database, need) {
    if (!/^(?:mysql|postgres|mariadb|aurora)/.test(need(database.Engine))) return notApplicable;
    if (need(database.DbClusterIdentifier) !== undefined) return notApplicable;
    return need(database.IamAuthentication) ? pass : fail({ path: ["EnableIAMDatabaseAuthentication"], found: false, expected: true });
  },
});
