export const dynamodbChecks = [] as const;
