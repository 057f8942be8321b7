import { DENIED, defineCases, resource } from "../../cases.ts";

const db = resource("DbInstance", {});
const some = { Enabled: true, SourceType: "db-parameter-group", SourceIds: [], EventCategories: [] };

export default defineCases<"Region">({
  pass: {
    heard: { given: {}, beside: [db, resource("DbEventSubscription", some)] },
  },
  fail: {
    "instances only": { given: {}, beside: [db, resource("DbEventSubscription", { ...some, SourceType: "db-instance" })] },
  },
  unknown: {
    "not readable": { given: {}, beside: [db, resource("DbEventSubscription", { ...some, SourceType: DENIED })] },
  },
  "not-applicable": {
    "no database": { given: {} },
  },
});
