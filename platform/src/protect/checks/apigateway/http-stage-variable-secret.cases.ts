import { DENIED, defineCases } from "../../cases.ts";

const noise = ["q8Zr", "T5w1", "Lm0V", "b7Xc", "9sKd"].join("");

export default defineCases<"HttpStage">({
  pass: {
    harmless: { given: { Variables: { table: "orders" } } },
  },
  fail: {
    "token by its name": { given: { Variables: { upstreamToken: noise } }, subjects: ["upstreamToken"] },
  },
  unknown: {
    "not readable": { given: { Variables: DENIED } },
  },
  manual: {
    "a short token": { given: { Variables: { authToken: "a8f3k2m9" } } },
  },
});
