import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"DbInstance">({
  pass: {
    private: { given: { PubliclyAccessible: false } },
  },
  fail: {
    "public, groups closed": { given: { PubliclyAccessible: true, SecurityGroupIds: [] } },
    "public, groups unknown": { given: { PubliclyAccessible: true, SecurityGroupIds: DENIED } },
  },
  unknown: {
    "not readable": { given: { PubliclyAccessible: DENIED } },
  },
});
