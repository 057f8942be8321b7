import { matches } from "../iam/glob.ts";

/**
 * Finds things by an ARN pattern of a policy. By service and the part after the account: patterns such as
 * `arn:aws:dynamodb:*:*:table/app-*` have no prefix worth a search before it.
 */
export class ArnIndex<T> {
  readonly #services = new Map<string, Entries<T>>();
  readonly #all: T[] = [];

  add(arn: string, item: T): void {
    const service = part(arn, 2);
    let entries = this.#services.get(service);
    if (!entries) this.#services.set(service, (entries = new Entries()));
    entries.add(arn, item);
    this.#all.push(item);
  }

  get size(): number {
    return this.#all.length;
  }

  /** A superset of what the pattern matches; a policy variable in it stands for anything. */
  candidates(pattern: string): readonly T[] {
    const text = pattern.replace(/\$\{[^}]*\}/g, "*");
    if (/^\*+$/.test(text)) return this.#all;
    const service = part(text, 2);
    if (/[*?]/.test(service) || !text.startsWith("arn:")) return text.startsWith("arn") || /^[*?]/.test(text) ? this.#all : [];
    return this.#services.get(service)?.candidates(text) ?? [];
  }
}

class Entries<T> {
  readonly #rows: { readonly tail: string; readonly arn: string; readonly item: T }[] = [];
  #isSorted = true;

  add(arn: string, item: T): void {
    this.#rows.push({ tail: tailOf(arn), arn, item });
    this.#isSorted = false;
  }

  candidates(pattern: string): readonly T[] {
    if (!this.#isSorted) this.#rows.sort((a, b) => (a.tail < b.tail ? -1 : a.tail > b.tail ? 1 : 0));
    this.#isSorted = true;
    const tail = tailOf(pattern);
    // A star before it may have swallowed colons (`arn:aws:lambda:*:function:x`); then the tail is not where it seems to be.
    const plain = /^[\d*?]*$|^aws$/.test(part(pattern, 4));
    const wild = tail.search(/[*?]/);
    const isExact = wild < 0 && plain;
    const prefix = isExact ? tail : plain && wild > 0 ? tail.slice(0, wild) : "";
    const found: T[] = [];
    for (let at = this.#lowerBound(prefix); at < this.#rows.length; at += 1) {
      const row = this.#rows[at] as { tail: string; arn: string; item: T };
      if (isExact ? row.tail !== tail : !row.tail.startsWith(prefix)) break;
      if (isExact || matches(pattern, row.arn)) found.push(row.item);
    }
    return found;
  }

  #lowerBound(prefix: string): number {
    let [low, high] = [0, this.#rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#rows[middle] as { tail: string }).tail < prefix) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function part(arn: string, index: number): string {
  return arn.split(":", index + 1)[index] ?? "";
}

/** What stands after the fifth colon; empty when a pattern has fewer, so that nothing is left out. */
function tailOf(arn: string): string {
  let at = -1;
  for (let i = 0; i < 5; i += 1) {
    at = arn.indexOf(":", at + 1);
    if (at < 0) return "*";
  }
  return arn.slice(at + 1);
}
