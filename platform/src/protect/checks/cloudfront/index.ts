export const cloudfrontChecks = [] as const;
