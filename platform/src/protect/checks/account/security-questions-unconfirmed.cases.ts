import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Account">({
  pass: {},
  fail: {},
  unknown: { "the account could not be identified": { given: { AccountId: DENIED } } },
  manual: { always: { given: { AccountId: "111122223333" } } },
});
