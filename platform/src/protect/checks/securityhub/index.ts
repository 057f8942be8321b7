import { noStandard } from "./no-standard.ts";
import { off } from "./off.ts";

export const securityhubChecks = [noStandard, off] as const;
