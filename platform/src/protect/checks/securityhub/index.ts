export const securityhubChecks = [] as const;
