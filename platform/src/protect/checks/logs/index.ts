export const logsChecks = [] as const;
