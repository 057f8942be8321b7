import type { LogEvent } from "../../model/index.ts";

/** Before each record of `recordsIn`, and between two of them. */
export const recordHead = '{"eventVersion":';
export const betweenRecords = `,${recordHead}`;

const KEY = Buffer.from(recordHead.slice(1, -1));
const [OPEN, CLOSE, BETWEEN] = [Buffer.from('{"Records":[{'), Buffer.from("}]}"), Buffer.from("},{")];
const ESCAPE = Buffer.from("\\u");
const COLON = 0x3a;

/**
 * The records of a whole delivery (`Batch.isWhole`) as one text, with `betweenRecords` between them and without the first `recordHead`;
 * undefined when the bytes do not say beyond doubt where each begins, or when something in them would read otherwise there than here.
 *
 * Each record has the key by itself, and the text has it as often as there are records, each time at the beginning of an object of a
 * list: so each of these is a record, and nothing but a comma is between two.
 */
export function recordsIn(bytes: Buffer, events: readonly LogEvent[]): Buffer | undefined {
  if (!isAt(bytes, 0, OPEN) || !isAt(bytes, bytes.length - CLOSE.length, CLOSE)) return undefined;
  if (!events.every((event) => event.feed === "cloudtrail" && event.record["eventVersion"] !== undefined)) return undefined;
  let found = 0;
  for (let at = bytes.indexOf(KEY); at >= 0; at = bytes.indexOf(KEY, at + KEY.length)) {
    found += 1;
    const begins = found === 1 ? at === OPEN.length : isAt(bytes, at - BETWEEN.length, BETWEEN);
    if (!begins || bytes[at + KEY.length] !== COLON) return undefined;
  }
  if (found !== events.length || isWrittenOtherwise(bytes)) return undefined;
  return bytes.subarray(OPEN.length + recordHead.length - 1, bytes.length + 1 - CLOSE.length);
}

/** The separator of columns, halves of characters, and letters, which may be those of the key. */
function isWrittenOtherwise(bytes: Buffer): boolean {
  return bytes.includes(ESCAPE) && /\\u(?:001e|d|00[4-7])/i.test(bytes.toString("latin1"));
}

function isAt(bytes: Buffer, at: number, text: Buffer): boolean {
  for (let i = 0; i < text.length; i += 1) if (bytes[at + i] !== text[i]) return false;
  return true;
}
