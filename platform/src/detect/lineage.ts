import type { LogEvent } from "../model/index.ts";

/** Credentials whose origin is remembered; the oldest are forgotten first. */
const MAX = 200_000;
/** A chain of roles longer than this is cut. */
const MAX_DEPTH = 10;

/**
 * Where temporary credentials come from. CloudTrail writes the new access key in the answer of AssumeRole and its kin, so a chain of
 * roles can be followed back to the key a person holds.
 */
export class Lineage {
  /** New access key → the credential that asked for it, or the principal where there is none. */
  readonly #parents = new Map<string, string>();

  /** Takes note when the event handed out credentials. */
  note(event: LogEvent): void {
    if (event.service !== "sts" || event.error !== "") return;
    const answer = event.record["responseElements"] as { credentials?: { accessKeyId?: unknown } } | null | undefined;
    const key = answer?.credentials?.accessKeyId;
    if (typeof key !== "string" || key === "") return;
    const parent = event.credential || event.principal;
    if (parent === "" || parent === key) return;
    this.#parents.set(key, parent);
    if (this.#parents.size > MAX) this.#parents.delete(this.#parents.keys().next().value as string);
  }

  /** Keys and principals behind a credential, nearest first. */
  of(credential: string): readonly string[] {
    const out: string[] = [];
    let at = this.#parents.get(credential);
    while (at !== undefined && out.length < MAX_DEPTH && !out.includes(at)) {
      out.push(at);
      at = this.#parents.get(at);
    }
    return out;
  }

  /** Plain data, for keeping between runs. */
  dump(): readonly (readonly [string, string])[] {
    return [...this.#parents];
  }

  load(pairs: readonly (readonly [string, string])[]): void {
    for (const [key, parent] of pairs) this.#parents.set(key, parent);
  }
}
