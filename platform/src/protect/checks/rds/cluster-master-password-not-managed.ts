import { notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { judgePasswordKeeping } from "../../data/master-password.ts";

export const clusterMasterPasswordNotManaged = defineCheck({
  id: "rds/cluster-master-password-not-managed",
  on: "DbCluster",
  severity: "low",
  layer: "data",
  topic: "identity-and-access",
  csf: ["PR.AC-1"],
  meets: { "csa-sas-12": ["SAS-7"] },
  text: {
    en: {
      title: "Somebody keeps the cluster's master password by hand",
      risk: "The password that opens every instance is known to whoever set it and is rarely changed.",
      fix: "Let RDS keep and rotate the cluster's master password in Secrets Manager.",
    },
    ja: {
      title: "クラスターのマスターパスワードの手動管理",
      risk: "全インスタンスに通用するパスワードを設定者が知っており、変更も滅多に行われません。",
      fix: "RDS にクラスターのマスターパスワードを Secrets Manager で管理・ローテーションさせてください。",
    },
  },
  remedy: {
    cli: "aws rds modify-db-cluster --db-cluster-identifier <cluster> --manage-master-user-password --apply-immediately",
    cloudformation: "ManageMasterUserPassword: true",
  },
  judge(cluster, need) {
    // Neptune knows no passwords.
    if (need(cluster.Engine) === "neptune") return notApplicable;
    return judgePasswordKeeping(cluster, need);
  },
});
