import { accessKeyMadeWithUser } from "./access-key-made-with-user.ts";
import { accessKeyOld } from "./access-key-old.ts";
import { cloudshellFullAccess } from "./cloudshell-full-access.ts";
import { consoleUserWithoutMfa } from "./console-user-without-mfa.ts";
import { credentialsUnused45Days } from "./credentials-unused-45-days.ts";
import { credentialsUnused90Days } from "./credentials-unused-90-days.ts";
import { passwordPolicyAllowsReuse } from "./password-policy-allows-reuse.ts";
import { passwordPolicyShort } from "./password-policy-short.ts";
import { serverCertificateExpired } from "./server-certificate-expired.ts";
import { severalActiveAccessKeys } from "./several-active-access-keys.ts";
import { supportAccessMissing } from "./support-access-missing.ts";
import { userWithDirectPolicy } from "./user-with-direct-policy.ts";

export const iamChecks = [
  accessKeyMadeWithUser,
  accessKeyOld,
  cloudshellFullAccess,
  consoleUserWithoutMfa,
  credentialsUnused45Days,
  credentialsUnused90Days,
  passwordPolicyAllowsReuse,
  passwordPolicyShort,
  serverCertificateExpired,
  severalActiveAccessKeys,
  supportAccessMissing,
  userWithDirectPolicy,
] as const;
