import { DENIED, defineCases } from "../../cases.ts";
import { allManagement, field, trail } from "../../monitoring/fixtures.ts";

export default defineCases<"Account">({
  pass: {
    "one complete trail": { given: {}, beside: [trail()] },
    "advanced selectors without narrowing": {
      given: {},
      beside: [trail({ EventSelectors: [], AdvancedEventSelectors: [{ FieldSelectors: [field("eventCategory", ["Management"])] }] })],
    },
    "a pair of advanced selectors, one for reads and one for writes": {
      given: {},
      beside: [
        trail({
          EventSelectors: [],
          AdvancedEventSelectors: ["true", "false"].map((readOnly) => ({
            FieldSelectors: [field("eventCategory", ["Management"]), field("readOnly", [readOnly])],
          })),
        }),
      ],
    },
    "one complete trail beside one that could not be read": {
      given: {},
      beside: [trail({ EventSelectors: DENIED, name: "x" }), trail()],
      gaps: ["Trail"],
    },
  },
  fail: {
    "no trail": { given: {} },
    "one region only": { given: {}, beside: [trail({ IsMultiRegionTrail: false })] },
    stopped: { given: {}, beside: [trail({ IsLogging: false, EventSelectors: DENIED })] },
    "writes only": { given: {}, beside: [trail({ EventSelectors: [{ ...allManagement, ReadWriteType: "WriteOnly" }] })] },
    "KMS events left out": {
      given: {},
      beside: [trail({ EventSelectors: [{ ...allManagement, ExcludeManagementEventSources: ["kms.amazonaws.com"] }] })],
    },
    "data events only": { given: {}, beside: [trail({ EventSelectors: [{ ...allManagement, IncludeManagementEvents: false }] })] },
    "advanced selectors that take one service": {
      given: {},
      beside: [
        trail({
          EventSelectors: [],
          AdvancedEventSelectors: [
            { FieldSelectors: [field("eventCategory", ["Management"]), field("eventSource", ["iam.amazonaws.com"])] },
          ],
        }),
      ],
    },
    "two halves on two trails": {
      given: {},
      beside: [trail({ IsMultiRegionTrail: false }), trail({ name: "b", IsLogging: false })],
    },
  },
  unknown: {
    "the trails could not be listed": { given: {}, gaps: ["Trail"] },
    "the selectors were denied": { given: {}, beside: [trail({ EventSelectors: DENIED })] },
    "an answer without any selector is no answer": { given: {}, beside: [trail({ EventSelectors: [] })] },
  },
});
