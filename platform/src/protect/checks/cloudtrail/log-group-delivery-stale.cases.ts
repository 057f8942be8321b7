import { DENIED, defineCases } from "../../cases.ts";

const given = { CloudWatchLogsLogGroupArn: "arn:aws:logs:ap-northeast-1:111122223333:log-group:t:*", IsLogging: true };

export default defineCases<"Trail">({
  pass: {
    "an hour ago": { given: { ...given, LatestCloudWatchLogsDeliveryTime: "2026-11-21T23:00:00Z" } },
    "exactly a day ago": { given: { ...given, LatestCloudWatchLogsDeliveryTime: "2026-11-21T00:00:00Z" } },
  },
  fail: {
    "a day and a second ago": { given: { ...given, LatestCloudWatchLogsDeliveryTime: "2026-11-20T23:59:59Z" } },
    never: { given: { ...given, LatestCloudWatchLogsDeliveryTime: undefined } },
  },
  unknown: {
    "the status was denied": { given: { ...given, IsLogging: DENIED } },
    "the delivery time was denied": { given: { ...given, LatestCloudWatchLogsDeliveryTime: DENIED } },
  },
  "not-applicable": {
    "no log group": { given: { CloudWatchLogsLogGroupArn: undefined } },
    stopped: { given: { ...given, IsLogging: false } },
    "a template": { given: { ...given, origin: { source: "template" } } },
  },
});
