import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Account">({
  pass: { "a subscriber": { given: { Budgets: [{ Name: "all", Notifications: 1, Subscribers: 1 }] } } },
  fail: {
    "one of two is silent": {
      given: {
        Budgets: [
          { Name: "all", Notifications: 1, Subscribers: 1 },
          { Name: "dev", Notifications: 0, Subscribers: 0 },
        ],
      },
      subjects: ["dev"],
    },
    "a notification without subscribers": { given: { Budgets: [{ Name: "all", Notifications: 1, Subscribers: 0 }] } },
  },
  unknown: { "budgets were denied": { given: { Budgets: DENIED } } },
  "not-applicable": { "no budget (account/spending-unwatched says so)": { given: { Budgets: [] } } },
});
