import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const minorUpgradesOff = defineCheck({
  id: "rds/minor-upgrades-off",
  on: "DbInstance",
  severity: "low",
  layer: "data",
  topic: "infrastructure-protection",
  csf: ["PR.IP-12", "PR.MA-1"],
  meets: {
    "cis-aws-foundations-2.0.0": ["2.3.2"],
    "cis-aws-foundations-7.0.0": ["3.2.2"],
    "cis-aws-three-tier-1.0.0": ["3.6"],
    "aws-fsbp": ["RDS.13"],
    "aws-config": ["rds-automatic-minor-version-upgrade-enabled"],
  },
  text: {
    en: {
      title: "Security fixes of the engine are not installed by themselves",
      risk: "Known holes of the database engine stay open until somebody upgrades by hand.",
      fix: "Turn on automatic minor version upgrades and set a maintenance window that suits you.",
    },
    ja: {
      title: "マイナーバージョン自動アップグレードが無効",
      risk: "エンジンの既知の脆弱性が、手動で更新するまで残ります。",
      fix: "マイナーバージョンの自動アップグレードを有効にし、適切なメンテナンスウィンドウを設定してください。",
    },
  },
  remedy: {
    cli: "aws rds modify-db-instance --db-instance-identifier <id> --auto-minor-version-upgrade --apply-immediately",
    cloudformation: "AutoMinorVersionUpgrade: true",
  },
  judge(database, need) {
    return need(database.AutoMinorVersionUpgrade) ? pass : fail({ path: ["AutoMinorVersionUpgrade"], found: false, expected: true });
  },
});
