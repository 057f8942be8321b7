import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createFile, namesIn, remove, writeDurably } from "./disk.ts";
import type { Workers } from "./workers.ts";

const FREE = "free";

/**
 * Who owns a folder. Every change of owner makes a new file with the next number (the epoch), and only one can make it. What an owner
 * writes carries its epoch, so whoever wakes up after its death was declared writes where nobody reads.
 */
export class Lease {
  readonly #folder: string;
  readonly #workers: Workers;
  /** 0: not ours. */
  epoch = 0;

  constructor(folder: string, workers: Workers) {
    this.#folder = folder;
    this.#workers = workers;
  }

  /** True when it is ours from now on. */
  acquire(): boolean {
    const names = this.#names();
    const newest = names.at(-1);
    if (newest !== undefined && !this.#isFree(newest)) return false;
    const epoch = (newest === undefined ? 0 : epochOf(newest)) + 1;
    if (!createFile(join(this.#folder, nameOf(epoch)), this.#workers.id)) return false;
    // Others may have gone on while we looked: the highest number counts.
    if (this.#names().at(-1) !== nameOf(epoch)) return false;
    remove(this.#folder, names);
    this.epoch = epoch;
    return true;
  }

  /** Whether it is still ours: to be asked before anything is told. */
  holds(): boolean {
    if (this.epoch === 0) return false;
    // A successor makes the next number, and only then takes ours away: asking for the two is enough, and quick.
    const ours = existsSync(join(this.#folder, nameOf(this.epoch))) && !existsSync(join(this.#folder, nameOf(this.epoch + 1)));
    if (!ours) this.epoch = 0;
    return ours;
  }

  release(): void {
    if (this.holds()) writeDurably(join(this.#folder, nameOf(this.epoch)), FREE);
    this.epoch = 0;
  }

  #isFree(name: string): boolean {
    try {
      const owner = readFileSync(join(this.#folder, name), "utf8");
      // An owner that died before it wrote its name left an empty file.
      return owner === FREE || owner === "" || owner === this.#workers.id || !this.#workers.alive(owner);
    } catch {
      return false;
    }
  }

  #names(): readonly string[] {
    return namesIn(this.#folder).filter((name) => name.startsWith("lease-"));
  }
}

const nameOf = (epoch: number) => `lease-${String(epoch).padStart(10, "0")}`;
const epochOf = (name: string) => Number(name.slice("lease-".length));
