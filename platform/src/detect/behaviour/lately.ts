const SLOTS = 1 << 14;

/** Rows of numbers that were put in lately. It forgets when two share a slot: whoever asks must be able to bear that. */
export class Lately {
  readonly #width: number;
  readonly #rows: Int32Array;

  constructor(width: number) {
    this.#width = width;
    this.#rows = new Int32Array(SLOTS * width);
  }

  /** True when the row was put in before; else it is from now on. */
  has(row: Int32Array): boolean {
    const [rows, width] = [this.#rows, this.#width];
    let hash = 0;
    for (let i = 0; i < width; i += 1) hash = Math.imul(hash ^ (row[i] as number), 0x85eb_ca6b) ^ (hash >>> 15);
    const at = ((hash ^ (hash >>> 13)) & (SLOTS - 1)) * width;
    let same = true;
    for (let i = 0; same && i < width; i += 1) same = rows[at + i] === row[i];
    if (!same) for (let i = 0; i < width; i += 1) rows[at + i] = row[i] as number;
    return same;
  }

  clear(): void {
    this.#rows.fill(0);
  }
}
