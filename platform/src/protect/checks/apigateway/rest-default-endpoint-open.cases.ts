import { DENIED, defineCases, resource } from "../../cases.ts";

const domain = (id: string | typeof DENIED) => [resource("ApiDomainName", { name: "api.example.com", ApiIds: [id] })];

export default defineCases<"RestApi">({
  pass: { "switched off": { given: { RestApiId: "a1", DisableExecuteApiEndpoint: true } } },
  fail: { "both ways lead in": { given: { RestApiId: "a1", DisableExecuteApiEndpoint: false }, beside: domain("a1") } },
  unknown: {
    "the setting is not known": { given: { RestApiId: "a1", DisableExecuteApiEndpoint: DENIED } },
    "domains could not be listed": { given: { RestApiId: "a1", DisableExecuteApiEndpoint: false }, gaps: ["ApiDomainName"] },
    "a mapping is not known": { given: { RestApiId: "a1", DisableExecuteApiEndpoint: false }, beside: domain(DENIED) },
  },
  "not-applicable": { "no custom domain": { given: { RestApiId: "a1", DisableExecuteApiEndpoint: false }, beside: domain("a2") } },
});
