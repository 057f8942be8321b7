import { SEP } from "./dictionary.ts";
import { betweenRecords, recordHead } from "./whole.ts";

/** Rows on their way into DuckDB: one text for each column, values between separators. */
export interface Group {
  /** Milliseconds since 1970 that `columns.time` counts from. */
  readonly base: number;
  readonly columns: Readonly<Record<(typeof groupColumns)[number], string>>;
  readonly raws: Raws;
}

/** The records of rows, in their order, as one text. */
interface Raws {
  readonly text: Buffer;
  readonly between: string;
  /** What each begins with, and is not in the text. */
  readonly head: string;
}

export const groupColumns = ["y_id", "request", "time", "shape", "who", "own", "fault"] as const;
/** The shape of a row that is not for the lake. */
const SKIPPED = -1;

/** Rows that wait to become a group: those of whole objects, with their `bodies`, or others with a record each in `raws`. */
export class Waiting {
  bodies: Buffer[] = [];
  raws: string[] = [];
  #columns = emptyColumns();
  #base = 0;

  get rows(): number {
    return this.#columns.y_id.length;
  }

  get hasBodies(): boolean {
    return this.bodies.length > 0;
  }

  push(id: string, request: string, time: number, shape: number, who: number, own: number, fault: number): void {
    const columns = this.#columns;
    const whole = Math.trunc(time);
    if (columns.y_id.length === 0) this.#base = Number.isSafeInteger(whole) ? whole : 0;
    columns.y_id.push(id);
    columns.request.push(request);
    columns.time.push(Number.isSafeInteger(whole) ? whole - this.#base : -this.#base);
    columns.shape.push(shape);
    columns.who.push(who);
    columns.own.push(own);
    columns.fault.push(fault);
  }

  /** A row that is there only because its object has it. */
  skip(): void {
    this.push("", "", this.#base, SKIPPED, 0, 0, 0);
  }

  /** What waits, as texts. */
  take(): Group {
    const joined = (values: readonly (string | number)[]) => values.join(SEP);
    const { y_id, request, time, shape, who, own, fault } = this.#columns;
    const group: Group = {
      base: this.#base,
      columns: {
        y_id: joined(y_id),
        request: joined(request),
        time: joined(time),
        shape: joined(shape),
        who: joined(who),
        own: joined(own),
        fault: joined(fault),
      },
      raws: this.hasBodies
        ? { text: joinedBodies(this.bodies), between: betweenRecords, head: recordHead }
        : { text: Buffer.from(this.raws.join("\n")), between: "\n", head: "" },
    };
    this.#columns = emptyColumns();
    this.bodies = [];
    this.raws = [];
    return group;
  }
}

const BETWEEN = Buffer.from(betweenRecords);

function joinedBodies(bodies: readonly Buffer[]): Buffer {
  return bodies.length === 1 ? (bodies[0] as Buffer) : Buffer.concat(bodies.flatMap((body, i) => (i === 0 ? [body] : [BETWEEN, body])));
}

function emptyColumns() {
  const [y_id, request]: [string[], string[]] = [[], []];
  const [time, shape, who, own, fault]: [number[], number[], number[], number[], number[]] = [[], [], [], [], []];
  return { y_id, request, time, shape, who, own, fault };
}
