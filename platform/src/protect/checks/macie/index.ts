export const macieChecks = [] as const;
