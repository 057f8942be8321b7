import { failIf, isUnknown, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const urlCorsOpenWithCredentials = defineCheck({
  id: "lambda/url-cors-open-with-credentials",
  on: "LambdaFunction",
  severity: "medium",
  layer: "edge",
  topic: "infrastructure-protection",
  csf: ["PR.AC-5"],
  meets: { "owasp-serverless-top10": ["S6:2018"] },
  text: {
    en: {
      title: "The function URL lets every website call it with the user's credentials",
      risk: "CORS allows any origin together with credentials: a hostile page can act for a visitor who is signed in.",
      fix: "List the origins of your own sites, or switch AllowCredentials off.",
    },
    ja: {
      title: "関数 URL があらゆるサイトから認証情報付きで呼び出せる",
      risk: "CORS で任意のオリジンと認証情報の送信が同時に許可されています。悪意のあるページが、ログイン中の訪問者になりすまして操作できます。",
      fix: "自社サイトのオリジンだけを列挙するか、AllowCredentials を無効にしてください。",
    },
  },
  remedy: {
    cli: "aws lambda update-function-url-config --function-name <function> --cors AllowOrigins=https://<your site>,AllowCredentials=true",
    cloudformation: 'Cors:\n  AllowCredentials: true\n  AllowOrigins: ["https://<your site>"]',
  },
  judge(fn, need) {
    const urls = need.outer(fn.Urls);
    if (urls.length === 0) return notApplicable;
    const evidence = urls.flatMap(({ Qualifier, Cors }) => {
      if (isUnknown(Cors) || !Cors?.AllowCredentials) return [];
      const wide = (Cors.AllowOrigins ?? []).filter((origin) => ["*", "https://*", "http://*"].includes(origin));
      return wide.length > 0
        ? [
            {
              subject: Qualifier ?? "$LATEST",
              path: ["Urls", "Cors", "AllowOrigins"],
              found: { AllowOrigins: wide, AllowCredentials: true },
            },
          ]
        : [];
    });
    if (evidence.length === 0) for (const { Cors } of urls) need(Cors);
    return failIf(evidence);
  },
});
