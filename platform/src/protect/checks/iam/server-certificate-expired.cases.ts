import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"ServerCertificate">({
  pass: {
    "valid until tomorrow": { given: { Expiration: "2026-11-23T00:00:00Z" } },
    "this very moment": { given: { Expiration: "2026-11-22T00:00:00Z" } },
  },
  fail: { "expired a second ago": { given: { Expiration: "2026-11-21T23:59:59Z" } } },
  unknown: {
    "the certificate could not be read": { given: { Expiration: DENIED } },
    "no date": { given: { Expiration: undefined } },
  },
});
