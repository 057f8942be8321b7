import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"RestMethod">({
  pass: { HTTPS: { given: { IntegrationType: "HTTP_PROXY", IntegrationUri: "https://api.example.com/" } } },
  fail: {
    HTTP: { given: { IntegrationType: "HTTP_PROXY", IntegrationUri: "http://api.example.com/" } },
    "in capitals": { given: { IntegrationType: "HTTP_PROXY", IntegrationUri: "HTTP://api.example.com/" } },
  },
  unknown: { "the address is not known": { given: { IntegrationType: "HTTP_PROXY", IntegrationUri: DENIED } } },
  "not-applicable": { "a function": { given: { IntegrationType: "AWS_PROXY" } } },
});
