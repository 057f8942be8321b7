import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"AppSyncApi">({
  pass: { encrypted: { given: { Cache: { AtRestEncryptionEnabled: true, TransitEncryptionEnabled: DENIED } } } },
  fail: { "in plain": { given: { Cache: { AtRestEncryptionEnabled: false, TransitEncryptionEnabled: true } } } },
  unknown: {
    "the cache could not be read": { given: { Cache: DENIED } },
    "one setting is not known": { given: { Cache: { AtRestEncryptionEnabled: DENIED, TransitEncryptionEnabled: true } } },
  },
  "not-applicable": { "no cache": { given: { Cache: undefined } } },
});
