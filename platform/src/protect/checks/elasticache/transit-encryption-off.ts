import { fail, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Serverless caches always speak TLS. */
export const transitEncryptionOff = defineCheck({
  id: "elasticache/transit-encryption-off",
  on: "Cache",
  severity: "medium",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.DS-2"],
  meets: { "aws-config": ["elasticache-repl-grp-encrypted-in-transit"], "owasp-serverless-top10": ["S3:2018"] },
  text: {
    en: {
      title: "The cache speaks without TLS",
      risk: "Sessions and passwords can be read inside the network; without TLS there is no password either.",
      fix: "Turn on transit encryption; Redis 7 and Valkey can change over without a break (mode preferred, then required).",
    },
    ja: {
      title: "キャッシュの通信が暗号化されていない",
      risk: "セッションやパスワードをネットワーク内で盗聴されるおそれがあります。TLS なしではパスワード認証も使えません。",
      fix: "転送時の暗号化を有効にしてください。Redis 7 と Valkey は preferred から required へ無停止で移行できます。",
    },
  },
  remedy: {
    cli: "aws elasticache modify-replication-group --replication-group-id <id> --transit-encryption-enabled --transit-encryption-mode preferred --apply-immediately",
    cloudformation: "TransitEncryptionEnabled: true",
  },
  judge(cache, need) {
    if (need(cache.Type) === "serverless") return pass;
    return need(cache.TransitEncryptionEnabled) ? pass : fail({ path: ["TransitEncryptionEnabled"], found: false, expected: true });
  },
});
