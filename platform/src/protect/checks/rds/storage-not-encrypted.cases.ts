import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"DbInstance">({
  pass: {
    encrypted: { given: { StorageEncrypted: true } },
  },
  fail: {
    not: { given: { StorageEncrypted: false } },
  },
  unknown: {
    "not readable": { given: { StorageEncrypted: DENIED } },
  },
});
