export const iamChecks = [] as const;
