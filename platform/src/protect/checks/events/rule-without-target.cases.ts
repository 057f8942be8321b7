import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"EventRule">({
  pass: {
    "one target": {
      given: { Targets: [{ Arn: "arn:aws:lambda:ap-northeast-1:111122223333:function:f", RoleArn: undefined, DeadLetterArn: undefined }] },
    },
  },
  fail: {
    none: { given: { Targets: [] } },
  },
  unknown: {
    "not readable": { given: { Targets: DENIED } },
  },
});
