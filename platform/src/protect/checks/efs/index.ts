export const efsChecks = [] as const;
