import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const cacheUnencryptedInTransit = defineCheck({
  id: "appsync/cache-unencrypted-in-transit",
  on: "AppSyncApi",
  severity: "medium",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.DS-2"],
  meets: { "aws-fsbp": ["AppSync.6"], "aws-config": ["appsync-cache-ct-encryption-in-transit"] },
  text: {
    en: {
      title: "Traffic to the AppSync cache is not encrypted",
      risk: "Answers travel in plain text between the API and its cache.",
      fix: "Create the cache again with encryption in transit; it cannot be switched on later.",
    },
    ja: {
      title: "AppSync キャッシュへの通信が暗号化されていない",
      risk: "API とキャッシュの間を、レスポンスが平文で流れます。",
      fix: "転送時の暗号化を有効にしてキャッシュを作成し直してください（後から有効にはできません）。",
    },
  },
  remedy: {
    cli: "aws appsync create-api-cache --api-id <api> --transit-encryption-enabled --at-rest-encryption-enabled --ttl <seconds> --api-caching-behavior <behaviour> --type <type>",
    cloudformation: "Type: AWS::AppSync::ApiCache\nProperties:\n  TransitEncryptionEnabled: true",
  },
  judge(api, need) {
    const cache = need.outer(api.Cache);
    if (cache === undefined) return notApplicable;
    return need(cache.TransitEncryptionEnabled)
      ? pass
      : fail({ path: ["Cache", "TransitEncryptionEnabled"], found: false, expected: true });
  },
});
