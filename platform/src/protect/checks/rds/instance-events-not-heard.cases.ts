import { DENIED, defineCases, resource } from "../../cases.ts";

const db = resource("DbInstance", {});
const some = {
  Enabled: true,
  SourceType: "db-instance",
  SourceIds: [],
  EventCategories: ["maintenance", "configuration change", "failure"],
};

export default defineCases<"Region">({
  pass: {
    "the three categories": { given: {}, beside: [db, resource("DbEventSubscription", some)] },
  },
  fail: {
    disabled: { given: {}, beside: [db, resource("DbEventSubscription", { ...some, Enabled: false })] },
  },
  unknown: {
    "categories not readable": { given: {}, beside: [db, resource("DbEventSubscription", { ...some, EventCategories: DENIED })] },
  },
  "not-applicable": {
    "no instance": { given: {} },
  },
});
