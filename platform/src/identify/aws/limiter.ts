interface Waiter {
  readonly go: () => void;
}

/** Lets a bounded number of tasks run at once; the others wait in order. */
export class Limiter {
  #free: number;
  #waiting: (Waiter | undefined)[] = [];
  #head = 0;

  constructor(limit: number) {
    this.#free = limit;
  }

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push({ go: resolve }));
    try {
      return await task();
    } finally {
      const next = this.#waiting[this.#head];
      if (next) {
        // Array.shift would move every waiter for each call.
        this.#waiting[this.#head] = undefined;
        this.#head += 1;
        if (this.#head > 1024) {
          this.#waiting = this.#waiting.slice(this.#head);
          this.#head = 0;
        }
        next.go();
      } else {
        this.#waiting = [];
        this.#head = 0;
        this.#free += 1;
      }
    }
  }
}

/** Runs `f` over the items, at most `limit` at a time, without making a promise for each of them first. */
export async function eachLimited<T>(items: readonly T[], limit: number, f: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  async function worker(): Promise<void> {
    while (next < items.length) {
      const item = items[next] as T;
      next += 1;
      await f(item);
    }
  }
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
}

/** Waits, but not past an abort: then it resolves at once and the caller looks at the signal. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  if (ms <= 0 || signal?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener("abort", done, { once: true });
  });
}

/** Multiplies the rate that AWS last let through; below 1 so that the queue in front of AWS drains. */
const AFTER_THROTTLE = 0.97;
/** Added to the rate per answered call, at first about 0.5 % a second; it grows with the time since the last cut, up to doubling each second. */
const CLIMB = 0.005;
const STEEPEST_CLIMB = 1;
const SLOWEST_PER_SECOND = 0.5;
/** Over what time the accepted rate is measured. */
const WINDOW_MS = 1_000;
const SHORTEST_MEASURE_MS = 50;

/**
 * Sends as fast as the caller asks until AWS throttles, then at the rate AWS lets through, feeling upwards again
 * (additive increase, multiplicative decrease). One per account, region and service, because that is what AWS counts by.
 */
export class Pacer {
  readonly #clock: () => number;
  #rate = Number.POSITIVE_INFINITY;
  #nextSlot = 0;
  #lastCut = 0;
  /** Times of the latest answered calls, oldest first. */
  readonly #answered: number[] = [];

  constructor(clock: () => number = () => performance.now()) {
    this.#clock = clock;
  }

  /** Calls per second it allows now; Infinity as long as nobody throttled. */
  get rate(): number {
    return this.#rate;
  }

  /** Waits for its turn and returns the time at which the call is sent. */
  async enter(signal?: AbortSignal): Promise<number> {
    if (this.#rate === Number.POSITIVE_INFINITY) return this.#clock();
    const now = this.#clock();
    const at = Math.max(now, this.#nextSlot);
    this.#nextSlot = at + 1000 / this.#rate;
    await sleep(at - now, signal);
    return this.#clock();
  }

  answered(): void {
    const now = this.#clock();
    this.#answered.push(now);
    if (this.#answered.length > 4096) this.#forget(now);
    if (this.#rate === Number.POSITIVE_INFINITY) return;
    const calm = (now - this.#lastCut) / 1000;
    this.#rate += Math.min(STEEPEST_CLIMB, CLIMB * (1 + calm) ** 2);
  }

  /** `sentAt` is what `enter` returned: a call sent before the last cut says nothing about the rate after it. */
  throttled(sentAt: number): void {
    const now = this.#clock();
    if (sentAt < this.#lastCut) return;
    this.#forget(now);
    // The first throttle may come long before a whole window has passed.
    const measured = Math.min(WINDOW_MS, Math.max(SHORTEST_MEASURE_MS, now - (this.#answered[0] ?? now)));
    const accepted = (this.#answered.length / measured) * 1000;
    const base = accepted > 0 ? Math.min(this.#rate, accepted) : Math.min(this.#rate, 10) / 2;
    this.#rate = Math.max(SLOWEST_PER_SECOND, base * AFTER_THROTTLE);
    this.#lastCut = now;
    this.#nextSlot = Math.max(this.#nextSlot, now + 1000 / this.#rate);
  }

  #forget(now: number): void {
    let old = 0;
    while (old < this.#answered.length && (this.#answered[old] as number) < now - WINDOW_MS) old += 1;
    if (old > 0) this.#answered.splice(0, old);
  }
}
