import { failIf, notApplicable } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { daysUntil } from "../../compute/runtimes.ts";
import { runtimesInUse } from "../../compute/runtimes-in-use.ts";

export const runtimeNearEndOfSupport = defineCheck({
  id: "lambda/runtime-near-end-of-support",
  on: "LambdaFunction",
  severity: "low",
  layer: "compute",
  topic: "infrastructure-protection",
  csf: ["PR.IP-12", "ID.RA-1"],
  meets: { "cis-aws-compute-1.0.0": ["4.11"], "owasp-serverless-top10": ["S9:2018"] },
  text: {
    en: {
      title: "Support for the runtime ends within 180 days",
      risk: "After that day AWS stops patching the runtime. Migrations done in a hurry break functions.",
      fix: "Plan the move to the successor now and test it with a new version behind an alias.",
    },
    ja: {
      title: "ランタイムのサポート終了まで 180 日未満",
      risk: "サポート終了日を過ぎると AWS による修正が提供されません。急いだ移行は障害の原因になります。",
      fix: "後継のランタイムへの移行を計画し、新しいバージョンとエイリアスで動作を確認してください。",
    },
  },
  remedy: {
    cli: "aws lambda update-function-configuration --function-name <function> --runtime <successor>",
    cloudformation: "Runtime: <successor>",
  },
  judge(fn, need, world) {
    if (need(fn.PackageType) === "Image") return notApplicable;
    const { runtimes, undecided } = runtimesInUse(fn, need);
    const evidence = runtimes.flatMap(({ subject, aliases, versions, runtime }) => {
      if (runtime.deprecated === null) return [];
      const days = daysUntil(runtime.deprecated, world.now);
      if (days <= 0 || days >= 180) return [];
      return [
        {
          subject,
          path: ["Runtime"],
          found: { Runtime: runtime.id, deprecated: runtime.deprecated, days, aliases, versions },
          expected: runtime.successor ?? undefined,
        },
      ];
    });
    if (evidence.length === 0 && undecided !== undefined) need(undecided);
    return failIf(evidence);
  },
});
