import { DENIED, defineCases, resource } from "../../cases.ts";

const given = { FunctionName: "f", LoggingConfig: { LogGroup: undefined, LogFormat: undefined } };

export default defineCases<"LambdaFunction">({
  pass: { "a month": { given, beside: [resource("LogGroup", { LogGroupName: "/aws/lambda/f", RetentionInDays: 30 })] } },
  fail: { "for ever": { given, beside: [resource("LogGroup", { LogGroupName: "/aws/lambda/f", RetentionInDays: undefined })] } },
  unknown: {
    "log groups could not be listed": { given, gaps: ["LogGroup"] },
    "the retention is not known": { given, beside: [resource("LogGroup", { LogGroupName: "/aws/lambda/f", RetentionInDays: DENIED })] },
  },
  "not-applicable": { "no log group: another check": { given } },
});
