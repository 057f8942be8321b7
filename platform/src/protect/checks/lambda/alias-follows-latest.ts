import { failIf, isUnknown, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

export const aliasFollowsLatest = defineCheck({
  id: "lambda/alias-follows-latest",
  on: "LambdaFunction",
  severity: "low",
  layer: "versioning",
  topic: "infrastructure-protection",
  csf: ["PR.IP-3"],
  meets: {},
  text: {
    en: {
      title: "An alias points to $LATEST",
      risk: "Every upload of code goes live at once, and there is no earlier version to roll back to.",
      fix: "Publish a version at each deployment and move the alias to it, by degrees if you can.",
    },
    ja: {
      title: "エイリアスが $LATEST を参照",
      risk: "コードをアップロードした瞬間に公開され、問題が起きても戻せるバージョンがありません。",
      fix: "デプロイのたびにバージョンを発行し、エイリアスをそのバージョンへ（可能なら段階的に）切り替えてください。",
    },
  },
  remedy: {
    cli: "aws lambda publish-version --function-name <function> && aws lambda update-alias --function-name <function> --name <alias> --function-version <version>",
    cloudformation: "AutoPublishAlias: live",
  },
  judge(fn, need) {
    const aliases = need.outer(fn.Aliases);
    if (aliases.length === 0) return notApplicable;
    const latest = aliases.filter(({ FunctionVersion }) => FunctionVersion === "$LATEST");
    // A version whose number only the deployment knows is a published one.
    if (latest.length === 0)
      for (const { FunctionVersion } of aliases)
        if (!isUnknown(FunctionVersion) || FunctionVersion.reason !== "known-after-deploy") need(FunctionVersion);
    return failIf(latest.map(({ Name }) => ({ subject: Name, path: ["Aliases"], found: "$LATEST" })));
  },
});
