import { fail, isUnknown, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";

/** A recorder that is on, with a bucket to deliver to and a last delivery that succeeded. */
export const recorderOff = defineCheck({
  id: "config/recorder-off",
  on: "Region",
  severity: "medium",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["ID.AM-1", "ID.AM-2", "PR.IP-1", "DE.CM-8"],
  meets: {
    "cis-aws-foundations-2.0.0": ["3.5"],
    "cis-aws-foundations-7.0.0": ["4.3"],
    "aws-fsbp": ["Config.1"],
    "cis-aws-compute-1.0.0": ["4.1"],
  },
  text: {
    en: {
      title: "AWS Config does not record in this region",
      risk: "Nobody can say what a resource looked like before an incident, or who changed it when.",
      fix: "Set up a recorder and a delivery channel with a bucket, start the recorder, and see that its last delivery succeeded.",
    },
    ja: {
      title: "AWS Config が記録していないリージョン",
      risk: "インシデント前のリソースの状態や、いつ誰が変更したのかを後から確認できません。",
      fix: "レコーダーとバケットを指定した配信チャネルを設定して記録を開始し、直近の配信が成功していることを確認してください。",
    },
  },
  remedy: {
    cli: "aws configservice put-configuration-recorder --configuration-recorder name=default,roleARN=<role-arn> --recording-group allSupported=true,includeGlobalResourceTypes=true\naws configservice put-delivery-channel --delivery-channel name=default,s3BucketName=<bucket>,snsTopicARN=<topic-arn>\naws configservice start-configuration-recorder --configuration-recorder-name default",
    cloudformation:
      "Type: AWS::Config::ConfigurationRecorder\nProperties:\n  RoleARN: <role-arn>\n  RecordingGroup:\n    AllSupported: true\n    IncludeGlobalResourceTypes: true",
  },
  judge(region, need) {
    const recorder = need.outer(region.ConfigRecorder);
    if (recorder === undefined) return fail({ path: ["ConfigRecorder"], found: null });
    if (recorder.Recording === false) return fail({ path: ["ConfigRecorder", "Recording"], found: false, expected: true });
    const channels = region.ConfigDeliveryChannels;
    if (!isUnknown(channels) && !channels.some((channel) => channel.S3BucketName)) {
      return fail({ path: ["ConfigDeliveryChannels"], found: channels, expected: "a channel with a bucket" });
    }
    need(recorder.Recording);
    const status = need(recorder.LastStatus);
    need(channels);
    // A recorder that has just been started says PENDING: it has not failed, but nothing is delivered yet.
    return status?.toUpperCase() === "SUCCESS"
      ? pass
      : fail({ path: ["ConfigRecorder", "LastStatus"], found: status ?? null, expected: "SUCCESS" });
  },
});
