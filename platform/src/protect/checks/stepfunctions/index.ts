export const stepfunctionsChecks = [] as const;
