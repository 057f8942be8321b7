import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Account">({
  pass: { "mail and phone": { given: { SecurityContact: { HasEmail: true, HasPhone: true } } } },
  fail: {
    "none registered": { given: { SecurityContact: undefined } },
    "no phone": { given: { SecurityContact: { HasEmail: true, HasPhone: false } } },
  },
  unknown: { "the contact could not be read": { given: { SecurityContact: DENIED } } },
});
