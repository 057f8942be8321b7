import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Instances of a cluster are judged with their cluster. */
export const singleZone = defineCheck({
  id: "rds/single-zone",
  on: "DbInstance",
  severity: "low",
  layer: "data",
  topic: "infrastructure-protection",
  csf: ["PR.DS-4", "PR.PT-5", "ID.BE-5"],
  meets: {
    "cis-aws-foundations-7.0.0": ["3.2.4"],
    "cis-aws-three-tier-1.0.0": ["3.5"],
    "aws-fsbp": ["RDS.5"],
    "aws-config": ["rds-multi-az-support"],
  },
  text: {
    en: {
      title: "The database stands in one availability zone",
      risk: "When the zone or the host fails, the application is down until the instance is restored.",
      fix: "Turn on Multi-AZ for production databases.",
    },
    ja: {
      title: "単一アベイラビリティーゾーンのデータベース",
      risk: "ゾーンやホストの障害時、インスタンスが復旧するまでアプリケーションが停止します。",
      fix: "本番のデータベースではマルチ AZ を有効にしてください。",
    },
  },
  remedy: {
    cli: "aws rds modify-db-instance --db-instance-identifier <id> --multi-az --apply-immediately",
    cloudformation: "MultiAZ: true",
  },
  judge(database, need) {
    if (need(database.DbClusterIdentifier) !== undefined) return notApplicable;
    return need(database.MultiAz) ? pass : fail({ path: ["MultiAZ"], found: false, expected: true });
  },
});
