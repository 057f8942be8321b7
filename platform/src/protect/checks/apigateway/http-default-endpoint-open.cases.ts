import { DENIED, defineCases, resource } from "../../cases.ts";

const domain = (id: string | typeof DENIED) => [resource("ApiDomainName", { name: "api.example.com", ApiIds: [id] })];

export default defineCases<"HttpApi">({
  pass: { "switched off": { given: { ApiId: "a1", DisableExecuteApiEndpoint: true } } },
  fail: { "both ways lead in": { given: { ApiId: "a1", DisableExecuteApiEndpoint: false }, beside: domain("a1") } },
  unknown: {
    "the setting is not known": { given: { ApiId: "a1", DisableExecuteApiEndpoint: DENIED } },
    "domains could not be listed": { given: { ApiId: "a1", DisableExecuteApiEndpoint: false }, gaps: ["ApiDomainName"] },
    "a mapping is not known": { given: { ApiId: "a1", DisableExecuteApiEndpoint: false }, beside: domain(DENIED) },
  },
  "not-applicable": { "no custom domain": { given: { ApiId: "a1", DisableExecuteApiEndpoint: false }, beside: domain("a2") } },
});
