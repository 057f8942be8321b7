import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** Memcached cannot encrypt at rest and keeps nothing on disk. */
export const notEncryptedAtRest = defineCheck({
  id: "elasticache/not-encrypted-at-rest",
  on: "Cache",
  severity: "medium",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.DS-1"],
  meets: { "aws-config": ["elasticache-repl-grp-encrypted-at-rest"], "owasp-serverless-top10": ["S3:2018"], "csa-sas-12": ["SAS-3"] },
  text: {
    en: {
      title: "The cache is not encrypted at rest",
      risk: "Sessions and cached data lie in clear text on disk, also in backups and swap.",
      fix: "Make a new cache with encryption at rest from a backup; it cannot be turned on later.",
    },
    ja: {
      title: "キャッシュが保存時に暗号化されていない",
      risk: "セッションやキャッシュデータが、ディスク・バックアップ・スワップに平文で残ります。",
      fix: "保存時の暗号化を有効にしたキャッシュをバックアップから作り直してください。後から有効にはできません。",
    },
  },
  remedy: {
    cloudformation: "AtRestEncryptionEnabled: true",
  },
  judge(cache, need) {
    const type = need(cache.Type);
    if (type === "serverless") return pass;
    if (need(cache.Engine).toLowerCase() === "memcached") return notApplicable;
    return need(cache.AtRestEncryptionEnabled) ? pass : fail({ path: ["AtRestEncryptionEnabled"], found: false, expected: true });
  },
});
