export const guarddutyChecks = [] as const;
