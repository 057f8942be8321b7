import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"EcsService">({
  pass: {
    "the latest": { given: { LaunchType: "FARGATE", PlatformVersion: "LATEST" } },
    "not set": { given: { LaunchType: "FARGATE", PlatformVersion: undefined } },
    "today's newest": { given: { LaunchType: "FARGATE", PlatformVersion: "1.4.0" } },
  },
  fail: { "1.3.0": { given: { LaunchType: "FARGATE", PlatformVersion: "1.3.0" } } },
  unknown: { "the version is not known": { given: { LaunchType: "FARGATE", PlatformVersion: DENIED } } },
  manual: { "the newest on Windows, the oldest on Linux": { given: { LaunchType: "FARGATE", PlatformVersion: "1.0.0" } } },
  "not-applicable": { "on EC2": { given: { LaunchType: "EC2" } } },
});
