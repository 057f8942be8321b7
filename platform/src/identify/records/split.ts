/** A record larger than CloudTrail ever writes: 256 kB is its own limit. */
const LARGEST_RECORD = 2 * 1024 * 1024;

const SPACE = /[\s,]/;

export interface Piece {
  /** Undefined: it was larger than any record. */
  readonly text: string | undefined;
  readonly line: number;
}

/**
 * Cuts a stream of JSON into its records without holding it: elements of `{"Records": […]}` or of a list, or one object after the
 * other (a line each). At most one record is in memory.
 */
export class Splitter {
  /** What is open around the record: `{` of the wrapper, `[` of the list. */
  readonly #open: string[] = [];
  #record: string[] | undefined;
  #size = 0;
  #depth = 0;
  #inText = false;
  #escaped = false;
  #line = 1;
  #isEmpty = true;
  #strayAt: number | undefined;
  #began = 1;

  /** Brackets or quotes were left open: the file was cut off. */
  get unfinished(): boolean {
    return this.#depth > 0 || this.#open.length > 0 || this.#inText;
  }

  /** The first line with something that is no part of any record; undefined when there is none. */
  get strayAt(): number | undefined {
    return this.#strayAt;
  }

  /** Nothing at all came. */
  get isEmpty(): boolean {
    return this.#isEmpty;
  }

  get line(): number {
    return this.#line;
  }

  *feed(chunk: string): Generator<Piece> {
    let from = 0;
    if (chunk !== "") this.#isEmpty = false;
    for (let i = 0; i < chunk.length; i += 1) {
      const c = chunk[i] as string;
      if (c === "\n") this.#line += 1;
      if (this.#inText) {
        if (this.#escaped) this.#escaped = false;
        else if (c === "\\") this.#escaped = true;
        else if (c === '"') this.#inText = false;
        continue;
      }
      if (c === '"') {
        this.#inText = true;
        this.#meet(c);
      } else if (c === "{" || c === "[") {
        if (this.#depth === 0 && c === "[" && this.#record === undefined) this.#open.push("[");
        else {
          if (this.#depth === 0) {
            this.#record = [];
            this.#size = 0;
            this.#began = this.#line;
            from = i;
          }
          this.#depth += 1;
          // `{"Records": [`: the list inside of the first object is what counts.
          if (c === "[" && this.#depth === 2 && this.#open.length === 0 && this.#isRecordList(chunk.slice(from, i))) {
            this.#open.push("{", "[");
            this.#record = undefined;
            this.#depth = 0;
          }
        }
      } else if (c === "}" || c === "]") {
        if (this.#depth === 0) {
          if (this.#open.pop() === undefined) this.#meet(c);
          continue;
        }
        this.#depth -= 1;
        if (this.#depth > 0 || this.#record === undefined) continue;
        this.#keep(chunk.slice(from, i + 1));
        yield { text: this.#size > LARGEST_RECORD ? undefined : this.#record.join(""), line: this.#began };
        this.#record = undefined;
      } else if (this.#record === undefined) this.#meet(c);
    }
    if (this.#record) this.#keep(chunk.slice(from));
  }

  /** Between records there are commas and white space only; the wrapper of a list may hold anything. */
  #meet(c: string): void {
    if (this.#record === undefined && this.#open.at(-1) !== "{" && !SPACE.test(c)) this.#strayAt ??= this.#line;
  }

  #keep(text: string): void {
    this.#size += text.length;
    if (this.#size <= LARGEST_RECORD) this.#record?.push(text);
  }

  #isRecordList(before: string): boolean {
    return /"(Records|records|events|Events)"\s*:\s*$/.test([...(this.#record ?? []), before].join("").slice(-200));
  }
}
