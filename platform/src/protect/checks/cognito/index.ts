import { classicFlowAllowed } from "./classic-flow-allowed.ts";
import { customSignInThreatProtectionOff } from "./custom-sign-in-threat-protection-off.ts";
import { guestRolePowerful } from "./guest-role-powerful.ts";
import { guestsAllowed } from "./guests-allowed.ts";
import { implicitGrant } from "./implicit-grant.ts";
import { insecureCallback } from "./insecure-callback.ts";
import { mfaOff } from "./mfa-off.ts";
import { mfaOptional } from "./mfa-optional.ts";
import { passwordSentToServer } from "./password-sent-to-server.ts";
import { poolDeletionProtectionOff } from "./pool-deletion-protection-off.ts";
import { refreshTokenLongLived } from "./refresh-token-long-lived.ts";
import { threatProtectionOff } from "./threat-protection-off.ts";
import { tokenLongLived } from "./token-long-lived.ts";
import { tokenRevocationOff } from "./token-revocation-off.ts";
import { userExistenceRevealed } from "./user-existence-revealed.ts";
import { weakPasswordPolicy } from "./weak-password-policy.ts";

export const cognitoChecks = [
  classicFlowAllowed,
  customSignInThreatProtectionOff,
  guestRolePowerful,
  guestsAllowed,
  implicitGrant,
  insecureCallback,
  mfaOff,
  mfaOptional,
  passwordSentToServer,
  poolDeletionProtectionOff,
  refreshTokenLongLived,
  threatProtectionOff,
  tokenLongLived,
  tokenRevocationOff,
  userExistenceRevealed,
  weakPasswordPolicy,
] as const;
