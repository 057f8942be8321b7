export const snsChecks = [] as const;
