import { DENIED, defineCases } from "../../cases.ts";

const socket = { ProtocolType: "WEBSOCKET" as const, RouteSettings: [] };
const route = { RouteKey: "$connect", ThrottlingRateLimit: undefined, ThrottlingBurstLimit: undefined };

export default defineCases<"HttpStage">({
  pass: { errors: { given: { ...socket, DefaultLoggingLevel: "ERROR" } } },
  fail: {
    "not set": { given: { ...socket, DefaultLoggingLevel: undefined } },
    off: { given: { ...socket, DefaultLoggingLevel: "OFF" } },
    "off for one route": {
      given: { ...socket, DefaultLoggingLevel: "INFO", RouteSettings: [{ ...route, LoggingLevel: "OFF" }] },
      subjects: ["$connect"],
    },
  },
  unknown: { "the level is not known": { given: { ...socket, DefaultLoggingLevel: DENIED } } },
  "not-applicable": { "an HTTP API has no execution log": { given: { ProtocolType: "HTTP" } } },
});
