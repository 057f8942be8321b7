export const eventsChecks = [] as const;
