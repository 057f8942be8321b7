/**
 * Finds ARNs of one kind by a pattern, in the order they were given. Looked up by what stands after the account, because patterns leave
 * out region and account more often than the name.
 */
export class PatternIndex {
  readonly #ids: readonly string[];
  readonly #tails: readonly string[];
  /** Places of the ids, by their tails. */
  readonly #sorted: readonly number[];
  readonly #colons: number;

  constructor(ids: readonly string[]) {
    this.#ids = ids;
    this.#tails = ids.map(tailOf);
    this.#sorted = ids.map((_, at) => at).sort((a, b) => compare(this.#tails[a] as string, this.#tails[b] as string));
    this.#colons = Math.max(0, ...new Set(ids.map(colonsIn)));
  }

  matching(pattern: string): readonly string[] {
    const matcher = new RegExp(
      `^${pattern
        .replace(/[.+^${}()|[\]\\]/g, "\\$&")
        .replace(/\*/g, ".*")
        .replace(/\?/g, ".")}$`,
    );
    const tail = tailOf(pattern);
    const wild = tail.search(/[*?]/);
    // A star can stand for colons too where an id has more of them than the pattern: then the tails are not one another's.
    const prefix = colonsIn(pattern) < this.#colons ? "" : wild < 0 ? tail : tail.slice(0, wild);
    const found: number[] = [];
    for (let at = this.#lowerBound(prefix); at < this.#sorted.length; at += 1) {
      const place = this.#sorted[at] as number;
      if (!(this.#tails[place] as string).startsWith(prefix)) break;
      if (matcher.test(this.#ids[place] as string)) found.push(place);
    }
    return found.sort((a, b) => a - b).map((place) => this.#ids[place] as string);
  }

  #lowerBound(prefix: string): number {
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#tails[this.#sorted[middle] as number] as string) < prefix) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function colonsIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf(":"); at >= 0; at = text.indexOf(":", at + 1)) count += 1;
  return count;
}

/** What stands after the fifth colon. */
function tailOf(arn: string): string {
  let at = -1;
  for (let i = 0; i < 5; i += 1) {
    at = arn.indexOf(":", at + 1);
    if (at < 0) return "";
  }
  return arn.slice(at + 1);
}
