export const configChecks = [] as const;
