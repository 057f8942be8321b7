import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Account">({
  pass: { "no key": { given: { RootAccessKeysPresent: false } } },
  fail: { "a key is present": { given: { RootAccessKeysPresent: true } } },
  unknown: { "the account summary was denied": { given: { RootAccessKeysPresent: DENIED } } },
});
