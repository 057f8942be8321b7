import { environmentSecret } from "./environment-secret.ts";

export const ecsChecks = [environmentSecret] as const;
