import { Worker } from "node:worker_threads";
import type { Problem } from "../../model/index.ts";
import type { LogObject } from "../sources/files.ts";
import type { Answer, Job, ReaderData } from "./job.ts";
import type { Parcel } from "./parcel.ts";
import type { Piece } from "./piece.ts";
import { Unpacker } from "./unpack.ts";

/** An object that was read; where a thread did, with the parcel its events came in. */
export type Read = LogObject & { readonly parcel?: Parcel };

/** A thread that reads, as its employer sees it. */
export class Thread {
  readonly #worker: Worker;
  readonly #open = new Map<number, (found: Answer["found"] | undefined) => void>();
  readonly #unpacker = new Unpacker();
  #next = 0;
  #state: "starting" | "ready" | "gone" = "starting";

  /** `heap` is in bytes. */
  constructor(program: URL, data: ReaderData, heap: number, onLost: (reason: string) => void) {
    const resourceLimits = { maxOldGenerationSizeMb: Math.ceil(heap / 2 ** 20) };
    this.#worker = new Worker(program, { workerData: data, execArgv: [], resourceLimits });
    this.#worker.on("message", (message: Answer | "ready") => {
      if (message === "ready") this.#state = "ready";
      else this.#settle(message.id, message.found);
    });
    const lost = (reason: string) => {
      if (this.#state === "gone") return;
      this.#state = "gone";
      for (const id of this.#open.keys()) this.#settle(id, undefined);
      void this.#worker.terminate();
      onLost(reason);
    };
    this.#worker.on("error", (error: NodeJS.ErrnoException) => lost(error.code ?? error.name));
    this.#worker.on("messageerror", (error) => lost(error.name));
    this.#worker.on("exit", (code) => lost(`EXIT_${code}`));
  }

  get isReady(): boolean {
    return this.#state === "ready";
  }

  /** Pieces it has and has not answered yet. */
  get open(): number {
    return this.#open.size;
  }

  /** What it found in the piece; undefined when it ended before it could say. */
  read(piece: Piece): Promise<Answer["found"] | undefined> {
    const id = (this.#next += 1);
    return new Promise((resolve) => {
      this.#open.set(id, resolve);
      this.#worker.postMessage({ id, piece } satisfies Job);
    });
  }

  /** What it found, as it would have been found here. To be asked in the order in which it was given the pieces. */
  unpacked(found: Answer["found"]): readonly (Read | Problem)[] {
    return found.map((one) =>
      "code" in one ? one : { object: one.object, batch: { events: this.#unpacker.unpack(one), broken: one.broken }, parcel: one },
    );
  }

  async end(): Promise<void> {
    this.#state = "gone";
    await this.#worker.terminate();
  }

  #settle(id: number, found: Answer["found"] | undefined): void {
    const resolve = this.#open.get(id);
    this.#open.delete(id);
    resolve?.(found);
  }
}
