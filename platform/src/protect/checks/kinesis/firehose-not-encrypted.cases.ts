import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"FirehoseStream">({
  pass: {
    encrypted: { given: { SourceStreamArn: undefined, Encrypted: true } },
  },
  fail: {
    not: { given: { SourceStreamArn: undefined, Encrypted: false } },
  },
  unknown: {
    "not readable": { given: { SourceStreamArn: undefined, Encrypted: DENIED } },
  },
  "not-applicable": {
    "reads a Kinesis stream": { given: { SourceStreamArn: "arn:aws:kinesis:ap-northeast-1:111122223333:stream/s", Encrypted: false } },
  },
});
