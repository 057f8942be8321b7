import type { Noun } from "../../model/index.ts";
import type { Need } from "../check.ts";

/** The name of the log group a function writes to. */
export function logGroupOf(fn: Noun<"LambdaFunction">, need: Need): string {
  return need(need.outer(fn.LoggingConfig).LogGroup) ?? `/aws/lambda/${need(fn.FunctionName)}`;
}
