export const opensearchChecks = [] as const;
