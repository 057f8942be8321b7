import { DENIED, defineCases } from "../../cases.ts";
import { trail } from "../../monitoring/fixtures.ts";

export default defineCases<"Account">({
  pass: {
    "a multi-region trail": { given: {}, beside: [trail()] },
    "a trail in each region": {
      given: { EnabledRegions: ["ap-northeast-1", "us-east-1"] },
      beside: [trail({ IsMultiRegionTrail: false }), trail({ name: "b", region: "us-east-1", Arn: "b", IsMultiRegionTrail: false })],
    },
  },
  fail: {
    "no trail": { given: { EnabledRegions: ["ap-northeast-1"] } },
    "one of two regions": { given: { EnabledRegions: ["ap-northeast-1", "us-east-1"] }, beside: [trail({ IsMultiRegionTrail: false })] },
    "the only trail is stopped": { given: { EnabledRegions: ["ap-northeast-1"] }, beside: [trail({ IsLogging: false })] },
  },
  unknown: {
    "trails could not be listed": { given: { EnabledRegions: ["ap-northeast-1"] }, gaps: ["Trail"] },
    "the status was denied": { given: { EnabledRegions: ["ap-northeast-1"] }, beside: [trail({ IsLogging: DENIED })] },
    "the regions were denied": { given: { EnabledRegions: DENIED }, beside: [trail({ IsMultiRegionTrail: false })] },
  },
});
