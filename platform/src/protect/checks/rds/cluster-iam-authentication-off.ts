import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const clusterIamAuthenticationOff = defineCheck({
  id: "rds/cluster-iam-authentication-off",
  on: "DbCluster",
  severity: "low",
  layer: "data",
  topic: "identity-and-access",
  csf: ["PR.AC-1"],
  meets: { "aws-fsbp": ["RDS.12"], "aws-config": ["rds-cluster-iam-authentication-enabled"] },
  text: {
    en: {
      title: "Functions cannot sign in to the cluster with their role",
      risk: "Passwords have to be stored and rotated where a short-lived token would do.",
      fix: "Turn on IAM authentication of the cluster.",
    },
    ja: {
      title: "クラスターの IAM 認証が無効",
      risk: "短期トークンで済むところを、パスワードの保管とローテーションに頼ることになります。",
      fix: "クラスターの IAM 認証を有効にしてください。",
    },
  },
  remedy: {
    cli: "aws rds modify-db-cluster --db-cluster-identifier <cluster> --enable-iam-database-authentication --apply-immediately",
    cloudformation: "EnableIAMDatabaseAuthentication: true",
  },
  judge(cluster, need) {
    return need(cluster.IamAuthentication) ? pass : fail({ path: ["EnableIAMDatabaseAuthentication"], found: false, expected: true });
  },
});
