export const ssmChecks = [] as const;
