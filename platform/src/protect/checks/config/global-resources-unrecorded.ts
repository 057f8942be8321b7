import { fail, mapFact, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { allOf, anyOf } from "../../monitoring/three-valued.ts";

/** One region is enough. */
export const globalResourcesUnrecorded = defineCheck({
  id: "config/global-resources-unrecorded",
  on: "Account",
  also: ["Region"],
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["ID.AM-1", "ID.AM-2", "PR.IP-1"],
  meets: { "cis-aws-foundations-2.0.0": ["3.5"], "cis-aws-foundations-7.0.0": ["4.3"] },
  text: {
    en: {
      title: "No region's AWS Config recorder includes global resources",
      risk: "Changes of IAM users, roles and policies leave no history.",
      fix: "Include global resource types in the recorder of exactly one region.",
    },
    ja: {
      title: "グローバルリソースを記録する AWS Config レコーダーがない",
      risk: "IAM のユーザー・ロール・ポリシーの変更履歴が残りません。",
      fix: "いずれか 1 つのリージョンのレコーダーで、グローバルリソースタイプを記録対象に含めてください。",
    },
  },
  remedy: {
    cli: "aws configservice put-configuration-recorder --configuration-recorder name=default,roleARN=<role-arn> --recording-group allSupported=true,includeGlobalResourceTypes=true",
  },
  judge(account, need, world) {
    const regions = world.known("Region", account);
    const included = anyOf(
      regions.map((region) =>
        mapFact(region.ConfigRecorder, (recorder) =>
          recorder === undefined ? false : allOf([recorder.IncludeGlobalResourceTypes, recorder.Recording]),
        ),
      ),
    );
    if (included === true) return pass;
    need(included);
    need.outer(world.all("Region", account));
    // Where nothing records, config/recorder-off says so in each region.
    const recording = anyOf(
      regions.map((region) => mapFact(region.ConfigRecorder, (recorder) => (recorder === undefined ? false : recorder.Recording))),
    );
    if (!need(recording)) return notApplicable;
    return fail({ found: { regionsWithGlobalTypes: [] }, expected: { regionsWithGlobalTypes: 1 } });
  },
});
