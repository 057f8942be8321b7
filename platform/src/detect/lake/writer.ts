import { createHash } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { LogEvent, Signal, Story } from "../../model/index.ts";
import { SeenIds } from "../seen-ids.ts";
import { adopt, recover, sourceOf } from "./adopt.ts";
import { type Duck, openDuck, quoted } from "./duck.ts";
import { edgesOf } from "./edges.ts";
import { unwritable } from "./errors.ts";
import type { Group } from "./group.ts";
import { copyPart, load, loadDictionaries, loadOwn, newBatch } from "./load.ts";
import { lockLake } from "./lock.ts";
import { appendChange } from "./manifest.ts";
import type { OcsfClass, OcsfEvent } from "./ocsf/classes.ts";
import { signalFinding, storyFinding } from "./ocsf/finding.ts";
import { Rows } from "./rows.ts";
import { recordsIn } from "./whole.ts";

/** Events of a micro-batch; more are written at once. */
const BATCH = 50_000;
/** Rows of small objects that become one group. */
const GROUP = 1_500;
/** Groups that go into DuckDB at a time: each time it hears of the next only when this thread has a moment. */
const TOGETHER = 12;
/** Steps that wait for DuckDB before whoever brings events must wait too. */
const AHEAD = 1;
const NONE: ReadonlySet<number> = new Set();

/**
 * Writes events into a lake. What `add` takes together (the events of one object) comes into the lake together, once: the same
 * events are not written again, neither in this run nor after a crash. DuckDB works in threads of its own while events come in.
 */
export class LakeWriter {
  readonly folder: string;
  readonly #duck: Duck;
  readonly #unlock: () => void;
  readonly #keys: Set<string>;
  #rows = new Rows();
  #groups: Group[] = [];
  #pending: string[] = [];
  /** What comes twice in one run is written once; compaction finds the others. */
  readonly #seen = new SeenIds();
  /** What DuckDB has to do, one after another. */
  readonly #steps: Promise<void>[] = [];
  #failure: unknown;
  #changes = 0;
  written = 0;
  skipped = 0;

  private constructor(folder: string, duck: Duck, unlock: () => void, keys: ReadonlySet<string>) {
    this.folder = folder;
    this.#duck = duck;
    this.#unlock = unlock;
    this.#keys = new Set(keys);
  }

  static async open(folder: string): Promise<LakeWriter> {
    return unwritable(folder, async () => {
      mkdirSync(folder, { recursive: true });
      const unlock = lockLake(folder);
      try {
        const keys = recover(folder);
        const duck = await openDuck({ threads: availableParallelism() > 2 ? 2 : 1 });
        await newBatch(duck);
        return new LakeWriter(folder, duck, unlock, keys);
      } catch (error) {
        unlock();
        throw error;
      }
    });
  }

  /**
   * `bytes` are those of a whole delivery (`LogObject.bytes`): its records are written as they came. The events are taken at once; what
   * it gives waits until there is room for more, best when nobody holds them any more: else they are copied about meanwhile.
   */
  async add(events: readonly LogEvent[], bytes?: Buffer): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    if (events.length === 0) return;
    if (!this.#isNew(events.map((event) => event.id).join("\n"))) {
      this.skipped += events.length;
      return;
    }
    const skip = this.#twice(events);
    this.skipped += skip.size;
    const body = bytes && recordsIn(bytes, events);
    if (this.#rows.isOther(body !== undefined)) this.#send();
    this.#rows.addObject(events, body, skip);
    if (this.#rows.waiting >= GROUP) this.#send();
    if (this.#rows.rows >= BATCH) this.#commit();
    while (this.#steps.length > AHEAD) await this.#steps[0];
    if (this.#failure !== undefined) throw this.#failure;
  }

  /** Signals and stories go into the lake as findings; one that is there already, the same in all it says, is not written again. */
  addFindings(signals: readonly Signal[], stories: readonly Story[]): void {
    if (this.#rows.isOther(false)) this.#send();
    const add = (kind: OcsfClass, event: LogEvent, finding: OcsfEvent) => {
      if (this.#isNew(`${kind}\n${JSON.stringify(finding)}`)) this.#rows.addFinding(kind, [1, "Create"], event, finding);
    };
    for (const signal of signals) add("detection_finding", findingEvent(signal.id, signal.time, signal), signalFinding(signal));
    for (const story of stories) {
      const [first] = story.signals;
      if (first) add("incident_finding", findingEvent(story.id, story.time, first), storyFinding(story));
    }
  }

  /** Everything that was added is in the lake after this. */
  async flush(): Promise<void> {
    this.#commit();
    await this.#steps.at(-1);
    if (this.#failure !== undefined) throw this.#failure;
  }

  async close(): Promise<void> {
    try {
      await this.flush();
    } finally {
      this.#duck.close();
      this.#unlock();
    }
  }

  /** Whether what this says is not in the lake yet; it is from the next commit on. */
  #isNew(said: string): boolean {
    const key = createHash("sha256").update(`${said}\n`).digest("hex").slice(0, 32);
    if (this.#keys.has(key)) return false;
    this.#keys.add(key);
    this.#pending.push(key);
    return true;
  }

  /** Places of events that came before. */
  #twice(events: readonly LogEvent[]): ReadonlySet<number> {
    let skip: Set<number> | undefined;
    for (let i = 0; i < events.length; i += 1) if (this.#seen.see((events[i] as LogEvent).id)) (skip ??= new Set()).add(i);
    return skip ?? NONE;
  }

  /** One thing after another; after a failure nothing more. */
  #then(step: () => Promise<void>): void {
    const before = this.#steps.at(-1);
    const own = async () => {
      await before;
      try {
        if (this.#failure === undefined) await unwritable(this.folder, step);
      } catch (error) {
        this.#failure = error;
      } finally {
        void this.#steps.shift();
      }
    };
    this.#steps.push(own());
  }

  /** What waits becomes a group; `upTo` so many of them wait for more. */
  #send(upTo = TOGETHER - 1): void {
    if (this.#rows.waiting > 0) this.#groups.push(this.#rows.take());
    if (this.#groups.length <= upTo) return;
    const groups = this.#groups;
    this.#groups = [];
    this.#then(() => load(this.#duck, groups));
  }

  #commit(): void {
    this.#send(0);
    if (this.#rows.rows === 0 && this.#pending.length === 0) return;
    const rows = this.#rows;
    const keys = this.#pending;
    this.#rows = new Rows();
    this.#pending = [];
    this.#then(() => this.#write(rows, keys));
  }

  async #write(rows: Rows, keys: readonly string[]): Promise<void> {
    const change = createHash("sha256")
      .update(keys.join())
      .update(`${Date.now()} ${process.pid} ${(this.#changes += 1)}`)
      .digest("hex")
      .slice(0, 16);
    const draft = join(this.folder, ".tmp", change);
    try {
      if (rows.rows > 0) await this.#files(rows, draft, change);
      appendChange(this.folder, { change, add: await adopt(this.folder, draft, false), remove: [], keys });
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
    this.written += rows.rows;
  }

  async #files(rows: Rows, draft: string, change: string): Promise<void> {
    await loadDictionaries(this.#duck, rows);
    for (const kind of new Set(rows.parts.map((part) => part.kind))) {
      await loadOwn(this.#duck, kind);
      for (const [i, part] of rows.parts.entries()) {
        if (part.kind !== kind) continue;
        const place = join(
          draft,
          "ext",
          sourceOf(kind),
          `region=${part.region}`,
          `accountId=${part.accountId}`,
          `eventDay=${part.eventDay}`,
        );
        mkdirSync(place, { recursive: true });
        await this.#duck.run(copyPart(kind, i, join(place, `b_${change}_0.parquet`)));
      }
    }
    await this.#duck.run(
      `COPY (SELECT *, strftime(make_timestamp_ms(hour), '%Y%m%d') AS eventDay FROM (${edgesOf("(SELECT * FROM events WHERE kind NOT LIKE '%finding')")}))
       TO ${quoted(join(draft, "edges"))} (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (eventDay), FILENAME_PATTERN 'b_${change}_{i}')`,
    );
    await newBatch(this.#duck);
  }
}

/** What the columns of a finding say. */
function findingEvent(id: string, time: number, signal: Signal): LogEvent {
  return {
    feed: "yagura" as LogEvent["feed"],
    id,
    time,
    account: signal.account,
    region: signal.region,
    service: "yagura",
    name: signal.detector,
    principal: signal.principal,
    principalType: signal.principalType,
    credential: signal.credential,
    session: signal.session,
    ip: signal.ips[0] ?? "",
    userAgent: signal.userAgent,
    error: "",
    readOnly: true,
    resources: signal.resources,
    record: {},
  };
}
