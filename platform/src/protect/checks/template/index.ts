import { secretInText } from "./secret-in-text.ts";

export const templateChecks = [secretInText] as const;
