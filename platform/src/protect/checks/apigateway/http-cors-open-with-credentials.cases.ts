import { DENIED, defineCases } from "../../cases.ts";

const cors = { AllowOrigins: ["*"], AllowMethods: ["GET"], AllowCredentials: false };

export default defineCases<"HttpApi">({
  pass: {
    "any site, without credentials": { given: { Cors: cors } },
    "one site with credentials": { given: { Cors: { ...cors, AllowOrigins: ["https://a.example.com"], AllowCredentials: true } } },
  },
  fail: { "every HTTPS site with credentials": { given: { Cors: { ...cors, AllowOrigins: ["https://*"], AllowCredentials: true } } } },
  unknown: { "the read was denied": { given: { Cors: DENIED } } },
  "not-applicable": { "no CORS": { given: { Cors: undefined } } },
});
