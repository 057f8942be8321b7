import { administratorRole } from "./administrator-role.ts";
import { admitsUnknownAccount } from "./admits-unknown-account.ts";
import { aliasDead } from "./alias-dead.ts";
import { aliasFollowsLatest } from "./alias-follows-latest.ts";
import { bucketPermissionWithoutAccount } from "./bucket-permission-without-account.ts";
import { cannotWriteLogs } from "./cannot-write-logs.ts";
import { codeSigningMissing } from "./code-signing-missing.ts";
import { codeSigningOnlyWarns } from "./code-signing-only-warns.ts";
import { environmentWithoutOwnKey } from "./environment-without-own-key.ts";
import { executionRoleDead } from "./execution-role-dead.ts";
import { functionInvocableByAnyone } from "./function-invocable-by-anyone.ts";
import { insightsMissing } from "./insights-missing.ts";
import { layerFromUnknownAccount } from "./layer-from-unknown-account.ts";
import { layerSharedWithEveryone } from "./layer-shared-with-everyone.ts";
import { logGroupMissing } from "./log-group-missing.ts";
import { logRetentionUnset } from "./log-retention-unset.ts";
import { outsideVpc } from "./outside-vpc.ts";
import { recursiveLoopAllowed } from "./recursive-loop-allowed.ts";
import { runtimeDeprecated } from "./runtime-deprecated.ts";
import { runtimeNearEndOfSupport } from "./runtime-near-end-of-support.ts";
import { runtimeNotPatchedAutomatically } from "./runtime-not-patched-automatically.ts";
import { serviceWithoutSource } from "./service-without-source.ts";
import { sharedExecutionRole } from "./shared-execution-role.ts";
import { singleAvailabilityZone } from "./single-availability-zone.ts";
import { tracingOff } from "./tracing-off.ts";
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
  bucketPermissionWithoutAccount,
  cannotWriteLogs,
  codeSigningMissing,
  codeSigningOnlyWarns,
  environmentWithoutOwnKey,
  executionRoleDead,
  functionInvocableByAnyone,
  insightsMissing,
  layerFromUnknownAccount,
  layerSharedWithEveryone,
  logGroupMissing,
  logRetentionUnset,
  outsideVpc,
  recursiveLoopAllowed,
  runtimeDeprecated,
  runtimeNearEndOfSupport,
  runtimeNotPatchedAutomatically,
  serviceWithoutSource,
  sharedExecutionRole,
  singleAvailabilityZone,
  tracingOff,
  urlCorsOpenWithCredentials,
  urlServesOldVersion,
  urlWithoutAuthentication,
  wildcardActionsInRole,
  wildcardResourcesInRole,
] as const;
