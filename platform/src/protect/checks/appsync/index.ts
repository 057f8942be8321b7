import { apiKeyAuthentication } from "./api-key-authentication.ts";
import { cacheUnencryptedAtRest } from "./cache-unencrypted-at-rest.ts";
import { cacheUnencryptedInTransit } from "./cache-unencrypted-in-transit.ts";
import { fieldLoggingOff } from "./field-logging-off.ts";
import { introspectionEnabled } from "./introspection-enabled.ts";
import { logsFullRequests } from "./logs-full-requests.ts";
import { queryDepthUnlimited } from "./query-depth-unlimited.ts";
import { tracingOff } from "./tracing-off.ts";
import { withoutWaf } from "./without-waf.ts";

export const appsyncChecks = [
  apiKeyAuthentication,
  cacheUnencryptedAtRest,
  cacheUnencryptedInTransit,
  fieldLoggingOff,
  introspectionEnabled,
  logsFullRequests,
  queryDepthUnlimited,
  tracingOff,
  withoutWaf,
] as const;
