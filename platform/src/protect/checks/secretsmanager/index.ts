import { notRotatedIn90Days } from "./not-rotated-in-90-days.ts";
import { rotationOff } from "./rotation-off.ts";
import { rotationOverdue } from "./rotation-overdue.ts";
import { secretOpenToAnyone } from "./secret-open-to-anyone.ts";
import { secretSharedWithUnknownAccount } from "./secret-shared-with-unknown-account.ts";
import { secretUnused } from "./secret-unused.ts";
import { valueInTemplate } from "./value-in-template.ts";

export const secretsmanagerChecks = [
  notRotatedIn90Days,
  rotationOff,
  rotationOverdue,
  secretOpenToAnyone,
  secretSharedWithUnknownAccount,
  secretUnused,
  valueInTemplate,
] as const;
