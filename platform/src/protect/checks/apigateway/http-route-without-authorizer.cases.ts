import { DENIED, defineCases } from "../../cases.ts";

const open = { ProtocolType: "HTTP" as const, RouteKey: "GET /orders", AuthorizationType: "NONE" as const, ApiKeyRequired: false };

export default defineCases<"HttpRoute">({
  pass: {
    "a JWT": { given: { ...open, AuthorizationType: "JWT" } },
    "a WebSocket that asks at $connect": {
      given: { ...open, ProtocolType: "WEBSOCKET", RouteKey: "$connect", AuthorizationType: "CUSTOM" },
    },
  },
  fail: {
    open: { given: open },
    "the catch-all": { given: { ...open, RouteKey: "$default" } },
    "a WebSocket anyone may open": { given: { ...open, ProtocolType: "WEBSOCKET", RouteKey: "$connect" } },
  },
  unknown: {
    "the authorization is not known": { given: { ...open, AuthorizationType: DENIED } },
    "the route's key is not known": { given: { ...open, RouteKey: DENIED } },
  },
  "not-applicable": {
    "a preflight": { given: { ...open, RouteKey: "OPTIONS /orders" } },
    "a message on an open WebSocket": { given: { ...open, ProtocolType: "WEBSOCKET", RouteKey: "sendMessage" } },
  },
});
