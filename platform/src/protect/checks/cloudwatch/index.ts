export const cloudwatchChecks = [] as const;
