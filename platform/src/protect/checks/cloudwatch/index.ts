import { alarmUnheard } from "./alarm-unheard.ts";
import { bucketPolicyChangesUnalarmed } from "./bucket-policy-changes-unalarmed.ts";
import { configChangesUnalarmed } from "./config-changes-unalarmed.ts";
import { gatewayChangesUnalarmed } from "./gateway-changes-unalarmed.ts";
import { iamChangesUnalarmed } from "./iam-changes-unalarmed.ts";
import { keyDeletionUnalarmed } from "./key-deletion-unalarmed.ts";
import { networkAclChangesUnalarmed } from "./network-acl-changes-unalarmed.ts";
import { organizationChangesUnalarmed } from "./organization-changes-unalarmed.ts";
import { rootUseUnalarmed } from "./root-use-unalarmed.ts";
import { routeChangesUnalarmed } from "./route-changes-unalarmed.ts";
import { scalingUnheard } from "./scaling-unheard.ts";
import { securityGroupChangesUnalarmed } from "./security-group-changes-unalarmed.ts";
import { securityGroupRuleEditsUnalarmed } from "./security-group-rule-edits-unalarmed.ts";
import { signInFailuresUnalarmed } from "./sign-in-failures-unalarmed.ts";
import { signInWithoutMfaUnalarmed } from "./sign-in-without-mfa-unalarmed.ts";
import { trailChangesUnalarmed } from "./trail-changes-unalarmed.ts";
import { unauthorizedCallsUnalarmed } from "./unauthorized-calls-unalarmed.ts";
import { vpcChangesUnalarmed } from "./vpc-changes-unalarmed.ts";

export const cloudwatchChecks = [
  alarmUnheard,
  bucketPolicyChangesUnalarmed,
  configChangesUnalarmed,
  gatewayChangesUnalarmed,
  iamChangesUnalarmed,
  keyDeletionUnalarmed,
  networkAclChangesUnalarmed,
  organizationChangesUnalarmed,
  rootUseUnalarmed,
  routeChangesUnalarmed,
  scalingUnheard,
  securityGroupChangesUnalarmed,
  securityGroupRuleEditsUnalarmed,
  signInFailuresUnalarmed,
  signInWithoutMfaUnalarmed,
  trailChangesUnalarmed,
  unauthorizedCallsUnalarmed,
  vpcChangesUnalarmed,
] as const;
