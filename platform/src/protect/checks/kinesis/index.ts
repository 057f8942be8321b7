export const kinesisChecks = [] as const;
