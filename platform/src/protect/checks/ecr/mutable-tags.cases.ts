import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"EcrRepository">({
  pass: {
    immutable: { given: { ImageTagMutability: "IMMUTABLE" } },
    "immutable with exceptions": { given: { ImageTagMutability: "IMMUTABLE_WITH_EXCLUSION" } },
  },
  fail: { mutable: { given: { ImageTagMutability: "MUTABLE" } } },
  unknown: { "the read was denied": { given: { ImageTagMutability: DENIED } } },
});
