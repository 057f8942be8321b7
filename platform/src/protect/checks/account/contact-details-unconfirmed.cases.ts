import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Account">({
  pass: {},
  fail: { "nothing is filled in": { given: { ContactInformation: [] } } },
  unknown: { "the contact information was denied": { given: { ContactInformation: DENIED } } },
  manual: { "filled in, but is it true?": { given: { ContactInformation: ["FullName", "PhoneNumber", "AddressLine1"] } } },
});
