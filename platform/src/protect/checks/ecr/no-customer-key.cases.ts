import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"EcrRepository">({
  pass: { "a key of one's own": { given: { EncryptionType: "KMS", KmsKey: "arn:aws:kms:ap-northeast-1:111122223333:key/1" } } },
  fail: { AES256: { given: { EncryptionType: "AES256", KmsKey: undefined } } },
  unknown: { "the read was denied": { given: { EncryptionType: DENIED } } },
});
