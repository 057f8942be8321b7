import type { LogEvent } from "../../model/index.ts";
import { obj, str } from "../sources/batch.ts";
import { targetsOf } from "../targets.ts";
import { issuedBy, json, partitionOf } from "./columns.ts";
import { Dictionary, SEP } from "./dictionary.ts";
import type { Activity, OcsfClass } from "./ocsf/classes.ts";
import { type Shape, shapeOf } from "./ocsf/event.ts";

const DAY = 86_400_000;

/** Files of a write: one for each class, region, account and day. */
export interface Part {
  readonly kind: OcsfClass;
  readonly region: string;
  readonly accountId: string;
  readonly eventDay: string;
}

/** Rows on their way into DuckDB: one text for each column, values between separators. */
export interface Group {
  readonly rows: number;
  /** Milliseconds since 1970 that `columns.time` counts from. */
  readonly base: number;
  readonly columns: Readonly<Record<(typeof groupColumns)[number], string>>;
  /** Whole objects whose records are the rows, in their order; else `raws`, a record a line. */
  readonly texts: readonly string[] | undefined;
  readonly raws: string;
}

export const groupColumns = ["y_id", "request", "time", "shape", "who", "own", "fault"] as const;
/** A row that is there only because its object has it. */
const SKIPPED = -1;

interface ShapeEntry {
  readonly code: number;
  readonly kind: OcsfClass;
}

/** What is not in a `LogEvent`. */
interface More {
  readonly request: string;
  readonly message: string;
  readonly invokedBy: string;
  readonly written: string;
}

/**
 * Events as columns. A row has numbers for what repeats - who, what, on what - and its own id and time; the record comes as the text it
 * was read from when that is at hand, for making text of it again is half of the work.
 */
export class Rows {
  readonly shapes = new Dictionary(10);
  readonly who = new Dictionary(8);
  readonly own = new Dictionary(3);
  readonly faults = new Dictionary(3);
  readonly parts: Part[] = [];
  rows = 0;
  readonly #shapes = new Map<string, ShapeEntry>();
  readonly #parts = new Map<string, number>();
  #ids: string[] = [];
  #requests: string[] = [];
  #times: number[] = [];
  #codes: readonly [number[], number[], number[], number[]] = [[], [], [], []];
  #texts: string[] | undefined;
  #raws: string[] = [];
  #base = 0;

  constructor() {
    this.faults.add(["", "", ""].join(SEP), ["", "", ""]);
  }

  /** How many rows wait to be taken. */
  get waiting(): number {
    return this.#ids.length;
  }

  /** Whether the next rows must be a group of their own. */
  isOther(hasText: boolean): boolean {
    return this.#ids.length > 0 && (this.#texts !== undefined) !== hasText;
  }

  /** The events of one object; those in `skip` are not for the lake. */
  addObject(events: readonly LogEvent[], text: string | undefined, skip: ReadonlySet<number>): void {
    if (text !== undefined) (this.#texts ??= []).push(text);
    for (let i = 0; i < events.length; i += 1) {
      const event = events[i] as LogEvent;
      const skipped = skip.has(i);
      if (text !== undefined) {
        if (skipped) this.#push("", "", this.#base, SKIPPED, 0, 0, 0);
        else this.#event(event);
      } else if (!skipped) {
        const raw = json(event.record);
        this.#raws.push(raw);
        this.#event(raw.includes("\\u001e") || event.id.includes(SEP) ? clean(event) : event);
      }
    }
  }

  #event(event: LogEvent): void {
    const { record } = event;
    const targets = targetsOf(event);
    // For all else the class and the activity follow from more than the names.
    const mapped = event.feed === "cloudtrail" ? undefined : shapeOf(event, targets);
    const { code, kind } = this.#shapeOf(event, targets, mapped);
    const own = mapped ? this.own.add(undefined, [kind, json(mapped.own), json(targets)]) : this.#ownOf(event, kind, targets);
    this.#row(event, code, own, {
      request: str(record["requestID"]),
      message: event.error === "" ? "" : str(record["errorMessage"]),
      invokedBy: str(obj(record["userIdentity"])["invokedBy"]),
      written: event.ip === "" ? str(record["sourceIPAddress"]) : "",
    });
  }

  /** A finding: OCSF has all of it. */
  addFinding(kind: OcsfClass, activity: Activity, finding: LogEvent, ocsf: object): void {
    const own = json(ocsf);
    const event = own.includes("\\u001e") ? clean(finding) : finding;
    const { code } = this.#shapeOf(event, [], { kind, activity, own: {} });
    this.#raws.push("{}");
    this.#row(event, code, this.own.add(undefined, [kind, own, json(event.resources)]), NOTHING);
  }

  #row(event: LogEvent, shape: number, own: number, more: More): void {
    const { principal, principalType, credential, session, ip, userAgent, error } = event;
    const who = [principal, principalType, credential, session, ip, userAgent, more.invokedBy, more.written];
    const whoKey = who.join(SEP);
    const issued = issuedBy(event);
    let fault = 0;
    if (error !== "" || issued !== "") {
      const key = `${error}${SEP}${more.message}${SEP}${issued}`;
      fault = this.faults.find(key) ?? this.faults.add(key, [error, more.message, issued]);
    }
    this.#push(event.id, more.request, event.time, shape, this.who.find(whoKey) ?? this.who.add(whoKey, who), own, fault);
    this.rows += 1;
  }

  #push(id: string, request: string, time: number, ...codes: readonly [number, number, number, number]): void {
    const whole = Math.trunc(time);
    if (this.#ids.length === 0) this.#base = Number.isSafeInteger(whole) ? whole : 0;
    this.#ids.push(id);
    this.#requests.push(request);
    this.#times.push(Number.isSafeInteger(whole) ? whole - this.#base : -this.#base);
    for (let i = 0; i < codes.length; i += 1) this.#codes[i]?.push(codes[i] as number);
  }

  #shapeOf(event: LogEvent, targets: readonly string[], mapped: Shape | undefined): ShapeEntry {
    const flags = (event.readOnly ? 1 : 0) + (targets.length > 0 ? 2 : 0);
    const day = Math.floor(event.time / DAY);
    const names = `${event.feed}${SEP}${event.service}${SEP}${event.name}${SEP}${event.account}${SEP}${event.region}${SEP}${day}${SEP}${flags}`;
    const key = mapped ? [names, mapped.kind, ...mapped.activity].join(SEP) : names;
    const known = this.#shapes.get(key);
    if (known) return known;
    const { kind, activity } = mapped ?? shapeOf(event, targets);
    return this.#entry(event, kind, activity, key);
  }

  #entry(event: LogEvent, kind: OcsfClass, [activityId, activity]: Activity, key: string): ShapeEntry {
    const part = { kind, ...partitionOf(event.region, event.account, event.time) };
    const place = Object.values(part).join(" ");
    let number = this.#parts.get(place);
    if (number === undefined) this.#parts.set(place, (number = this.parts.push(part) - 1));
    const { feed, account, region, service, name, readOnly } = event;
    const row = [String(number), kind, feed, account, region, service, name, String(readOnly), String(activityId), activity];
    const entry = { code: this.shapes.add(undefined, row), kind };
    this.#shapes.set(key, entry);
    return entry;
  }

  #ownOf(event: LogEvent, kind: OcsfClass, targets: readonly string[]): number {
    const follows = kind === "api_activity" || kind === "datastore_activity";
    const key = follows ? `${kind}${SEP}${event.region}${SEP}${event.service}${SEP}${targets.join(SEP)}` : undefined;
    const known = key === undefined ? undefined : this.own.find(key);
    return known ?? this.own.add(key, [kind, json(shapeOf(event, targets).own), json(targets)]);
  }

  /** What waits, as texts. */
  take(): Group {
    const [shape, who, own, fault] = this.#codes;
    const joined = (values: readonly (string | number)[]) => values.join(SEP);
    const group: Group = {
      rows: this.#ids.length,
      base: this.#base,
      columns: {
        y_id: joined(this.#ids),
        request: joined(this.#requests),
        time: joined(this.#times),
        shape: joined(shape),
        who: joined(who),
        own: joined(own),
        fault: joined(fault),
      },
      texts: this.#texts,
      raws: this.#raws.join("\n"),
    };
    this.#ids = [];
    this.#requests = [];
    this.#times = [];
    this.#codes = [[], [], [], []];
    this.#texts = undefined;
    this.#raws = [];
    return group;
  }
}

const NOTHING: More = { request: "", message: "", invokedBy: "", written: "" };

/** The event without the separator in any of its texts; the record itself stays as it is. */
function clean(event: LogEvent): LogEvent {
  const deep = (value: unknown): unknown =>
    typeof value === "string"
      ? value.replaceAll(SEP, "\ufffd")
      : Array.isArray(value)
        ? value.map(deep)
        : typeof value === "object" && value !== null
          ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, deep(inner)]))
          : value;
  return deep(event) as LogEvent;
}

/** Whether the records of an object may be taken from its text: nothing in it would read otherwise there than here. */
export function isPlain(text: string, events: readonly LogEvent[]): boolean {
  return events[0]?.feed === "cloudtrail" && text.startsWith('{"Records":[') && !(text.includes("\\u") && /\\u(001e|d)/i.test(text));
}
