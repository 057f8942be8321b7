import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Region">({
  pass: { on: { given: { EbsEncryptionByDefault: true } } },
  fail: { off: { given: { EbsEncryptionByDefault: false } } },
  unknown: { "the setting was denied": { given: { EbsEncryptionByDefault: DENIED } } },
});
