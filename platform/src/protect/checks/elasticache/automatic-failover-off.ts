import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const automaticFailoverOff = defineCheck({
  id: "elasticache/automatic-failover-off",
  on: "Cache",
  severity: "low",
  layer: "data",
  topic: "infrastructure-protection",
  csf: ["PR.DS-4", "PR.PT-5"],
  meets: { "aws-config": ["elasticache-repl-grp-auto-failover-enabled"] },
  text: {
    en: {
      title: "The cache does not fail over",
      risk: "When the node or its zone fails, every session is gone and the databases behind take the whole load.",
      fix: "Add a replica and turn on automatic failover, or use a serverless cache.",
    },
    ja: {
      title: "自動フェイルオーバーが無効",
      risk: "ノードやゾーンの障害で全セッションが失われ、背後のデータベースに負荷が集中します。",
      fix: "レプリカを追加して自動フェイルオーバーを有効にするか、サーバーレスキャッシュを利用してください。",
    },
  },
  remedy: {
    cli: "aws elasticache modify-replication-group --replication-group-id <id> --automatic-failover-enabled --apply-immediately",
    cloudformation: "AutomaticFailoverEnabled: true",
  },
  judge(cache, need) {
    if (need(cache.Type) !== "replication-group") return notApplicable;
    return need(cache.AutomaticFailover) ? pass : fail({ path: ["AutomaticFailoverEnabled"], found: false, expected: true });
  },
});
