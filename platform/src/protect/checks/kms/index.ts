export const kmsChecks = [] as const;
