export const ecsChecks = [] as const;
