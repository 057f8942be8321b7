import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"LambdaFunction">({
  pass: {},
  fail: {},
  unknown: { "the mounts are not known": { given: { EphemeralStorage: 512, FileSystemArns: DENIED } } },
  manual: {
    "a large disk": { given: { EphemeralStorage: 2048, FileSystemArns: [] } },
    "a shared file system": {
      given: { EphemeralStorage: 512, FileSystemArns: ["arn:aws:elasticfilesystem:ap-northeast-1:111122223333:access-point/fsap-1"] },
    },
  },
  "not-applicable": { "the default disk only: code alone can tell": { given: { EphemeralStorage: 512, FileSystemArns: [] } } },
});
