import { certificateExpiring } from "./certificate-expiring.ts";
import { weakKey } from "./weak-key.ts";

export const acmChecks = [certificateExpiring, weakKey] as const;
