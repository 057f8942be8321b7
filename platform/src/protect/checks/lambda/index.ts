import { functionInvocableByAnyone } from "./function-invocable-by-anyone.ts";

export const lambdaChecks = [functionInvocableByAnyone] as const;
