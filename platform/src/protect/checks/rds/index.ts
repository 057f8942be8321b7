export const rdsChecks = [] as const;
