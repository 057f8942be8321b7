export const apigatewayChecks = [] as const;
