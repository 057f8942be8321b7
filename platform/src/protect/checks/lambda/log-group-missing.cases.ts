import { DENIED, defineCases, resource } from "../../cases.ts";

const given = { FunctionName: "f", LoggingConfig: { LogGroup: undefined, LogFormat: undefined } };

export default defineCases<"LambdaFunction">({
  pass: {
    "the default name": { given, beside: [resource("LogGroup", { LogGroupName: "/aws/lambda/f" })] },
    "a group of another name": {
      given: { FunctionName: "f", LoggingConfig: { LogGroup: "/app", LogFormat: "JSON" } },
      beside: [resource("LogGroup", { LogGroupName: "/app" })],
    },
  },
  fail: {
    none: { given },
    "one in another region": { given, beside: [resource("LogGroup", { region: "us-east-1", LogGroupName: "/aws/lambda/f" })] },
  },
  unknown: {
    "log groups could not be listed": { given, gaps: ["LogGroup"] },
    "a group whose name is not known": { given, beside: [resource("LogGroup", { LogGroupName: DENIED })] },
  },
});
