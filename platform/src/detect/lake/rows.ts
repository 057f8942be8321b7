import type { LogEvent } from "../../model/index.ts";
import { obj, str } from "../sources/batch.ts";
import { namingParameters, targetsOf } from "../targets.ts";
import { issuedBy, json, partitionOf } from "./columns.ts";
import { Dictionary, SEP } from "./dictionary.ts";
import { type Group, Waiting } from "./group.ts";
import type { Activity, OcsfClass } from "./ocsf/classes.ts";
import { ownFollows, type Shape, shapeOf } from "./ocsf/event.ts";
import { Tree } from "./tree.ts";

const DAY = 86_400_000;

/** Files of a write: one for each class, region, account and day. */
export interface Part {
  readonly kind: OcsfClass;
  readonly region: string;
  readonly accountId: string;
  readonly eventDay: string;
}

interface ShapeEntry {
  readonly code: number;
  readonly kind: OcsfClass;
}

/** What a call is about, and the numbers of the structures that follow from it and the class. */
interface About {
  readonly targets: readonly string[];
  readonly own: Partial<Record<OcsfClass, number>>;
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
  readonly #shapes = new Tree<ShapeEntry>();
  readonly #whos = new Tree<number>();
  readonly #faults = new Tree<number>();
  readonly #abouts = new Tree<About>();
  readonly #naming = new Map<string, readonly string[]>();
  readonly #parts = new Map<string, number>();
  readonly #waiting = new Waiting();

  constructor() {
    this.#faults.under("").under("").under("").value = this.faults.add(["", "", ""]);
  }

  /** How many rows wait to be taken. */
  get waiting(): number {
    return this.#waiting.rows;
  }

  /** What waits, as texts. */
  take(): Group {
    return this.#waiting.take();
  }

  /** Whether the next rows must be a group of their own. */
  isOther(hasBody: boolean): boolean {
    return this.waiting > 0 && this.#waiting.hasBodies !== hasBody;
  }

  /** The events of one object, and its `recordsIn`; those in `skip` are not for the lake. */
  addObject(events: readonly LogEvent[], body: Buffer | undefined, skip: ReadonlySet<number>): void {
    if (body !== undefined) this.#waiting.bodies.push(body);
    for (let i = 0; i < events.length; i += 1) {
      const event = events[i] as LogEvent;
      const skipped = skip.size > 0 && skip.has(i);
      if (body !== undefined) {
        if (skipped) this.#waiting.skip();
        else this.#event(event);
      } else if (!skipped) {
        const raw = json(event.record);
        this.#waiting.raws.push(raw);
        this.#event(raw.includes("\\u001e") || event.id.includes(SEP) ? clean(event) : event);
      }
    }
  }

  #event(event: LogEvent): void {
    const { record } = event;
    const more = {
      request: str(record["requestID"]),
      message: event.error === "" ? "" : str(record["errorMessage"]),
      invokedBy: str(obj(record["userIdentity"])["invokedBy"]),
      written: event.ip === "" ? str(record["sourceIPAddress"]) : "",
    };
    if (event.feed === "cloudtrail") {
      const about = this.#aboutOf(event);
      const { code, kind } = this.#shapeOf(event, about.targets, undefined);
      this.#row(event, code, this.#ownOf(event, kind, about), more);
      return;
    }
    // For all else the class and the activity follow from more than the names.
    const targets = targetsOf(event);
    const mapped = shapeOf(event, targets);
    const { code, kind } = this.#shapeOf(event, targets, mapped);
    this.#row(event, code, this.own.add([kind, json(mapped.own), json(targets)]), more);
  }

  /** A finding: OCSF has all of it. */
  addFinding(kind: OcsfClass, activity: Activity, finding: LogEvent, ocsf: object): void {
    const own = json(ocsf);
    const event = own.includes("\\u001e") ? clean(finding) : finding;
    const { code } = this.#shapeOf(event, [], { kind, activity, own: {} });
    this.#waiting.raws.push("{}");
    this.#row(event, code, this.own.add([kind, own, json(event.resources)]), NOTHING);
  }

  #row(event: LogEvent, shape: number, own: number, more: More): void {
    const { principal, principalType, credential, session, ip, userAgent, error } = event;
    const { request, message, invokedBy, written } = more;
    // What tells callers apart comes first: below it there is mostly one way to go.
    const who = this.#whos.under(credential).under(principal).under(ip).under(session).under(userAgent);
    const exactly = who.under(principalType).under(invokedBy).under(written);
    exactly.value ??= this.who.add([principal, principalType, credential, session, ip, userAgent, invokedBy, written]);
    const issued = issuedBy(event);
    const fault = this.#faults.under(error).under(message).under(issued);
    fault.value ??= this.faults.add([error, message, issued]);
    this.#waiting.push(event.id, request, event.time, shape, exactly.value, own, fault.value);
    this.rows += 1;
  }

  #shapeOf(event: LogEvent, targets: readonly string[], mapped: Shape | undefined): ShapeEntry {
    const { service, name, region, account, feed, readOnly } = event;
    const dayAndFlags = Math.floor(event.time / DAY) * 4 + (readOnly ? 1 : 0) + (targets.length > 0 ? 2 : 0);
    let found = this.#shapes.under(service).under(name).under(region).under(account).under(feed).under(String(dayAndFlags));
    if (mapped) found = found.under(mapped.kind).under(String(mapped.activity[0])).under(mapped.activity[1]);
    if (found.value === undefined) {
      const { kind, activity } = mapped ?? shapeOf(event, targets);
      found.value = this.#entry(event, kind, activity);
    }
    return found.value;
  }

  #entry(event: LogEvent, kind: OcsfClass, [activityId, activity]: Activity): ShapeEntry {
    const part = { kind, ...partitionOf(event.region, event.account, event.time) };
    const place = Object.values(part).join(" ");
    let number = this.#parts.get(place);
    if (number === undefined) this.#parts.set(place, (number = this.parts.push(part) - 1));
    const { feed, account, region, service, name, readOnly } = event;
    const row = [String(number), kind, feed, account, region, service, name, String(readOnly), String(activityId), activity];
    return { code: this.shapes.add(row), kind };
  }

  /** `targetsOf`, once for all events of which it reads the same. */
  #aboutOf(event: LogEvent): About {
    const { service } = event;
    let names = this.#naming.get(service);
    if (names === undefined) this.#naming.set(service, (names = namingParameters(service)));
    let found = this.#abouts.under(service).under(event.region).under(event.account);
    for (const resource of event.resources) found = found.under(resource);
    const given = names.length === 0 ? undefined : obj(event.record["requestParameters"]);
    for (const name of names) {
      const value = given?.[name];
      found = found.under(typeof value === "string" ? value : "");
    }
    return (found.value ??= { targets: targetsOf(event), own: {} });
  }

  #ownOf(event: LogEvent, kind: OcsfClass, { targets, own }: About): number {
    const add = () => this.own.add([kind, json(shapeOf(event, targets).own), json(targets)]);
    return ownFollows(event, kind, targets) ? (own[kind] ??= add()) : add();
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
