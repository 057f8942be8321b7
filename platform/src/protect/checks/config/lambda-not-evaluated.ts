import { fail, isUnknown, manual, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** The recorder must take functions, and a conformance pack must judge them. */
export const lambdaNotEvaluated = defineCheck({
  id: "config/lambda-not-evaluated",
  on: "Region",
  also: ["LambdaFunction"],
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["PR.IP-1", "DE.CM-8", "ID.AM-2"],
  meets: { "cis-aws-compute-1.0.0": ["4.1"] },
  text: {
    en: {
      title: "AWS Config does not judge the Lambda functions",
      risk: "Functions drift from the agreed settings and no rule notices.",
      fix: "Record AWS::Lambda::Function and deploy a conformance pack for serverless, such as Operational-Best-Practices-for-Serverless.",
      manual:
        "The evidence lists the conformance packs of the region. Open each and see whether its rules judge Lambda functions (public access, DLQ, concurrency, VPC, tracing). AWS does not show the rules of a pack with the rights of this scan.",
    },
    ja: {
      title: "AWS Config で Lambda 関数が評価されていない",
      risk: "関数の設定が基準から外れても、ルールで検出されません。",
      fix: "AWS::Lambda::Function を記録し、Operational-Best-Practices-for-Serverless などのサーバーレス向け適合パックをデプロイしてください。",
      manual:
        "根拠にこのリージョンの適合パックを示します。各パックのルールが Lambda 関数（公開アクセス・DLQ・同時実行数・VPC・トレース）を評価しているか確認してください。パックの中身はこのスキャンの権限では確認できません。",
    },
  },
  remedy: {
    cli: "aws configservice put-conformance-pack --conformance-pack-name serverless --template-s3-uri s3://<bucket>/Operational-Best-Practices-for-Serverless.yaml",
  },
  judge(region, need, world) {
    const functions = world.inRegion("LambdaFunction", region);
    if (!isUnknown(functions) && functions.length === 0) return notApplicable;
    const recorder = need.outer(region.ConfigRecorder);
    // Without a recorder config/recorder-off has failed already, for the same requirement.
    if (recorder === undefined || recorder.Recording === false) return notApplicable;
    const type = "AWS::Lambda::Function";
    const recorded =
      recorder.AllSupported ||
      recorder.ResourceTypes.includes(type) ||
      (recorder.ExcludedResourceTypes.length > 0 && !recorder.ExcludedResourceTypes.includes(type));
    if (!recorded) return fail({ path: ["ConfigRecorder", "ResourceTypes"], found: recorder.ResourceTypes, expected: type });
    const packs = need(region.ConformancePacks).filter((pack) => pack.Status === "CREATE_COMPLETE");
    if (packs.some((pack) => /serverless|lambda/i.test(pack.Name))) {
      need(recorder.Recording);
      need.outer(functions);
      return pass;
    }
    return packs.length === 0
      ? fail({ path: ["ConformancePacks"], found: need(region.ConformancePacks) })
      : manual({ path: ["ConformancePacks"], found: packs.map((pack) => pack.Name) });
  },
});
