export const sqsChecks = [] as const;
