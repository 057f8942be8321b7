import type { GuardDutyDetector } from "../../model/index.ts";

/** For cases: a region whose detector is enabled with these features. */
export function detector(...Features: GuardDutyDetector["Features"]): { readonly GuardDuty: GuardDutyDetector } {
  return { GuardDuty: { Status: "ENABLED", Features, AdministratorId: undefined } };
}
