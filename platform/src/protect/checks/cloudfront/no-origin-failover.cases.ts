import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"CloudFrontDistribution">({
  pass: { "two origins": { given: { OriginGroups: [{ MemberCount: 2 }] } } },
  fail: { "no group": { given: { OriginGroups: [] } }, "a group of one": { given: { OriginGroups: [{ MemberCount: 1 }] } } },
  unknown: {
    "the read was denied": { given: { OriginGroups: DENIED } },
    "the members are not known": { given: { OriginGroups: [{ MemberCount: DENIED }] } },
  },
});
