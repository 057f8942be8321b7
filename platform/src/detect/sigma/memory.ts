/** Texts of one field that are remembered, and how long they may be. */
const [MOST, LONG] = [512, 256];
const LATELY = 256;

interface Remembered {
  readonly text: string;
  readonly answers: Uint8Array;
}

/** What one field was asked about its texts, and what came out: logs say the same again and again. */
export class Memory {
  readonly #questions: number;
  readonly #byText = new Map<string, Remembered>();
  /** Where texts that look like one were found last: to compare two texts costs less than to look one up. */
  readonly #lately: (Remembered | undefined)[] = Array.from({ length: LATELY }, () => undefined);

  constructor(questions: number) {
    this.#questions = questions;
  }

  /** The answers about a value, by question: 0 as long as there is none, 1 no, 2 yes. Undefined for what is not remembered. */
  about(value: unknown): Uint8Array | undefined {
    if (typeof value !== "string" || value.length > LONG) return undefined;
    const place = looks(value);
    let found = this.#lately[place];
    if (found?.text === value) return found.answers;
    found = this.#byText.get(value);
    if (!found) {
      if (this.#byText.size >= MOST) this.#byText.clear();
      this.#byText.set(value, (found = { text: value, answers: new Uint8Array(this.#questions) }));
    }
    this.#lately[place] = found;
    return found.answers;
  }
}

/** A place made of the length and some characters. */
function looks(text: string): number {
  const n = text.length;
  if (n === 0) return 0;
  const quarter = n >> 2;
  return (
    (n + text.charCodeAt(n - 1) * 3 + text.charCodeAt(quarter) * 5 + text.charCodeAt(n - 1 - quarter) * 7 + text.charCodeAt(n >> 1) * 11) %
    LATELY
  );
}
