import { policyAdmitsAnyone } from "./policy-admits-anyone.ts";
import { unencrypted } from "./unencrypted.ts";

export const efsChecks = [policyAdmitsAnyone, unencrypted] as const;
