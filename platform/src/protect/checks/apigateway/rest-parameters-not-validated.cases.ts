import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"RestMethod">({
  pass: { checked: { given: { RequestParameters: { "method.request.querystring.id": true }, ValidatesParameters: true } } },
  fail: { "declared only": { given: { RequestParameters: { "method.request.header.x-id": true }, ValidatesParameters: false } } },
  unknown: {
    "the validator is not known": { given: { RequestParameters: { "method.request.querystring.id": true }, ValidatesParameters: DENIED } },
  },
  "not-applicable": {
    "nothing is required": { given: { RequestParameters: { "method.request.querystring.id": false, "method.request.path.id": true } } },
  },
});
