export const wafChecks = [] as const;
