import type { LogEvent } from "../../model/index.ts";

const KEY = '"eventVersion"';
const OPEN = '{"Records":[{';
const CLOSE = "}]}";
const BETWEEN = "},{";

/** Before each record of `recordsIn`, and between two of them. */
export const recordHead = `{${KEY}:`;
export const betweenRecords = `,${recordHead}`;

/**
 * The records of a whole delivery (`Batch.isWhole`) as one text, with `betweenRecords` between them and without the first `recordHead`;
 * undefined when the text does not say beyond doubt where each begins, or when something in it would read otherwise there than here.
 *
 * Each record has the key by itself, and the text has it as often as there are records, each time at the beginning of an object of a
 * list: so each of these is a record, and nothing but a comma is between two.
 */
export function recordsIn(text: string, events: readonly LogEvent[]): string | undefined {
  if (!text.startsWith(OPEN) || !text.endsWith(CLOSE)) return undefined;
  if (!events.every((event) => event.feed === "cloudtrail" && event.record["eventVersion"] !== undefined)) return undefined;
  // The separator of columns, halves of characters, and letters that may be those of the key.
  if (text.includes("\\u") && /\\u(?:001e|d|00[4-7])/i.test(text)) return undefined;
  const pieces = text.split(KEY);
  if (pieces.length !== events.length + 1 || pieces[0] !== OPEN) return undefined;
  for (let i = 1; i < pieces.length; i += 1) {
    const piece = pieces[i] as string;
    if (!piece.startsWith(":") || !(i === pieces.length - 1 || piece.endsWith(BETWEEN))) return undefined;
  }
  return text.slice(OPEN.length + recordHead.length - 1, 1 - CLOSE.length);
}
