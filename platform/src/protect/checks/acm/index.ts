export const acmChecks = [] as const;
