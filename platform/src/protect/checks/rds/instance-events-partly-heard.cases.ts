import { defineCases, resource } from "../../cases.ts";

const db = resource("DbInstance", {});
const all = { Enabled: true, SourceType: "db-instance", SourceIds: [], EventCategories: [] };

export default defineCases<"Region">({
  pass: {
    "all categories": { given: {}, beside: [db, resource("DbEventSubscription", all)] },
    "all source types": { given: {}, beside: [db, resource("DbEventSubscription", { ...all, SourceType: undefined })] },
  },
  fail: {
    "only the critical categories": {
      given: {},
      beside: [db, resource("DbEventSubscription", { ...all, EventCategories: ["maintenance", "configuration change", "failure"] })],
    },
  },
  unknown: {
    "not readable": { given: {}, beside: [db], gaps: ["DbEventSubscription"] },
  },
  "not-applicable": {
    "no instance": { given: {} },
    "not even the critical ones (rds/instance-events-not-heard says so)": {
      given: {},
      beside: [db, resource("DbEventSubscription", { ...all, EventCategories: ["failure"] })],
    },
    "only clusters are heard": { given: {}, beside: [db, resource("DbEventSubscription", { ...all, SourceType: "db-cluster" })] },
  },
});
