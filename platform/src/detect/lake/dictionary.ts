/** Between values of a column. A value that holds it is cleaned of it before it comes here. */
export const SEP = "\u001e";

/** Rows of text that repeat: each is kept once, and has a number. */
export class Dictionary {
  readonly #columns: readonly string[][];

  constructor(width: number) {
    this.#columns = Array.from({ length: width }, () => []);
  }

  get size(): number {
    return this.#columns[0]?.length ?? 0;
  }

  /** The number of a new row. */
  add(row: readonly string[]): number {
    const code = this.size;
    for (let i = 0; i < this.#columns.length; i += 1) this.#columns[i]?.push(row[i] ?? "");
    return code;
  }

  /** The columns as the tables take them. */
  joined(): readonly string[] {
    return this.#columns.map((column) => column.join(SEP));
  }
}
