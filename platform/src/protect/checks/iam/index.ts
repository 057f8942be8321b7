import { accessKeyMadeWithUser } from "./access-key-made-with-user.ts";
import { accessKeyOld } from "./access-key-old.ts";
import { cloudshellFullAccess } from "./cloudshell-full-access.ts";
import { consoleUserWithoutMfa } from "./console-user-without-mfa.ts";
import { credentialsUnused45Days } from "./credentials-unused-45-days.ts";
import { credentialsUnused90Days } from "./credentials-unused-90-days.ts";
import { customerPolicyFullAdmin } from "./customer-policy-full-admin.ts";
import { groupAdministrator } from "./group-administrator.ts";
import { passwordPolicyAllowsReuse } from "./password-policy-allows-reuse.ts";
import { passwordPolicyShort } from "./password-policy-short.ts";
import { policyServiceWildcard } from "./policy-service-wildcard.ts";
import { roleAdministrator } from "./role-administrator.ts";
import { roleTrustAnyIdentityPool } from "./role-trust-any-identity-pool.ts";
import { roleTrustGithubAnyOwner } from "./role-trust-github-any-owner.ts";
import { roleTrustGithubAnyRepository } from "./role-trust-github-any-repository.ts";
import { roleTrustOpenToAnyone } from "./role-trust-open-to-anyone.ts";
import { roleTrustServiceWithoutSource } from "./role-trust-service-without-source.ts";
import { roleTrustUnknownAccount } from "./role-trust-unknown-account.ts";
import { serverCertificateExpired } from "./server-certificate-expired.ts";
import { severalActiveAccessKeys } from "./several-active-access-keys.ts";
import { supportAccessMissing } from "./support-access-missing.ts";
import { unattachedPolicyFullAdmin } from "./unattached-policy-full-admin.ts";
import { userAdministrator } from "./user-administrator.ts";
import { userWithDirectPolicy } from "./user-with-direct-policy.ts";

export const iamChecks = [
  accessKeyMadeWithUser,
  accessKeyOld,
  cloudshellFullAccess,
  consoleUserWithoutMfa,
  credentialsUnused45Days,
  credentialsUnused90Days,
  customerPolicyFullAdmin,
  groupAdministrator,
  passwordPolicyAllowsReuse,
  passwordPolicyShort,
  policyServiceWildcard,
  roleAdministrator,
  roleTrustAnyIdentityPool,
  roleTrustGithubAnyOwner,
  roleTrustGithubAnyRepository,
  roleTrustOpenToAnyone,
  roleTrustServiceWithoutSource,
  roleTrustUnknownAccount,
  serverCertificateExpired,
  severalActiveAccessKeys,
  supportAccessMissing,
  unattachedPolicyFullAdmin,
  userAdministrator,
  userWithDirectPolicy,
] as const;
