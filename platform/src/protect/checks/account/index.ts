import { budgetWithoutNotification } from "./budget-without-notification.ts";
import { contactDetailsUnconfirmed } from "./contact-details-unconfirmed.ts";
import { peopleIdentitiesNotCentral } from "./people-identities-not-central.ts";
import { rootAccessKey } from "./root-access-key.ts";
import { rootMfaNotHardware } from "./root-mfa-not-hardware.ts";
import { rootUsedRecently } from "./root-used-recently.ts";
import { rootWithoutMfa } from "./root-without-mfa.ts";
import { securityContactMissing } from "./security-contact-missing.ts";
import { securityQuestionsUnconfirmed } from "./security-questions-unconfirmed.ts";
import { spendingUnwatched } from "./spending-unwatched.ts";

export const accountChecks = [
  budgetWithoutNotification,
  contactDetailsUnconfirmed,
  peopleIdentitiesNotCentral,
  rootAccessKey,
  rootMfaNotHardware,
  rootUsedRecently,
  rootWithoutMfa,
  securityContactMissing,
  securityQuestionsUnconfirmed,
  spendingUnwatched,
] as const;
