import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"DaxCluster">({
  pass: {
    encrypted: { given: { SseEnabled: true } },
  },
  fail: {
    not: { given: { SseEnabled: false } },
  },
  unknown: {
    "not readable": { given: { SseEnabled: DENIED } },
  },
});
