import { failIf, isUnknown } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** The developer's own machine is allowed without TLS, as AWS allows it. */
export const insecureCallback = defineCheck({
  id: "cognito/insecure-callback",
  on: "UserPoolClient",
  severity: "medium",
  layer: "identity",
  topic: "identity-and-access",
  csf: ["PR.DS-2", "PR.AC-7"],
  meets: { "owasp-serverless-top10": ["S2:2018"] },
  text: {
    en: {
      title: "Sign-in returns over plain HTTP or to a wildcard",
      risk: "The code that becomes a token can be read on the way or sent to a host somebody else owns.",
      fix: "List exact https addresses only.",
    },
    ja: {
      title: "平文 HTTP またはワイルドカードのコールバック",
      risk: "トークンに交換できるコードが経路上で盗まれたり、他人のホストへ送られたりします。",
      fix: "https の完全な URL だけを登録してください。",
    },
  },
  remedy: {
    cli: "aws cognito-idp update-user-pool-client --user-pool-id <pool> --client-id <client> --callback-urls https://<host>/callback",
    cloudformation: 'CallbackURLs: ["https://<host>/callback"]',
  },
  judge(client, need) {
    const urls = need.outer(client.CallbackUrls);
    const bad = urls.filter(
      (url): url is string =>
        !isUnknown(url) && (/^http:\/\/(?!(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$))/i.test(url) || url.includes("*")),
    );
    if (bad.length === 0) need(urls);
    return failIf(bad.map((url) => ({ subject: url, path: ["CallbackURLs"], found: url })));
  },
});
