import { defineCases, resource } from "../../cases.ts";

const db = resource("DbCluster", {});
const some = { Enabled: true, SourceType: "db-cluster", SourceIds: [], EventCategories: ["maintenance", "failure"] };

export default defineCases<"Region">({
  pass: {
    "both categories": { given: {}, beside: [db, resource("DbEventSubscription", some)] },
  },
  fail: {
    "only one": { given: {}, beside: [db, resource("DbEventSubscription", { ...some, EventCategories: ["failure"] })] },
    none: { given: {}, beside: [db] },
  },
  unknown: {
    "not readable": { given: {}, beside: [db], gaps: ["DbEventSubscription"] },
  },
  "not-applicable": {
    "no cluster": { given: {} },
  },
});
