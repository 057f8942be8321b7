import { createHash } from "node:crypto";
import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Severity } from "../../model/index.ts";
import type { Detector, Forgotten } from "../detector.ts";
import type { Batch } from "../sources/batch.ts";
import { type Alert, Alerter } from "./alert.ts";
import { createFile, makeFolder, writeAllDurably, writeDurably } from "./disk.ts";
import type { OnProblem } from "./inbox.ts";
import { Lease } from "./lease.ts";
import { handedOver } from "./lineage.ts";
import { type Line, Partition, waitingIn } from "./partition.ts";
import { Workers } from "./workers.ts";

export interface WorkerOptions {
  /** Folder that all workers of the same source share. */
  readonly state: string;
  /** A detector that has seen nothing. */
  readonly detector: () => Detector;
  readonly min: Severity;
  /** Must have written the alert when it returns. */
  readonly tell: (alert: Alert) => void;
  /** Hears what of the state cannot be used. */
  readonly onProblem: OnProblem;
  /** Into how many parts accounts are dealt; what a state began with stays. */
  readonly partitions?: number;
  readonly deadAfter?: number;
}

const PARTITIONS = 8;
/** How often a worker looks for work others took in. Milliseconds. */
const LOOK_EVERY = 200;
/** What waits for a detector at most, in bytes; then nothing more is taken from the source. */
const MAX_WAITING = 500_000_000;
const ROOM_EVERY = 50;
/** Damaged records kept aside, in bytes. */
const MAX_ASIDE = 50_000_000;

/**
 * Takes events in, deals them to partitions by account, and works on the partitions it owns. Any worker may take in any event; only
 * the owner looks at it. Partitions are shared out evenly among the living, and those of the dead are taken over.
 */
export class Worker {
  readonly #options: WorkerOptions;
  readonly #workers: Workers;
  readonly #folders: readonly string[];
  readonly #leases: readonly Lease[];
  readonly #owned = new Map<number, Partition>();
  readonly #forgotten = new Set<Forgotten>();
  #taken = 0;
  #aside = 0;
  #stopping = false;
  #woken = false;
  #rouse: () => void = () => undefined;
  #done: Promise<void> = Promise.resolve();
  #beat: NodeJS.Timeout | undefined;
  /** Damaged records so far. */
  broken = 0;

  constructor(options: WorkerOptions) {
    this.#options = options;
    makeFolder(options.state);
    const partitions = partitionsOf(options.state, options.partitions ?? PARTITIONS);
    this.#workers = new Workers(options.state, options.deadAfter === undefined ? {} : { deadAfter: options.deadAfter });
    this.#folders = Array.from({ length: partitions }, (_, i) => join(options.state, `part-${String(i).padStart(3, "0")}`));
    for (const folder of this.#folders) makeFolder(folder);
    this.#leases = this.#folders.map((folder) => new Lease(folder, this.#workers));
  }

  get workers(): Workers {
    return this.#workers;
  }

  /** Events looked at in the partitions that are ours, each once. */
  get events(): number {
    return [...this.#owned.values()].reduce((sum, partition) => sum + partition.events, 0);
  }

  start(): void {
    this.#beat = setInterval(() => this.#workers.beat(), this.#workers.pulse);
    this.#done = this.#run();
  }

  /** Writes everything down and gives the partitions back. Rejects when working failed. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake();
    try {
      await this.#done;
    } finally {
      clearInterval(this.#beat);
      this.#workers.leave();
    }
  }

  /** Settles when working ended: by `stop`, or because it failed. */
  get ended(): Promise<void> {
    return this.#done;
  }

  /** Takes records in. When it returns they are on the disk, and the source may forget them. */
  async accept(batches: readonly Batch[]): Promise<void> {
    const dealt = new Map<number, Line[]>();
    const put = (account: string, line: Line) => {
      const at = partitionOf(account, this.#folders.length);
      const lines = dealt.get(at);
      if (lines) lines.push(line);
      else dealt.set(at, [line]);
    };
    for (const event of batches.flatMap((batch) => batch.events).toSorted((a, b) => a.time - b.time)) {
      put(event.account, { event });
      const lineage = handedOver(event);
      if (lineage && partitionOf(lineage.account, this.#folders.length) !== partitionOf(event.account, this.#folders.length))
        put(lineage.account, { lineage: lineage.pair });
    }
    this.#taken += 1;
    const name = `in-${String(Date.now()).padStart(14, "0")}-${this.#workers.id}-${String(this.#taken).padStart(9, "0")}`;
    await this.#room([...dealt.keys()]);
    await writeAllDurably(
      [...dealt].map(([at, lines]) => ({
        file: join(this.#folders[at] as string, name),
        content: lines.map((line) => `${JSON.stringify(line)}\n`).join(""),
      })),
    );
    this.#keepAside(batches);
    this.#wake();
  }

  /** When a detector cannot keep up, nothing more is taken from the source for a while. */
  async #room(parts: readonly number[]): Promise<void> {
    if (this.#taken % ROOM_EVERY !== 0) return;
    const full = () => parts.some((at) => waitingIn(this.#folders[at] as string) > MAX_WAITING);
    while (!this.#stopping && full()) await sleep(LOOK_EVERY);
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      this.#share();
      for (const [at, partition] of this.#owned) if (!(await partition.work())) this.#drop(at, partition);
      if (!this.#woken) await this.#rest();
      this.#woken = false;
    }
    for (const [at, partition] of this.#owned) {
      if (await partition.work()) partition.snapshot();
      this.#drop(at, partition);
    }
  }

  async #rest(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LOOK_EVERY);
      this.#rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #wake(): void {
    this.#woken = true;
    this.#rouse();
  }

  #share(): void {
    const fair = Math.ceil(this.#folders.length / this.#workers.list().length);
    for (const [at, partition] of [...this.#owned].toReversed()) {
      if (this.#owned.size <= fair) break;
      partition.snapshot();
      this.#drop(at, partition);
    }
    // Begin at another place than the others do, so that not all reach for the same.
    const begin = Number.parseInt(this.#workers.id.slice(0, 6), 16) % this.#folders.length;
    for (let i = 0; i < this.#folders.length && this.#owned.size < fair; i += 1) {
      const at = (begin + i) % this.#folders.length;
      const lease = this.#leases[at] as Lease;
      if (this.#owned.has(at) || !lease.acquire()) continue;
      const alerter = new Alerter(this.#options.detector(), this.#options.min);
      const partition = new Partition({ folder: this.#folders[at] as string, lease, alerter, tell: this.#options.tell });
      this.#owned.set(at, partition);
      for (const memory of partition.forgotten) this.#tellForgotten(memory);
    }
  }

  /** Once, whatever number of partitions it is of. */
  #tellForgotten(memory: Forgotten): void {
    if (this.#forgotten.has(memory)) return;
    this.#forgotten.add(memory);
    this.#options.onProblem({ code: "E_WATCH_MEMORY", detail: { file: this.#options.state, memory } });
  }

  #drop(at: number, partition: Partition): void {
    partition.close();
    this.#owned.delete(at);
    (this.#leases[at] as Lease).release();
  }

  #keepAside(batches: readonly Batch[]): void {
    for (const record of batches.flatMap((batch) => batch.broken)) {
      this.broken += 1;
      const line = `${JSON.stringify(record)}\n`;
      this.#aside += line.length;
      if (this.#aside <= MAX_ASIDE) appendFileSync(join(this.#options.state, `broken-${this.#workers.id}.ndjson`), line);
    }
  }
}

interface Settings {
  readonly schema: "yagura/watch/1";
  readonly partitions: number;
}

/** How the state was begun: an account's events must always go to the same part. */
function partitionsOf(state: string, wanted: number): number {
  const file = join(state, "watch.json");
  try {
    return (JSON.parse(readFileSync(file, "utf8")) as Settings).partitions;
  } catch (error) {
    if ((error as { code?: unknown }).code !== "ENOENT") throw error;
  }
  const made = createWhole(file, JSON.stringify({ schema: "yagura/watch/1", partitions: wanted } satisfies Settings));
  return made ? wanted : partitionsOf(state, wanted);
}

/** Two workers may begin at the same moment: the file is there with its content, or not at all. */
function createWhole(file: string, content: string): boolean {
  const guard = `${file}.begin`;
  if (!createFile(guard, content)) {
    // Somebody else made it, or died making it: what the guard holds is what was wanted.
    const wanted = readFileSync(guard, "utf8");
    writeDurably(file, wanted === "" ? content : wanted);
    return false;
  }
  writeDurably(file, content);
  return true;
}

/** Which part an account belongs to; records of no account belong together. */
export function partitionOf(account: string, partitions: number): number {
  return createHash("sha256").update(account).digest().readUInt32BE() % partitions;
}
