import { administratorRole } from "./administrator-role.ts";
import { admitsUnknownAccount } from "./admits-unknown-account.ts";
import { aliasDead } from "./alias-dead.ts";
import { aliasFollowsLatest } from "./alias-follows-latest.ts";
import { asynchronousFailuresLost } from "./asynchronous-failures-lost.ts";
import { bucketPermissionWithoutAccount } from "./bucket-permission-without-account.ts";
import { cannotWriteLogs } from "./cannot-write-logs.ts";
import { codeSigningMissing } from "./code-signing-missing.ts";
import { codeSigningOnlyWarns } from "./code-signing-only-warns.ts";
import { concurrencyUnlimited } from "./concurrency-unlimited.ts";
import { dataLeftBetweenExecutions } from "./data-left-between-executions.ts";
import { databaseCredentialsNotFromSecretsManager } from "./database-credentials-not-from-secrets-manager.ts";
import { deadLetterTargetMissing } from "./dead-letter-target-missing.ts";
import { environmentSecret } from "./environment-secret.ts";
import { environmentWithoutOwnKey } from "./environment-without-own-key.ts";
import { eventSourceDead } from "./event-source-dead.ts";
import { eventSourceOverReservedConcurrency } from "./event-source-over-reserved-concurrency.ts";
import { executionRoleDead } from "./execution-role-dead.ts";
import { functionInvocableByAnyone } from "./function-invocable-by-anyone.ts";
import { inlineCodeSecret } from "./inline-code-secret.ts";
import { insightsMissing } from "./insights-missing.ts";
import { layerFromUnknownAccount } from "./layer-from-unknown-account.ts";
import { layerSharedWithEveryone } from "./layer-shared-with-everyone.ts";
import { logGroupMissing } from "./log-group-missing.ts";
import { logRetentionUnset } from "./log-retention-unset.ts";
import { outsideVpc } from "./outside-vpc.ts";
import { queueVisibilityTooShort } from "./queue-visibility-too-short.ts";
import { recursiveLoopAllowed } from "./recursive-loop-allowed.ts";
import { reservedConcurrencyZero } from "./reserved-concurrency-zero.ts";
import { runtimeDeprecated } from "./runtime-deprecated.ts";
import { runtimeNearEndOfSupport } from "./runtime-near-end-of-support.ts";
import { runtimeNotPatchedAutomatically } from "./runtime-not-patched-automatically.ts";
import { serviceWithoutSource } from "./service-without-source.ts";
import { sharedExecutionRole } from "./shared-execution-role.ts";
import { singleAvailabilityZone } from "./single-availability-zone.ts";
import { streamFailuresLost } from "./stream-failures-lost.ts";
import { streamRetriesWithoutEnd } from "./stream-retries-without-end.ts";
import { timeoutAtMaximum } from "./timeout-at-maximum.ts";
import { tracingOff } from "./tracing-off.ts";
import { unlimitedConcurrencyBeforeDatabase } from "./unlimited-concurrency-before-database.ts";
import { urlCorsOpenWithCredentials } from "./url-cors-open-with-credentials.ts";
import { urlServesOldVersion } from "./url-serves-old-version.ts";
import { urlWithoutAuthentication } from "./url-without-authentication.ts";
import { wildcardActionsInRole } from "./wildcard-actions-in-role.ts";
import { wildcardResourcesInRole } from "./wildcard-resources-in-role.ts";

export const lambdaChecks = [
  administratorRole,
  admitsUnknownAccount,
  aliasDead,
  aliasFollowsLatest,
  asynchronousFailuresLost,
  bucketPermissionWithoutAccount,
  cannotWriteLogs,
  codeSigningMissing,
  codeSigningOnlyWarns,
  concurrencyUnlimited,
  dataLeftBetweenExecutions,
  databaseCredentialsNotFromSecretsManager,
  deadLetterTargetMissing,
  environmentSecret,
  environmentWithoutOwnKey,
  eventSourceDead,
  eventSourceOverReservedConcurrency,
  executionRoleDead,
  functionInvocableByAnyone,
  inlineCodeSecret,
  insightsMissing,
  layerFromUnknownAccount,
  layerSharedWithEveryone,
  logGroupMissing,
  logRetentionUnset,
  outsideVpc,
  queueVisibilityTooShort,
  recursiveLoopAllowed,
  reservedConcurrencyZero,
  runtimeDeprecated,
  runtimeNearEndOfSupport,
  runtimeNotPatchedAutomatically,
  serviceWithoutSource,
  sharedExecutionRole,
  singleAvailabilityZone,
  streamFailuresLost,
  streamRetriesWithoutEnd,
  timeoutAtMaximum,
  tracingOff,
  unlimitedConcurrencyBeforeDatabase,
  urlCorsOpenWithCredentials,
  urlServesOldVersion,
  urlWithoutAuthentication,
  wildcardActionsInRole,
  wildcardResourcesInRole,
] as const;
