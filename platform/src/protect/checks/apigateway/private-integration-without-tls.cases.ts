import { DENIED, defineCases } from "../../cases.ts";

export default defineCases<"HttpRoute">({
  pass: { "a name is verified": { given: { ConnectionType: "VPC_LINK", TlsServerNameToVerify: "app.example.com", RouteKey: "GET /" } } },
  fail: { "no TLS": { given: { ConnectionType: "VPC_LINK", TlsServerNameToVerify: undefined, RouteKey: "GET /" }, subjects: ["GET /"] } },
  unknown: { "the read was denied": { given: { ConnectionType: "VPC_LINK", TlsServerNameToVerify: DENIED, RouteKey: "GET /" } } },
  "not-applicable": { "over the internet": { given: { ConnectionType: "INTERNET" } } },
});
