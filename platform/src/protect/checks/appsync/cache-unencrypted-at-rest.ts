import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const cacheUnencryptedAtRest = defineCheck({
  id: "appsync/cache-unencrypted-at-rest",
  on: "AppSyncApi",
  severity: "medium",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.DS-1"],
  meets: { "aws-fsbp": ["AppSync.1"], "aws-config": ["appsync-cache-ct-encryption-at-rest"] },
  text: {
    en: {
      title: "The AppSync cache is not encrypted at rest",
      risk: "Cached answers, often with personal data, are stored in plain text.",
      fix: "Create the cache again with encryption at rest; it cannot be switched on later.",
    },
    ja: {
      title: "AppSync キャッシュが保存時に暗号化されていない",
      risk: "個人データを含むことの多いレスポンスが、平文でキャッシュに保存されます。",
      fix: "保存時の暗号化を有効にしてキャッシュを作成し直してください（後から有効にはできません）。",
    },
  },
  remedy: {
    cli: "aws appsync create-api-cache --api-id <api> --at-rest-encryption-enabled --transit-encryption-enabled --ttl <seconds> --api-caching-behavior <behaviour> --type <type>",
    cloudformation: "Type: AWS::AppSync::ApiCache\nProperties:\n  AtRestEncryptionEnabled: true",
  },
  judge(api, need) {
    const cache = need.outer(api.Cache);
    if (cache === undefined) return notApplicable;
    return need(cache.AtRestEncryptionEnabled) ? pass : fail({ path: ["Cache", "AtRestEncryptionEnabled"], found: false, expected: true });
  },
});
