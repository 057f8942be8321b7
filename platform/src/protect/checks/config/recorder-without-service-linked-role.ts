import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** By the ARN of the recorder's role. */
export const recorderWithoutServiceLinkedRole = defineCheck({
  id: "config/recorder-without-service-linked-role",
  on: "Region",
  severity: "low",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["PR.AC-4", "PR.IP-1"],
  meets: { "aws-fsbp": ["Config.1"] },
  text: {
    en: {
      title: "AWS Config runs with a role of your own",
      risk: "A hand-made role lags behind the types Config learns to record, and may hold more rights than it needs.",
      fix: "Let the recorder use the service-linked role AWSServiceRoleForConfig.",
    },
    ja: {
      title: "AWS Config がサービスリンクロールを使用していない",
      risk: "独自のロールは新しいリソースタイプへの対応が遅れ、必要以上の権限を持ちがちです。",
      fix: "レコーダーでサービスリンクロール AWSServiceRoleForConfig を使用してください。",
    },
  },
  remedy: {
    cli: "aws iam create-service-linked-role --aws-service-name config.amazonaws.com\naws configservice put-configuration-recorder --configuration-recorder name=default,roleARN=arn:aws:iam::<account>:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig",
  },
  judge(region, need) {
    const recorder = need.outer(region.ConfigRecorder);
    if (recorder === undefined) return notApplicable;
    return recorder.RoleArn?.endsWith("/AWSServiceRoleForConfig")
      ? pass
      : fail({ path: ["ConfigRecorder", "RoleArn"], found: recorder.RoleArn ?? null, expected: "AWSServiceRoleForConfig" });
  },
});
