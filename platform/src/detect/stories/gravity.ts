import { type Severity, severities } from "../../model/index.ts";

/** 0 for info, 4 for critical. */
export function gravity(severity: Severity): number {
  return severities.length - 1 - severities.indexOf(severity);
}
