import { DENIED, defineCases } from "../../cases.ts";

const noise = ["q8Zr", "T5w1", "Lm0V", "b7Xc", "9sKd"].join("");

export default defineCases<"RestStage">({
  pass: {
    harmless: { given: { Variables: { functionAlias: "live" } } },
    none: { given: { Variables: {} } },
  },
  fail: {
    "key by its name": { given: { Variables: { backendApiKey: noise } }, subjects: ["backendApiKey"] },
  },
  unknown: {
    "not readable": { given: { Variables: DENIED } },
  },
  manual: {
    "a short token": { given: { Variables: { authToken: "a8f3k2m9" } } },
  },
});
