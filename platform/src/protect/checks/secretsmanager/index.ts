export const secretsmanagerChecks = [] as const;
