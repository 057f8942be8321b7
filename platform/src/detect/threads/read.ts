import { setImmediate } from "node:timers/promises";
import { getHeapStatistics } from "node:v8";
import type { Problem } from "../../model/index.ts";
import type { ReaderData } from "./job.ts";
import { type Piece, readPiece, sizeOf } from "./piece.ts";
import { type Read, Thread } from "./thread.ts";

export interface ThreadsOptions extends ReaderData {
  readonly threads: number;
  /** The program of a thread. */
  readonly program: URL;
  readonly onProblem: (problem: Problem) => void;
  /** Hears that a thread ended; what it had is read again here. */
  readonly onLost: (reason: string) => void;
  /** Bytes of memory that all threads together may fill; as many as this one may, if not given. Whoever needs more ends. */
  readonly heap?: number;
  /** Bytes that are read here before threads are started: little is read sooner than they are ready. */
  readonly alone?: number;
}

const ALONE = 4_000_000;
/** Pieces a thread has at a time: the one it reads, and the next. */
const EACH = 2;
/** Bytes of pieces that are given out at a time, unless a single one is larger: unpacked and parsed they are many times that. */
const MOST = 128_000_000;

/** Reads pieces in threads and gives what they hold in order, as if they had been read here one after another. */
export async function* readInThreads(pieces: AsyncIterable<Piece | Problem>, options: ThreadsOptions): AsyncGenerator<Read> {
  const { alone = ALONE, onProblem } = options;
  let threads: readonly Thread[] | undefined;
  const waiting: { readonly size: number; readonly read: () => Promise<readonly (Read | Problem)[]> }[] = [];
  const held = () => waiting.reduce((sum, { size }) => sum + size, 0);
  async function* take(upTo: number): AsyncGenerator<Read> {
    while (waiting.length > upTo) {
      for (const one of await (waiting.shift() as (typeof waiting)[number]).read()) {
        if ("code" in one) onProblem(one);
        else yield one;
      }
    }
  }
  try {
    let size = 0;
    for await (const piece of pieces) {
      if ("code" in piece) {
        waiting.push({ size: 0, read: async () => [piece] });
        continue;
      }
      if (size >= alone) threads ??= start(options);
      size += sizeOf(piece);
      while (waiting.length > 0 && held() + sizeOf(piece) > MOST) yield* take(waiting.length - 1);
      const thread = threads && leastBusy(threads);
      if (thread) {
        const answer = thread.read(piece);
        const read = async () => {
          const found = await answer;
          return found ? thread.unpacked(found) : readPiece(piece);
        };
        waiting.push({ size: sizeOf(piece), read });
        // So that one of them has room for the next.
        yield* take(EACH * (threads as readonly Thread[]).filter(({ isReady }) => isReady).length - 1);
      } else {
        // Whether a thread is ready is heard only when the loop of events turns.
        await setImmediate();
        yield* take(0);
        waiting.push({ size: 0, read: () => readPiece(piece) });
        yield* take(0);
      }
    }
    yield* take(0);
  } finally {
    await Promise.all((threads ?? []).map((thread) => thread.end()));
  }
}

function start(options: ThreadsOptions): readonly Thread[] {
  const { threads, program, rules, placeholders, heap = getHeapStatistics().heap_size_limit, onLost } = options;
  return Array.from({ length: threads }, () => new Thread(program, { rules, placeholders }, heap / threads, onLost));
}

/** Undefined while none is ready. */
function leastBusy(threads: readonly Thread[]): Thread | undefined {
  let best: Thread | undefined;
  for (const thread of threads) if (thread.isReady && thread.open < (best?.open ?? EACH)) best = thread;
  return best;
}
