import { defineCases, resource } from "../../cases.ts";

const db = resource("DbInstance", {});
const all = { Enabled: true, SourceType: "db-instance", SourceIds: [], EventCategories: [] };

export default defineCases<"Region">({
  pass: {
    "all categories": { given: {}, beside: [db, resource("DbEventSubscription", all)] },
    "all source types": { given: {}, beside: [db, resource("DbEventSubscription", { ...all, SourceType: undefined })] },
  },
  fail: {
    "categories are missing": { given: {}, beside: [db, resource("DbEventSubscription", { ...all, EventCategories: ["failure"] })] },
    "only one instance": { given: {}, beside: [db, resource("DbEventSubscription", { ...all, SourceIds: ["a"] })] },
    "only clusters": { given: {}, beside: [db, resource("DbEventSubscription", { ...all, SourceType: "db-cluster" })] },
  },
  unknown: {
    "not readable": { given: {}, beside: [db], gaps: ["DbEventSubscription"] },
  },
  "not-applicable": {
    "no instance": { given: {} },
  },
});
