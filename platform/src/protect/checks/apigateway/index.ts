import { authorizerFunctionMissing } from "./authorizer-function-missing.ts";
import { bodySizeUnlimited } from "./body-size-unlimited.ts";
import { httpAccessLoggingOff } from "./http-access-logging-off.ts";
import { httpRouteWithoutAuthorizer } from "./http-route-without-authorizer.ts";
import { restAccessLoggingOff } from "./rest-access-logging-off.ts";
import { restBodyNotValidated } from "./rest-body-not-validated.ts";
import { restCacheUnencrypted } from "./rest-cache-unencrypted.ts";
import { restClientCertificateMissing } from "./rest-client-certificate-missing.ts";
import { restExecutionLoggingOff } from "./rest-execution-logging-off.ts";
import { restLogsFullRequests } from "./rest-logs-full-requests.ts";
import { restMethodWithoutAuthorizer } from "./rest-method-without-authorizer.ts";
import { restParametersNotValidated } from "./rest-parameters-not-validated.ts";
import { restTracingOff } from "./rest-tracing-off.ts";
import { restWithoutWaf } from "./rest-without-waf.ts";
import { websocketExecutionLoggingOff } from "./websocket-execution-logging-off.ts";

export const apigatewayChecks = [
  authorizerFunctionMissing,
  bodySizeUnlimited,
  httpAccessLoggingOff,
  httpRouteWithoutAuthorizer,
  restAccessLoggingOff,
  restBodyNotValidated,
  restCacheUnencrypted,
  restClientCertificateMissing,
  restExecutionLoggingOff,
  restLogsFullRequests,
  restMethodWithoutAuthorizer,
  restParametersNotValidated,
  restTracingOff,
  restWithoutWaf,
  websocketExecutionLoggingOff,
] as const;
