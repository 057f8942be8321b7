import { randomUUID } from "node:crypto";
import { readFileSync, readlinkSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { makeFolder, namesIn } from "./disk.ts";

/** A worker that gave no sign of life for this long is dead. Milliseconds. */
export const DEAD_AFTER = 10_000;

/**
 * Who works on the same state. Each worker touches its own file; a clock that runs wrong does no harm, for only our own clock
 * measures how long somebody else's file did not change.
 */
export class Workers {
  readonly id = randomUUID().replaceAll("-", "").slice(0, 16);
  readonly #folder: string;
  readonly #deadAfter: number;
  readonly #now: () => number;
  readonly #machine = machineOf();
  readonly #looks = new Map<string, { sign: number; since: number }>();

  constructor(state: string, options: { readonly deadAfter?: number; readonly now?: () => number } = {}) {
    this.#folder = join(state, "workers");
    this.#deadAfter = options.deadAfter ?? DEAD_AFTER;
    this.#now = options.now ?? (() => performance.now());
    makeFolder(this.#folder);
    this.#write();
  }

  /** How often `beat` must be called. Milliseconds. */
  get pulse(): number {
    return this.#deadAfter / 5;
  }

  beat(): void {
    const now = new Date();
    try {
      utimesSync(this.#file(this.id), now, now);
    } catch {
      this.#write();
    }
  }

  /** The living, this one among them, in the order of their ids. */
  list(): readonly string[] {
    return namesIn(this.#folder).filter((id) => this.alive(id));
  }

  alive(id: string): boolean {
    if (id === this.id) return true;
    let sign: number;
    try {
      sign = statSync(this.#file(id)).mtimeMs;
    } catch {
      this.#looks.delete(id);
      return false;
    }
    if (this.#gone(id)) {
      rmSync(this.#file(id), { force: true });
      return false;
    }
    const look = this.#looks.get(id);
    if (look && look.sign === sign) return this.#now() - look.since < this.#deadAfter;
    this.#looks.set(id, { sign, since: this.#now() });
    return true;
  }

  leave(): void {
    rmSync(this.#file(this.id), { force: true });
  }

  /** On the same machine it is enough to ask for the process: no need to wait. */
  #gone(id: string): boolean {
    try {
      const [pid, ...machine] = readFileSync(this.#file(id), "utf8").split(" ");
      if (machine.join(" ") !== this.#machine) return false;
      process.kill(Number(pid), 0);
      return false;
    } catch (error) {
      return (error as { code?: unknown }).code === "ESRCH";
    }
  }

  #write(): void {
    writeFileSync(this.#file(this.id), `${process.pid} ${this.#machine}`);
  }

  #file(id: string): string {
    return join(this.#folder, id);
  }
}

/** Process ids mean something within one process namespace only: containers may share a host's name. */
function machineOf(): string {
  try {
    return `${hostname()} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return hostname();
  }
}
