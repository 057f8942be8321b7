import { DENIED, defineCases, resource } from "../../cases.ts";

const tier = { settings: { tiers: { data: "tier=data" } } };
const database = { Tags: { tier: "data" }, SecurityGroupIds: ["sg-1"] };
const group = (Tags: Record<string, string>) => resource("SecurityGroup", { name: "sg-1", Tags });

export default defineCases<"DbInstance">({
  pass: {
    "group of the data tier": { given: database, ...tier, beside: [group({ tier: "data" })] },
  },
  fail: {
    "group of the web tier": { given: database, ...tier, beside: [group({ tier: "web" })], subjects: ["sg-1"] },
    "group does not exist": { given: database, ...tier },
  },
  unknown: {
    "groups could not be listed": { given: database, ...tier, gaps: ["SecurityGroup"] },
    "tags of the database not readable": { given: { ...database, Tags: DENIED }, ...tier },
  },
  manual: {
    "no tiers in the settings": { given: { ...database, Tags: {} } },
  },
  "not-applicable": {
    "database of another tier": { given: { ...database, Tags: { tier: "web" } }, ...tier },
  },
});
