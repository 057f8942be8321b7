import { groupKeptForEver } from "./group-kept-for-ever.ts";

export const logsChecks = [groupKeptForEver] as const;
