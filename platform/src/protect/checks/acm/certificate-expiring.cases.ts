import { DENIED, defineCases } from "../../cases.ts";

const issued = { Status: "ISSUED", DomainName: "example.com" };

export default defineCases<"Certificate">({
  pass: { "thirty days and a second": { given: { ...issued, NotAfter: "2026-12-22T00:00:01.000Z" } } },
  fail: {
    "exactly thirty days": { given: { ...issued, NotAfter: "2026-12-22T00:00:00.000Z" } },
    expired: { given: { ...issued, Status: "EXPIRED", NotAfter: "2026-11-01T00:00:00.000Z" } },
  },
  unknown: {
    "the read was denied": { given: { ...issued, NotAfter: DENIED } },
    "a date nobody can read": { given: { ...issued, NotAfter: "soon" } },
  },
  "not-applicable": {
    "not validated yet": { given: { ...issued, Status: "PENDING_VALIDATION" } },
    "a template does not know": { given: { ...issued, Status: undefined, NotAfter: undefined } },
  },
});
