export const appsyncChecks = [] as const;
