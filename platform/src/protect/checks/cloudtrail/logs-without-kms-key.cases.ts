import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Trail">({
  pass: { "a key": { given: { KmsKeyId: "arn:aws:kms:ap-northeast-1:111122223333:key/k" } } },
  fail: {
    "no key": { given: { KmsKeyId: undefined } },
    "an empty key": { given: { KmsKeyId: "" } },
  },
  unknown: { "the key is decided elsewhere": { given: { KmsKeyId: DENIED } } },
});
