import { administratorRole } from "./administrator-role.ts";
import { loggingOff } from "./logging-off.ts";
import { logsExecutionData } from "./logs-execution-data.ts";
import { tracingOff } from "./tracing-off.ts";

export const stepfunctionsChecks = [administratorRole, loggingOff, logsExecutionData, tracingOff] as const;
