export const ec2Checks = [] as const;
