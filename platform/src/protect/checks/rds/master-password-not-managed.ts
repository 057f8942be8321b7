import { notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { judgePasswordKeeping } from "../../data/master-password.ts";

export const masterPasswordNotManaged = defineCheck({
  id: "rds/master-password-not-managed",
  on: "DbInstance",
  severity: "low",
  layer: "data",
  topic: "identity-and-access",
  csf: ["PR.AC-1"],
  meets: { "csa-sas-12": ["SAS-7"] },
  text: {
    en: {
      title: "Somebody keeps the master password by hand",
      risk: "The password of the most powerful database user is known to whoever set it and is rarely changed.",
      fix: "Let RDS keep and rotate the master password in Secrets Manager.",
    },
    ja: {
      title: "マスターパスワードの手動管理",
      risk: "最も強い権限を持つユーザーのパスワードを設定者が知っており、変更も滅多に行われません。",
      fix: "RDS にマスターパスワードを Secrets Manager で管理・ローテーションさせてください。",
    },
  },
  remedy: {
    cli: "aws rds modify-db-instance --db-instance-identifier <id> --manage-master-user-password --apply-immediately",
    cloudformation: "ManageMasterUserPassword: true",
    terraform: "manage_master_user_password = true",
  },
  judge(database, need) {
    if (need(database.DbClusterIdentifier) !== undefined) return notApplicable;
    return judgePasswordKeeping(database, need);
  },
});
