import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"AppSyncApi">({
  pass: { encrypted: { given: { Cache: { AtRestEncryptionEnabled: false, TransitEncryptionEnabled: true } } } },
  fail: { "in plain": { given: { Cache: { AtRestEncryptionEnabled: true, TransitEncryptionEnabled: false } } } },
  unknown: { "the cache could not be read": { given: { Cache: DENIED } } },
  "not-applicable": { "no cache": { given: { Cache: undefined } } },
});
