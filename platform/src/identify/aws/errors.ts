import { type Unknown, unknown } from "../../model/index.ts";

const DENIED = new Set([
  "AccessDenied",
  "AccessDeniedException",
  "AccessDeniedFault",
  "AuthorizationError",
  "AuthorizationErrorException",
  "Forbidden",
  "ForbiddenException",
  // What services say whose caller may not use the key that protects the answer.
  "KMSAccessDenied",
  "KMSAccessDeniedException",
  "KmsAccessDenied",
  "KmsAccessDeniedException",
  "NotAuthorized",
  "NotAuthorizedException",
  "OperationNotPermitted",
  "UnauthorizedAccess",
  "UnauthorizedException",
  "UnauthorizedOperation",
]);

/** The credentials, or the clock they are signed with, are no good any more. */
const EXPIRED = new Set([
  "CredentialsProviderError",
  "ExpiredToken",
  "ExpiredTokenException",
  "InvalidSignatureException",
  "RequestExpired",
  "RequestInTheFuture",
  "RequestTimeTooSkewed",
  "SignatureDoesNotMatch",
  "TokenProviderError",
  "TokenRefreshRequired",
]);

/** What AWS says to unknown keys, and also to good keys in a region that the account has not enabled. */
const EXPIRED_OR_DISABLED = new Set([
  "AuthFailure",
  "InvalidAccessKeyId",
  "InvalidClientTokenId",
  "InvalidToken",
  "UnrecognizedClientException",
]);

const THROTTLED = new Set([
  "BandwidthLimitExceeded",
  "EC2ThrottledException",
  "LimitExceededException",
  "PriorRequestNotComplete",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "RequestThrottled",
  "RequestThrottledException",
  "SlowDown",
  "ThrottledException",
  "Throttling",
  "ThrottlingException",
  "TooManyRequestsException",
  "TransactionInProgressException",
]);

const DISABLED = new Set(["OptInRequired", "RegionDisabledException", "SubscriptionRequiredException"]);

const UNSUPPORTED = new Set([
  "InvalidAction",
  "MethodNotAllowed",
  "MissingAuthenticationTokenException", // what API Gateway says to a path it does not know
  "NotImplemented",
  "NotImplementedException",
  "SyntaxError",
  "UnknownEndpoint",
  "UnknownOperationException",
  "UnsupportedOperation",
  "UnsupportedOperationException",
]);

const TIMEOUT_NAMES = new Set(["TimeoutError", "RequestTimeout", "RequestTimeoutException"]);
const TIMEOUT_CODES = new Set(["ETIMEDOUT", "ESOCKETTIMEDOUT"]);
const NETWORK_CODES = new Set(["EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "EHOSTUNREACH", "ENETUNREACH", "ENOTFOUND", "EPIPE"]);

interface SdkError {
  readonly name?: string;
  readonly message?: string;
  readonly code?: string;
  readonly Code?: string;
  readonly $fault?: string;
  readonly $retryable?: { readonly throttling?: boolean };
  readonly $metadata?: { readonly httpStatusCode?: number; readonly clockSkewCorrected?: boolean };
  readonly $response?: { readonly statusCode?: number; readonly headers?: Readonly<Record<string, string>> };
  readonly cause?: unknown;
}

export function errorName(error: unknown): string {
  const e = error as SdkError;
  // XML protocols answer the bare word; S3 puts it in `Code`.
  return (e.name && e.name !== "Error" ? e.name : (e.Code ?? e.code ?? e.name)) ?? "Error";
}

function statusOf(error: unknown): number | undefined {
  const e = error as SdkError;
  return e.$metadata?.httpStatusCode ?? e.$response?.statusCode;
}

/** True when the error is one of `absent`: a name, or `Name: part of the message`. */
export function isAbsence(error: unknown, absent: readonly string[] | undefined): boolean {
  const name = errorName(error);
  return (
    absent?.some(
      (a) => a === name || (a.startsWith(`${name}: `) && ((error as SdkError).message ?? "").includes(a.slice(name.length + 2))),
    ) ?? false
  );
}

export function isThrottling(error: unknown): boolean {
  return THROTTLED.has(errorName(error)) || statusOf(error) === 429 || (error as SdkError).$retryable?.throttling === true;
}

/** The SDK has just learnt the clock's offset from this answer: the same call signed again is good. */
export function isClockCorrected(error: unknown): boolean {
  return (error as SdkError).$metadata?.clockSkewCorrected === true;
}

export function isExpired(error: unknown): boolean {
  return EXPIRED.has(errorName(error));
}

export function isExpiredOrDisabled(error: unknown): boolean {
  return EXPIRED_OR_DISABLED.has(errorName(error));
}

/** Nobody answered in time. */
export function isTimeout(error: unknown): boolean {
  const e = error as SdkError;
  return TIMEOUT_NAMES.has(errorName(error)) || TIMEOUT_CODES.has(e.code ?? "");
}

/** Nobody was there to answer. */
export function isNetwork(error: unknown): boolean {
  const e = error as SdkError;
  return NETWORK_CODES.has(e.code ?? "") || NETWORK_CODES.has((e.cause as SdkError | undefined)?.code ?? "");
}

/** The service broke, and may answer the next time. */
export function isServerFault(error: unknown): boolean {
  return (statusOf(error) ?? 0) >= 500;
}

/** Milliseconds of a `Retry-After` header, or undefined. */
export function retryAfterMs(error: unknown): number | undefined {
  const headers = (error as SdkError).$response?.headers;
  const value = headers?.["retry-after"] ?? headers?.["Retry-After"];
  if (value === undefined) return undefined;
  const seconds = Number(value);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds * 1000, 20_000) : undefined;
}

/** True when the answer was not formed by the service: a page of HTML, an empty body, another protocol. */
function isForeign(error: unknown, name: string, status: number | undefined): boolean {
  const e = error as SdkError;
  return name === "SyntaxError" || (status !== undefined && e.$fault === undefined && (name === "Error" || name === "TypeError"));
}

/**
 * Why a call did not answer. Only errors that AWS itself formed say "denied"; a page of HTML, or anything else that is
 * not an answer of the service, is `unsupported` or `failed`: never a value.
 */
export function classify(error: unknown, action: string): Unknown {
  const e = error as SdkError;
  const name = errorName(error);
  const status = statusOf(error);
  const what = status === undefined ? name : `${name} (HTTP ${status})`;
  if (name === "AbortError") return unknown("interrupted", { action });
  if (isThrottling(error)) return unknown("throttled", { action, what });
  if (EXPIRED.has(name) || EXPIRED_OR_DISABLED.has(name)) return unknown("expired-credentials", { action, what });
  if (DENIED.has(name)) return unknown("access-denied", { action, what });
  if (DISABLED.has(name)) return unknown("region-disabled", { action, what });
  if (UNSUPPORTED.has(name) && (status ?? 0) < 501) return unknown("unsupported", { action, what });
  if (e.code === "ENOTFOUND" || (e.cause as SdkError | undefined)?.code === "ENOTFOUND")
    return unknown("unsupported", { action, what: "no such endpoint" });
  if (isForeign(error, name, status) && (status ?? 0) < 501) return unknown("unsupported", { action, what });
  if (status === 403) return unknown("access-denied", { action, what });
  return unknown("failed", { action, what });
}
