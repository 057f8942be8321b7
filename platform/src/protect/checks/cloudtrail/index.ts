export const cloudtrailChecks = [] as const;
