import { type Unknown, unknown } from "../../model/index.ts";

const DENIED = new Set(["AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "UnauthorizedAccess", "AuthorizationError", "AuthorizationErrorException", "NotAuthorized", "ForbiddenException", "Forbidden", "AccessDeniedFault", "AWSOrganizationsNotInUse"]);
const EXPIRED = new Set(["ExpiredToken", "ExpiredTokenException", "RequestExpired", "InvalidClientTokenId", "UnrecognizedClientException", "SignatureDoesNotMatch", "InvalidSignatureException", "AuthFailure", "RequestTimeTooSkewed", "InvalidAccessKeyId", "CredentialsProviderError", "IncompleteSignature", "MissingAuthenticationToken", "TokenRefreshRequired"]);
const THROTTLED = new Set(["Throttling", "ThrottlingException", "ThrottledException", "TooManyRequestsException", "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException", "RequestThrottled", "RequestThrottledException", "SlowDown", "PriorRequestNotComplete", "ProvisionedThroughputExceededException", "EC2ThrottledException", "TransactionInProgressException"]);
const DISABLED = new Set(["OptInRequired", "RegionDisabledException", "SubscriptionRequiredException"]);
const UNSUPPORTED = new Set(["UnknownOperationException", "InvalidAction", "UnsupportedOperation", "UnsupportedOperationException", "NotImplemented", "NotImplementedException", "MethodNotAllowed", "SyntaxError", "UnknownEndpoint"]);

interface SdkError {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly Code?: string;
  readonly $fault?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly statusCode?: number };
}

export function errorName(error: unknown): string {
  const e = error as SdkError;
  // XML protocols answer the bare word; S3 puts it in `Code`.
  return (e.name && e.name !== "Error" ? e.name : (e.Code ?? e.code ?? e.name)) ?? "Error";
}

export function isThrottling(error: unknown): boolean {
  return THROTTLED.has(errorName(error)) || (error as SdkError).$metadata?.httpStatusCode === 429;
}

/**
 * Why a call did not answer. Only errors that AWS itself formed say "denied"; a page of HTML, or anything else that is
 * not an answer of the service, is `unsupported` or `failed`: never a value.
 */
export function classify(error: unknown, action: string): Unknown {
  const e = error as SdkError;
  const name = errorName(error);
  const status = e.$metadata?.httpStatusCode ?? e.$response?.statusCode;
  const what = status === undefined ? name : `${name} (HTTP ${status})`;
  if (name === "AbortError") return unknown("interrupted", { action });
  if (EXPIRED.has(name)) return unknown("expired-credentials", { action, what });
  if (DENIED.has(name)) return unknown("access-denied", { action, what });
  if (isThrottling(error)) return unknown("throttled", { action, what });
  if (DISABLED.has(name)) return unknown("region-disabled", { action, what });
  if (UNSUPPORTED.has(name) || e.code === "ENOTFOUND") return unknown("unsupported", { action, what });
  // Not an answer in the service's own protocol: the operation does not exist at this endpoint.
  if (name === "Error" && e.$fault === undefined && (status === 404 || status === 500)) return unknown("unsupported", { action, what });
  if (status === 403) return unknown("access-denied", { action, what });
  return unknown("failed", { action, what });
}
