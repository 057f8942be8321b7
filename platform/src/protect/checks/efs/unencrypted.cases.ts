import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"FileSystem">({
  pass: { encrypted: { given: { Encrypted: true } } },
  fail: { "in clear": { given: { Encrypted: false } } },
  unknown: { "decided elsewhere": { given: { Encrypted: DENIED } } },
});
