import { failIf, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const restCacheUnencrypted = defineCheck({
  id: "apigateway/rest-cache-unencrypted",
  on: "RestStage",
  severity: "medium",
  layer: "data",
  topic: "data-protection",
  csf: ["PR.DS-1"],
  meets: { "aws-fsbp": ["APIGateway.5"], "aws-config": ["api-gw-cache-enabled-and-encrypted"] },
  text: {
    en: {
      title: "The REST API's cache is not encrypted",
      risk: "Answers, often with personal data, lie in the cache in plain text.",
      fix: "Encrypt cache data for every method that caches.",
    },
    ja: {
      title: "REST API キャッシュが暗号化されていない",
      risk: "個人データを含むことの多いレスポンスが、平文のままキャッシュに保存されます。",
      fix: "キャッシュを使うすべてのメソッドで、キャッシュデータの暗号化を有効にしてください。",
    },
  },
  remedy: {
    cli: "aws apigateway update-stage --rest-api-id <api> --stage-name <stage> --patch-operations 'op=replace,path=/*/*/caching/dataEncrypted,value=true'",
    cloudformation: "MethodSettings:\n  - CacheDataEncrypted: true",
  },
  judge(stage, need) {
    if (!need(stage.CacheClusterEnabled)) return notApplicable;
    const settings = need.outer(stage.MethodSettings);
    const plain = settings.filter(({ CachingEnabled, CacheDataEncrypted }) => CachingEnabled === true && CacheDataEncrypted === false);
    if (plain.length === 0)
      for (const { CachingEnabled, CacheDataEncrypted } of settings) if (need(CachingEnabled)) need(CacheDataEncrypted);
    return failIf(
      plain.map(({ ResourcePath, HttpMethod }) => ({
        subject: `${HttpMethod} ${ResourcePath}`,
        path: ["MethodSettings"],
        found: { CacheDataEncrypted: false },
        expected: true,
      })),
    );
  },
});
