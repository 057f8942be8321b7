import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"Region">({
  pass: {
    on: { given: { SecurityHub: { Standards: [] } } },
    "on, standards unreadable": { given: { SecurityHub: { Standards: DENIED } } },
  },
  fail: { "not subscribed": { given: { SecurityHub: undefined } } },
  unknown: { "the hub was denied": { given: { SecurityHub: DENIED } } },
});
