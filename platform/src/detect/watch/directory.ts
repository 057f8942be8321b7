import { createHash } from "node:crypto";
import { type FSWatcher, watch } from "node:fs";
import { appendFile, readdir, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Batch } from "../sources/batch.ts";
import { readLogFiles } from "../sources/files.ts";
import { makeFolder, namesIn, wholeLines } from "./disk.ts";
import { type Inbox, type OnProblem, pause, sourceProblem } from "./inbox.ts";
import type { Workers } from "./workers.ts";

export interface DirectoryOptions {
  readonly folder: string;
  readonly state: string;
  readonly workers: Workers;
  readonly onProblem: OnProblem;
}

/** A file that did not change for this long is whole. Milliseconds. */
const SETTLED = 300;
/** The folder is looked through even when nobody tells of a change: network file systems do not. */
const RESCAN = 2_000;
/** Looking through may take up one part in this of the time. */
const RESCAN_SHARE = 10;
/** Files that are written to the disk together, in records. */
const TOGETHER = 20_000;

type Sign = string;

/**
 * A folder in which log files appear or grow. Files are shared out by their names among the living workers, and each worker notes
 * what it has read; a file that grew is read again, and the records that are known count once.
 */
export function directoryInbox(options: DirectoryOptions): Inbox {
  return { run: async (accept, signal) => new DirectoryRun(options, accept, signal).run() };
}

class DirectoryRun {
  readonly #options: DirectoryOptions;
  readonly #accept: Parameters<Inbox["run"]>[0];
  readonly #signal: AbortSignal;
  readonly #notes: string;
  readonly #read = new Map<string, Sign>();
  /** How a file looked the last time, and since when. */
  readonly #looks = new Map<string, { sign: Sign; since: number }>();
  #living = "";
  #changed: () => void = () => undefined;
  #told = "";

  constructor(options: DirectoryOptions, accept: Parameters<Inbox["run"]>[0], signal: AbortSignal) {
    this.#options = options;
    this.#accept = accept;
    this.#signal = signal;
    this.#notes = join(options.state, "sources", createHash("sha256").update(resolve(options.folder)).digest("hex").slice(0, 16));
    makeFolder(this.#notes);
  }

  async run(): Promise<void> {
    const watcher = this.#watch();
    try {
      while (!this.#signal.aborted) {
        const began = performance.now();
        const unsettled = await this.#scan();
        const took = performance.now() - began;
        await this.#rest(unsettled ? SETTLED : Math.max(RESCAN, RESCAN_SHARE * took));
      }
    } finally {
      watcher?.close();
    }
  }

  /** True when there are files that somebody is still writing. */
  async #scan(): Promise<boolean> {
    this.#shareOut();
    const batches: Batch[] = [];
    const done: (readonly [string, Sign])[] = [];
    const flush = async () => {
      if (done.length === 0) return;
      await this.#accept(batches.splice(0));
      const lines = done.splice(0).map((entry) => `${JSON.stringify(entry)}\n`);
      await appendFile(join(this.#notes, this.#options.workers.id), lines.join(""));
    };
    let unsettled = false;
    let records = 0;
    for (const { file, sign } of await this.#files()) {
      if (this.#signal.aborted) break;
      if (this.#read.get(file) === sign || !this.#isOurs(file)) continue;
      const look = this.#looks.get(file);
      if (look?.sign !== sign) this.#looks.set(file, { sign, since: performance.now() });
      if (look?.sign !== sign || performance.now() - look.since < SETTLED) {
        unsettled = true;
        continue;
      }
      for await (const { batch } of readLogFiles([file], this.#options.onProblem)) {
        batches.push(batch);
        records += batch.events.length;
      }
      this.#looks.delete(file);
      this.#read.set(file, sign);
      done.push([file, sign]);
      if (records >= TOGETHER) {
        await flush();
        records = 0;
      }
    }
    await flush();
    return unsettled;
  }

  /** When somebody came or went, others' notes are read anew: what the dead have read need not be read again. */
  #shareOut(): void {
    const living = this.#options.workers.list().join(" ");
    if (living === this.#living) return;
    this.#living = living;
    this.#pending = this.#readNotes();
  }

  #pending: Promise<void> = Promise.resolve();

  async #readNotes(): Promise<void> {
    for (const name of namesIn(this.#notes)) {
      for (const line of wholeLines(await readFile(join(this.#notes, name), "utf8"))) {
        const [file, sign] = JSON.parse(line) as readonly [string, Sign];
        this.#read.set(file, sign);
      }
    }
  }

  /** Each file has one reader among the living; when one goes, only its files change hands. */
  #isOurs(file: string): boolean {
    const weight = (id: string) => createHash("sha256").update(`${id}\n${file}`).digest("hex");
    const living = this.#living.split(" ");
    if (living.length === 1) return true;
    return living.reduce((a, b) => (weight(a) > weight(b) ? a : b)) === this.#options.workers.id;
  }

  async #files(): Promise<readonly { readonly file: string; readonly sign: Sign }[]> {
    await this.#pending;
    const out: { file: string; sign: Sign }[] = [];
    let names: readonly string[] = [];
    try {
      names = await readdir(this.#options.folder, { recursive: true });
      this.#told = "";
    } catch (error) {
      const problem = sourceProblem(this.#options.folder, error);
      // Once is enough, until it is there again.
      const text = JSON.stringify(problem.detail);
      if (text !== this.#told) this.#options.onProblem(problem);
      this.#told = text;
    }
    for (const name of names) {
      if (name.split(/[\\/]/).some((part) => part.startsWith("."))) continue;
      const file = join(this.#options.folder, name);
      const stats = await stat(file).catch(() => undefined);
      if (stats?.isFile() && stats.size > 0) out.push({ file, sign: `${stats.size}-${stats.mtimeMs}` });
    }
    return out.toSorted((a, b) => (a.file < b.file ? -1 : 1));
  }

  #watch(): FSWatcher | undefined {
    try {
      const watcher = watch(this.#options.folder, { recursive: true }, () => this.#changed());
      // Too many folders to watch, or one that went away: the rescans remain.
      watcher.on("error", () => undefined);
      return watcher;
    } catch {
      return undefined;
    }
  }

  async #rest(ms: number): Promise<void> {
    const woken = new AbortController();
    this.#changed = () => woken.abort();
    const wake = () => woken.abort();
    this.#signal.addEventListener("abort", wake, { once: true });
    await pause(ms, this.#signal.aborted ? this.#signal : woken.signal);
    this.#signal.removeEventListener("abort", wake);
    this.#changed = () => undefined;
    // A writer makes many changes: they are looked at together.
    if (woken.signal.aborted) await pause(50, this.#signal);
  }
}
