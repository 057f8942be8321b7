export const accessanalyzerChecks = [] as const;
