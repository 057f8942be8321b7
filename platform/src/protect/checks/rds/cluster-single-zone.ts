import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const clusterSingleZone = defineCheck({
  id: "rds/cluster-single-zone",
  on: "DbCluster",
  severity: "low",
  layer: "data",
  topic: "infrastructure-protection",
  csf: ["PR.DS-4"],
  meets: {
    "cis-aws-foundations-7.0.0": ["3.2.4"],
    "cis-aws-three-tier-1.0.0": ["3.5"],
    "aws-fsbp": ["RDS.15"],
    "aws-config": ["rds-cluster-multi-az-enabled"],
  },
  text: {
    en: {
      title: "All instances of the cluster stand in one availability zone",
      risk: "The data survives a failed zone, but nobody can reach it until a new instance is up.",
      fix: "Add a reader in another zone.",
    },
    ja: {
      title: "クラスターのインスタンスが単一ゾーンに集中",
      risk: "ゾーン障害時にデータは残りますが、新しいインスタンスが起動するまで利用できません。",
      fix: "別のゾーンにリーダーを追加してください。",
    },
  },
  remedy: {
    cli: "aws rds create-db-instance --db-instance-identifier <reader> --db-cluster-identifier <cluster> --engine <engine> --db-instance-class <class> --availability-zone <other-zone>",
  },
  judge(cluster, need) {
    return need(cluster.MultiAz) ? pass : fail({ path: ["AvailabilityZones"], found: { MultiAZ: false }, expected: { MultiAZ: true } });
  },
});
