import { failIf, isUnknown } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const dataAccessTooWide = defineCheck({
  id: "opensearch/data-access-too-wide",
  on: "SearchCollection",
  severity: "medium",
  layer: "data",
  topic: "identity-and-access",
  csf: ["PR.AC-4"],
  meets: { "owasp-serverless-top10": ["S5:2018"] },
  text: {
    en: {
      title: "A whole account may read the collection",
      risk: "Every role of the account, not only the application's, gets at the indexed data.",
      fix: "Name the roles that need the data in the data access policy.",
    },
    ja: {
      title: "アカウント全体に開かれたデータアクセス",
      risk: "アプリケーション以外のロールも含め、アカウント内の全ロールが索引データに到達できます。",
      fix: "データアクセスポリシーには、必要なロールだけを指定してください。",
    },
  },
  remedy: {
    cloudformation:
      'Type: AWS::OpenSearchServerless::AccessPolicy\nProperties:\n  Type: data\n  Name: app\n  Policy: !Sub \'[{"Rules":[{"ResourceType":"index","Resource":["index/<name>/*"],"Permission":["aoss:ReadDocument"]}],"Principal":["${Role.Arn}"]}]\'',
  },
  judge(collection, need) {
    const principals = need.outer(collection.DataAccessPrincipals);
    const wide = principals.filter(
      (p): p is string => !isUnknown(p) && (p.includes("*") || /^(?:arn:aws[a-z-]*:iam::)?[0-9]{12}(?::root)?$/.test(p)),
    );
    if (wide.length === 0) need(principals);
    return failIf(wide.map((principal) => ({ subject: principal, path: ["DataAccessPrincipals"], found: { principal } })));
  },
});
