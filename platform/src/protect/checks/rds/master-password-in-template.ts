import { defineCheck } from "../../check.ts";
import { judgeMasterPassword } from "../../data/master-password.ts";

export const masterPasswordInTemplate = defineCheck({
  id: "rds/master-password-in-template",
  on: "DbInstance",
  severity: "high",
  layer: "deployment",
  topic: "data-protection",
  csf: ["PR.AC-1", "PR.DS-5"],
  meets: { "owasp-serverless-top10": ["S3:2018"], "csa-sas-12": ["SAS-7"] },
  text: {
    en: {
      title: "The template carries the database's master password",
      risk: "Everybody who can read the repository, a build log or the stack owns the database. The history keeps the password.",
      fix: "Let RDS manage the password, or refer to a secret; then change the password that was written here.",
    },
    ja: {
      title: "テンプレートにデータベースのマスターパスワード",
      risk: "リポジトリ・ビルドログ・スタックを閲覧できる人は誰でもデータベースを掌握でき、履歴にも残ります。",
      fix: "RDS にパスワードを管理させるかシークレットを参照し、ここに書かれたパスワードを変更してください。",
    },
  },
  remedy: {
    cloudformation: "ManageMasterUserPassword: true",
    terraform: "manage_master_user_password = true",
  },
  judge(database, need) {
    return judgeMasterPassword(database, database.MasterUserPassword, need);
  },
});
