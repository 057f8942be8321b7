import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Trail">({
  pass: { "a log group": { given: { CloudWatchLogsLogGroupArn: "arn:aws:logs:ap-northeast-1:111122223333:log-group:t:*" } } },
  fail: { none: { given: { CloudWatchLogsLogGroupArn: undefined } } },
  unknown: { "decided elsewhere": { given: { CloudWatchLogsLogGroupArn: DENIED } } },
});
