import { defineCheck } from "../../check.ts";
import { judgeMasterPassword } from "../../data/master-password.ts";

export const clusterMasterPasswordInTemplate = defineCheck({
  id: "rds/cluster-master-password-in-template",
  on: "DbCluster",
  severity: "high",
  layer: "deployment",
  topic: "data-protection",
  csf: ["PR.AC-1", "PR.DS-5"],
  meets: { "owasp-serverless-top10": ["S3:2018"], "csa-sas-12": ["SAS-7"] },
  text: {
    en: {
      title: "The template carries the cluster's master password",
      risk: "Whoever reads the template, now or in the history, can sign in to every instance as the master user.",
      fix: "Let RDS manage the password, or refer to a secret; then change the password that was written here.",
    },
    ja: {
      title: "テンプレートにクラスターのマスターパスワード",
      risk: "テンプレートや履歴を読める人は、全インスタンスにマスターユーザーとして接続できます。",
      fix: "RDS にパスワードを管理させるかシークレットを参照し、ここに書かれたパスワードを変更してください。",
    },
  },
  remedy: {
    cloudformation: "ManageMasterUserPassword: true",
  },
  judge(cluster, need) {
    return judgeMasterPassword(cluster, cluster.MasterUserPassword, need);
  },
});
