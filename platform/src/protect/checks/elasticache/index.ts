export const elasticacheChecks = [] as const;
