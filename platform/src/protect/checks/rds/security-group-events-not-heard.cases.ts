import { defineCases, resource } from "../../cases.ts";

const some = { Enabled: true, SourceType: "db-security-group", SourceIds: [], EventCategories: [] };

export default defineCases<"Region">({
  pass: {
    "a legacy subscription that hears everything": { given: {}, beside: [resource("DbEventSubscription", some)] },
  },
  fail: {
    "a legacy subscription that is off": { given: {}, beside: [resource("DbEventSubscription", { ...some, Enabled: false })] },
  },
  unknown: {
    "subscriptions not readable": { given: {}, gaps: ["DbEventSubscription"] },
  },
  "not-applicable": {
    "none: the kind is retired": { given: {} },
  },
});
