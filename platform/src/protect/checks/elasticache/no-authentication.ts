import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** A token or a user group counts. Memcached has neither. */
export const noAuthentication = defineCheck({
  id: "elasticache/no-authentication",
  on: "Cache",
  severity: "medium",
  layer: "data",
  topic: "identity-and-access",
  csf: ["PR.AC-1", "PR.AC-7"],
  meets: { "aws-config": ["elasticache-repl-grp-redis-auth-enabled"], "owasp-serverless-top10": ["S2:2018"] },
  text: {
    en: {
      title: "The cache asks nobody for a password",
      risk: "Whatever gets into the network reads every session and can plant its own.",
      fix: "Give the cache a user group with users that must authenticate (IAM or password); an AUTH token is the older way.",
    },
    ja: {
      title: "認証のないキャッシュ",
      risk: "ネットワークに侵入されると、すべてのセッションの読み取りや偽セッションの書き込みが可能になります。",
      fix: "認証を求めるユーザー（IAM またはパスワード）のユーザーグループを設定してください。AUTH トークンは従来の方法です。",
    },
  },
  remedy: {
    cli: "aws elasticache modify-replication-group --replication-group-id <id> --user-group-ids-to-add <group>",
    cloudformation: "UserGroupIds: [!Ref CacheUsers]",
  },
  judge(cache, need) {
    if (need(cache.Engine).toLowerCase() === "memcached") return notApplicable;
    if (need.outer(cache.UserGroups).length > 0) return pass;
    return need(cache.AuthTokenEnabled) ? pass : fail({ path: ["UserGroupIds"], found: "neither a user group nor a token" });
  },
});
