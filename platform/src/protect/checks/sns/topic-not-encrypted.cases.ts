import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Topic">({
  pass: {
    "AWS's key": { given: { KmsMasterKeyId: "alias/aws/sns" } },
  },
  fail: {
    "no key": { given: { KmsMasterKeyId: undefined } },
    "empty key": { given: { KmsMasterKeyId: "" } },
  },
  unknown: {
    "attributes not readable": { given: { KmsMasterKeyId: DENIED } },
  },
});
