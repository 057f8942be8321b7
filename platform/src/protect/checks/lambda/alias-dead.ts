import { failIf, isUnknown, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const aliasDead = defineCheck({
  id: "lambda/alias-dead",
  on: "LambdaFunction",
  severity: "low",
  layer: "versioning",
  topic: "infrastructure-protection",
  csf: ["PR.IP-3", "ID.AM-2"],
  meets: { "csa-sas-12": ["SAS-11"] },
  text: {
    en: {
      title: "An alias points to a version that does not exist",
      risk: "Everything that calls the alias fails, and permissions and URLs hang on it without a purpose.",
      fix: "Point the alias to a published version or delete it.",
    },
    ja: {
      title: "エイリアスが存在しないバージョンを参照",
      risk: "エイリアスへの呼び出しはすべて失敗し、アクセス許可や URL だけが目的なく残ります。",
      fix: "発行済みのバージョンを参照するように変更するか、エイリアスを削除してください。",
    },
  },
  remedy: { cli: "aws lambda delete-alias --function-name <function> --name <alias>" },
  judge(fn, need) {
    // Before deployment nobody knows the numbers of versions.
    if (fn.origin.source === "template") return notApplicable;
    const aliases = need.outer(fn.Aliases);
    if (aliases.length === 0) return notApplicable;
    const versions = new Set(["$LATEST", ...need.outer(fn.Versions).map(({ Version }) => Version)]);
    const dead = aliases.filter(({ FunctionVersion }) => !isUnknown(FunctionVersion) && !versions.has(FunctionVersion));
    if (dead.length === 0) for (const { FunctionVersion } of aliases) need(FunctionVersion);
    return failIf(dead.map(({ Name, FunctionVersion }) => ({ subject: Name, path: ["Aliases"], found: FunctionVersion })));
  },
});
