export const accountChecks = [] as const;
