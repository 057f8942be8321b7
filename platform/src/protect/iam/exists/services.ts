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
