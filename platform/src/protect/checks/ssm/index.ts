import { plainParameterSecret } from "./plain-parameter-secret.ts";

export const ssmChecks = [plainParameterSecret] as const;
