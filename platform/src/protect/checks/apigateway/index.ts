import { authorizerFunctionMissing } from "./authorizer-function-missing.ts";
import { bodySizeUnlimited } from "./body-size-unlimited.ts";
import { domainTlsNotRecommended } from "./domain-tls-not-recommended.ts";
import { domainTlsOutdated } from "./domain-tls-outdated.ts";
import { httpAccessLoggingOff } from "./http-access-logging-off.ts";
import { httpCorsOpenWithCredentials } from "./http-cors-open-with-credentials.ts";
import { httpDefaultEndpointOpen } from "./http-default-endpoint-open.ts";
import { httpFunctionMissing } from "./http-function-missing.ts";
import { httpIntegrationOverHttp } from "./http-integration-over-http.ts";
import { httpNotThrottled } from "./http-not-throttled.ts";
import { httpRouteWithoutAuthorizer } from "./http-route-without-authorizer.ts";
import { httpStageVariableSecret } from "./http-stage-variable-secret.ts";
import { httpTimeoutBelowFunction } from "./http-timeout-below-function.ts";
import { privateApiOpenToEveryVpc } from "./private-api-open-to-every-vpc.ts";
import { privateIntegrationWithoutTls } from "./private-integration-without-tls.ts";
import { restAccessLoggingOff } from "./rest-access-logging-off.ts";
import { restBodyNotValidated } from "./rest-body-not-validated.ts";
import { restCacheUnencrypted } from "./rest-cache-unencrypted.ts";
import { restClientCertificateMissing } from "./rest-client-certificate-missing.ts";
import { restDefaultEndpointOpen } from "./rest-default-endpoint-open.ts";
import { restExecutionLoggingOff } from "./rest-execution-logging-off.ts";
import { restFunctionMissing } from "./rest-function-missing.ts";
import { restIntegrationOverHttp } from "./rest-integration-over-http.ts";
import { restLogsFullRequests } from "./rest-logs-full-requests.ts";
import { restMethodWithoutAuthorizer } from "./rest-method-without-authorizer.ts";
import { restNotThrottled } from "./rest-not-throttled.ts";
import { restParametersNotValidated } from "./rest-parameters-not-validated.ts";
import { restTimeoutBelowFunction } from "./rest-timeout-below-function.ts";
import { restTracingOff } from "./rest-tracing-off.ts";
import { restWithoutWaf } from "./rest-without-waf.ts";
import { stageVariableSecret } from "./stage-variable-secret.ts";
import { usagePlanWithoutLimits } from "./usage-plan-without-limits.ts";
import { websocketExecutionLoggingOff } from "./websocket-execution-logging-off.ts";

export const apigatewayChecks = [
  authorizerFunctionMissing,
  bodySizeUnlimited,
  domainTlsNotRecommended,
  domainTlsOutdated,
  httpAccessLoggingOff,
  httpCorsOpenWithCredentials,
  httpDefaultEndpointOpen,
  httpFunctionMissing,
  httpIntegrationOverHttp,
  httpNotThrottled,
  httpRouteWithoutAuthorizer,
  httpStageVariableSecret,
  httpTimeoutBelowFunction,
  privateApiOpenToEveryVpc,
  privateIntegrationWithoutTls,
  restAccessLoggingOff,
  restBodyNotValidated,
  restCacheUnencrypted,
  restClientCertificateMissing,
  restDefaultEndpointOpen,
  restExecutionLoggingOff,
  restFunctionMissing,
  restIntegrationOverHttp,
  restLogsFullRequests,
  restMethodWithoutAuthorizer,
  restNotThrottled,
  restParametersNotValidated,
  restTimeoutBelowFunction,
  restTracingOff,
  restWithoutWaf,
  stageVariableSecret,
  usagePlanWithoutLimits,
  websocketExecutionLoggingOff,
] as const;
