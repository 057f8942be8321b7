import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** The recorder's group must be all supported types. */
export const recorderPartial = defineCheck({
  id: "config/recorder-partial",
  on: "Region",
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["ID.AM-1", "ID.AM-2", "DE.CM-8"],
  meets: { "cis-aws-foundations-2.0.0": ["3.5"], "cis-aws-foundations-7.0.0": ["4.3"] },
  text: {
    en: {
      title: "AWS Config records only some resource types",
      risk: "What is not recorded has no history, and no rule can judge it.",
      fix: "Record all supported types, and leave out single types only for a written reason.",
    },
    ja: {
      title: "AWS Config の記録対象が一部のリソースタイプのみ",
      risk: "記録対象外のリソースには履歴が残らず、ルールでも評価できません。",
      fix: "サポートされるすべてのタイプを記録し、除外する場合は理由を文書に残してください。",
    },
  },
  remedy: {
    cli: "aws configservice put-configuration-recorder --configuration-recorder name=default,roleARN=<role-arn> --recording-group allSupported=true,includeGlobalResourceTypes=true",
  },
  judge(region, need) {
    const recorder = need.outer(region.ConfigRecorder);
    if (recorder === undefined) return notApplicable;
    return recorder.AllSupported
      ? pass
      : fail({
          path: ["ConfigRecorder", "AllSupported"],
          found: { allSupported: false, types: recorder.ResourceTypes.length, excluded: recorder.ExcludedResourceTypes },
          expected: { allSupported: true },
        });
  },
});
