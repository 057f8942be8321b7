export const cognitoChecks = [] as const;
