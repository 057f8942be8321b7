import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"RestMethod">({
  pass: {
    "a model and a validator": {
      given: { HttpMethod: "POST", ValidatesBody: true, RequestModels: { "application/json": "Order" }, RequestValidatorId: "v" },
    },
  },
  fail: {
    "no validator": {
      given: { HttpMethod: "POST", ValidatesBody: false, RequestModels: { "application/json": "Order" }, RequestValidatorId: undefined },
      subjects: ["validator"],
    },
    "a validator without a model": {
      given: { HttpMethod: "put", ValidatesBody: true, RequestModels: {}, RequestValidatorId: "v" },
      subjects: ["model"],
    },
  },
  unknown: { "the validator is not known": { given: { HttpMethod: "POST", ValidatesBody: DENIED } } },
  "not-applicable": { "no body": { given: { HttpMethod: "GET" } } },
});
