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

const CALL_OF_URL = "lambda:invokefunctionurl";

/** Of Lambda only a function URL takes unsigned requests. */
const UNSIGNED_ACTIONS: Readonly<Record<string, readonly string[]>> = { lambda: [CALL_OF_URL] };

/** Keys that say a request came another way than by the caller's own call of the action; a call of a URL is asked as such. */
const DIRECT: ReadonlyMap<string, readonly (string | undefined)[]> = new Map([["lambda:invokedviafunctionurl", [undefined, "false"]]]);

/** The only values a key has in a request that a caller makes themselves; undefined when any. */
export function onlyValues(key: string): readonly (string | undefined)[] | undefined {
  return DIRECT.get(key);
}

/** Keys that a service knows of, but does not send with an action. */
const NOT_SENT: Readonly<Record<string, readonly string[]>> = { "lambda:invokefunction": ["lambda:functionurlauthtype"] };

/** Keys that no request for the action has. */
export function neverSentWith(action: string): readonly string[] {
  return NOT_SENT[action.toLowerCase()] ?? [];
}

/** Of a call of a function's URL Lambda asks more than the one question. */
export function isCallOfUrl(action: string): boolean {
  return action.toLowerCase() === CALL_OF_URL;
}

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
