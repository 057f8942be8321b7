import type { LogEvent } from "../../model/index.ts";

/**
 * Credentials handed out for a role of another account: whoever looks at that account must know where they come from. Undefined for
 * everything else.
 */
export function handedOver(event: LogEvent): { readonly account: string; readonly pair: readonly [string, string] } | undefined {
  if (event.service !== "sts" || event.error !== "") return undefined;
  const answer = event.record["responseElements"] as
    | { credentials?: { accessKeyId?: unknown } | null; assumedRoleUser?: { arn?: unknown } | null }
    | null
    | undefined;
  const key = answer?.credentials?.accessKeyId;
  const arn = answer?.assumedRoleUser?.arn;
  if (typeof key !== "string" || typeof arn !== "string") return undefined;
  const account = /^arn:aws[\w-]*:sts::(\d{12}):/.exec(arn)?.[1];
  const parent = event.credential || event.principal;
  if (account === undefined || account === event.account || key === "" || parent === "" || parent === key) return undefined;
  return { account, pair: [key, parent] };
}
