import { failIf, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const urlServesOldVersion = defineCheck({
  id: "lambda/url-serves-old-version",
  on: "LambdaFunction",
  severity: "low",
  layer: "versioning",
  topic: "infrastructure-protection",
  csf: ["PR.IP-3", "PR.IP-12"],
  meets: { "csa-sas-12": ["SAS-11"] },
  text: {
    en: {
      title: "A function URL serves an older version",
      risk: "The alias behind the URL points to a version before the newest one. Faults that were fixed since stay reachable.",
      fix: "Point the alias to the newest version, or delete the URL when nobody needs it.",
    },
    ja: {
      title: "関数 URL が古いバージョンを公開",
      risk: "URL のエイリアスが最新より前のバージョンを参照しているため、修正済みの不具合が残ったまま公開されています。",
      fix: "エイリアスを最新バージョンに切り替えるか、不要な URL を削除してください。",
    },
  },
  remedy: { cli: "aws lambda update-alias --function-name <function> --name <alias> --function-version <newest>" },
  judge(fn, need) {
    // Before deployment nobody knows the numbers of versions.
    if (fn.origin.source === "template") return notApplicable;
    const qualified = need.outer(fn.Urls).filter((url) => url.Qualifier !== undefined);
    if (qualified.length === 0) return notApplicable;
    const newest = Math.max(0, ...need.outer(fn.Versions).map(({ Version }) => Number(Version)));
    const aliases = need.outer(fn.Aliases);
    return failIf(
      qualified.flatMap(({ Qualifier }) => {
        const alias = aliases.find(({ Name }) => Name === Qualifier);
        const version = alias ? Number(need(alias.FunctionVersion)) : Number.NaN;
        return version < newest ? [{ subject: Qualifier ?? "", path: ["Aliases"], found: version, expected: newest }] : [];
      }),
    );
  },
});
