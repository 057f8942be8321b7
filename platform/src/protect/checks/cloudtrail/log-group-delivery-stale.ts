import { fail, notApplicable, pass } from "../../../model/index.ts";
import { defineCheck } from "../../check.ts";
import { daysSince } from "../../people/credentials.ts";

/** Live trails with a log group, by the time of the last delivery. */
export const logGroupDeliveryStale = defineCheck({
  id: "cloudtrail/log-group-delivery-stale",
  on: "Trail",
  severity: "medium",
  layer: "monitoring",
  topic: "detective-controls",
  csf: ["PR.PT-1", "DE.AE-3", "DE.CM-3"],
  meets: { "cis-aws-foundations-2.0.0": ["3.4"] },
  text: {
    en: {
      title: "Nothing arrived in the trail's log group for a day",
      risk: "The trail names a log group, but its role or the group is broken: the alarms on it are deaf.",
      fix: "Check that the log group exists and that the trail's role may create streams and put events in it; then see the latest delivery error.",
    },
    ja: {
      title: "証跡のロググループに 24 時間以上配信がない",
      risk: "ロググループは設定されていますが、ロールまたはロググループの不備で配信されず、アラームが機能しません。",
      fix: "ロググループの存在と、証跡のロールに CreateLogStream と PutLogEvents の権限があることを確認し、直近の配信エラーを調べてください。",
    },
  },
  remedy: {
    cli: "aws cloudtrail get-trail-status --name <trail> --query '[LatestCloudWatchLogsDeliveryTime,LatestCloudWatchLogsDeliveryError]'",
  },
  judge(trail, need, world) {
    if (need(trail.CloudWatchLogsLogGroupArn) === undefined || trail.origin.source === "template") return notApplicable;
    // A stopped trail delivers nothing; that it is stopped is said elsewhere.
    if (!need(trail.IsLogging)) return notApplicable;
    const last = need(trail.LatestCloudWatchLogsDeliveryTime);
    return last !== undefined && daysSince(last, world.now, need) <= 1
      ? pass
      : fail({ path: ["CloudWatchLogsLogGroupArn"], found: { lastDelivery: last ?? null }, expected: { withinHours: 24 } });
  },
});
