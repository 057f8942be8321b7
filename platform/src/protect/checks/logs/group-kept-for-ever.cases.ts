import { DENIED, defineCases, resource } from "../../cases.ts";

function fn(LogGroup: string | undefined) {
  return resource("LambdaFunction", { name: "f", LoggingConfig: { LogGroup, LogFormat: undefined } });
}

export default defineCases<"LogGroup">({
  pass: { "a year": { given: { RetentionInDays: 365 } } },
  fail: {
    "not set": { given: { RetentionInDays: undefined, LogGroupName: "api-access" } },
    "of a function that is gone": { given: { RetentionInDays: undefined, LogGroupName: "/aws/lambda/gone" } },
  },
  unknown: {
    "decided elsewhere": { given: { RetentionInDays: DENIED } },
    "the functions could not be listed": { given: { RetentionInDays: undefined, LogGroupName: "/aws/lambda/f" }, gaps: ["LambdaFunction"] },
  },
  "not-applicable": {
    "the group of a function": { given: { RetentionInDays: undefined, LogGroupName: "/aws/lambda/f" }, beside: [fn(undefined)] },
    "a group a function names": { given: { RetentionInDays: undefined, LogGroupName: "app" }, beside: [fn("app")] },
  },
});
