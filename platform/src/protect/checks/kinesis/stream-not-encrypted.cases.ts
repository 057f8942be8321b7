import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"KinesisStream">({
  pass: {
    encrypted: { given: { EncryptionType: "KMS" } },
  },
  fail: {
    not: { given: { EncryptionType: "NONE" } },
  },
  unknown: {
    "not readable": { given: { EncryptionType: DENIED } },
  },
});
