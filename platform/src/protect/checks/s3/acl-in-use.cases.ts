import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Bucket">({
  pass: {
    "lists are switched off": { given: { ObjectOwnership: "BucketOwnerEnforced", AclGrants: DENIED } },
    "only the owner has a grant": { given: { ObjectOwnership: undefined, AclGrants: [] } },
  },
  fail: {
    "log delivery has a grant": {
      given: { ObjectOwnership: "ObjectWriter", AclGrants: [{ Grantee: "LogDelivery", Permission: "WRITE" }] },
      subjects: ["LogDelivery/WRITE"],
    },
  },
  unknown: {
    "list not readable": { given: { ObjectOwnership: undefined, AclGrants: DENIED } },
  },
});
