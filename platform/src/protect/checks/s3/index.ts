export const s3Checks = [] as const;
