/** Services that take requests nobody has signed. */
const UNSIGNED: ReadonlySet<string> = new Set([
  "s3",
  "sqs",
  "sns",
  "execute-api",
  "lambda",
  "es",
  "aoss",
  "elasticfilesystem",
  "mediastore",
  "glacier",
]);

/** Of Lambda only a function URL takes unsigned requests. */
const UNSIGNED_ACTIONS: Readonly<Record<string, readonly string[]>> = { lambda: ["lambda:invokefunctionurl"] };

export function takesUnsigned(service: string): boolean {
  return UNSIGNED.has(service);
}

export function unsignedActions(service: string): readonly string[] {
  return UNSIGNED_ACTIONS[service] ?? [`${service}:*`];
}

/** Whether the action may be asked for without a signature at all. */
export function isTakenUnsigned(action: string): boolean {
  const lower = action.toLowerCase();
  const service = lower.slice(0, Math.max(0, lower.indexOf(":")));
  return takesUnsigned(service) && (UNSIGNED_ACTIONS[service]?.includes(lower) ?? true);
}
