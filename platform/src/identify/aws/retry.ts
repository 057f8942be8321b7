import { type Unknown, unknown } from "../../model/index.ts";
import { classify, isClockCorrected, isNetwork, isServerFault, isThrottling, isTimeout, retryAfterMs } from "./errors.ts";
import { Limiter, Pacer, sleep } from "./limiter.ts";

/**
 * The SDK's own retry strategies, standard and adaptive, pay each retry from a bucket of 500 tokens: in a long throttling
 * storm it runs dry and reads are lost. So the clients send once, and this file is what sends again.
 */

export interface LaneOptions {
  /** Calls in flight. */
  readonly concurrency: number;
  readonly signal?: AbortSignal;
  /** A throttled call waits as long as anything in its lane is answered, and this long when nothing is. */
  readonly patienceMs: number;
  readonly onCall: () => void;
  readonly onThrottled: () => void;
}

/** Attempts for time-outs, lost connections and server errors: a broken endpoint must not hold the scan. */
const FAULT_ATTEMPTS = 3;
const FAULT_DELAY_MS = 200;
/** Time-outs and lost connections in a row, of any operation, after which the endpoint counts as dead. */
const DEAD_AFTER_TIMEOUTS = 3;
const DEAD_AFTER_LOST_CONNECTIONS = 12;
/** Calls in a row without an answer, of one operation, after which it counts as broken. */
const BROKEN_AFTER = 3;
/** How often one call tries whether a dead endpoint is back. */
const PROBE_MS = 5_000;
/** A single operation can be starved while others get through; then its own attempts count. */
const STARVED_ATTEMPTS = 50;

/** Opens when something failed several times in a row, and lets one call through now and then. */
class Circuit {
  #failures = 0;
  #openedAt = 0;
  #because: Unknown | undefined;

  failed(because: Unknown, limit: number): void {
    this.#failures += 1;
    if (this.#failures >= limit) {
      this.#because = because;
      this.#openedAt = performance.now();
    }
  }

  answered(): void {
    this.#failures = 0;
    this.#because = undefined;
  }

  /** Why not to call now; undefined when calls may go. */
  refuses(): Unknown | undefined {
    if (!this.#because) return undefined;
    if (performance.now() - this.#openedAt >= PROBE_MS) {
      this.#openedAt = performance.now();
      return undefined;
    }
    return this.#because;
  }
}

/** All calls to one service in one region of one account: how many at once, how fast, how often again, and when to give up. */
export class Lane {
  readonly #options: LaneOptions;
  readonly #limiter: Limiter;
  readonly #pacer = new Pacer();
  readonly #endpoint = new Circuit();
  readonly #operations = new Map<string, Circuit>();
  #lastAnswer = performance.now();

  constructor(options: LaneOptions) {
    this.#options = options;
    this.#limiter = new Limiter(options.concurrency);
  }

  /**
   * Sends until it is answered or no longer worth it. An answer, also an error answer, is returned or thrown as the SDK
   * gave it; what was given up comes back as `GaveUp`.
   */
  run<T>(operation: string, action: string, send: () => Promise<T>): Promise<T> {
    return this.#limiter.run(() => this.#attempts(operation, action, send));
  }

  #circuit(operation: string): Circuit {
    let circuit = this.#operations.get(operation);
    if (!circuit) {
      circuit = new Circuit();
      this.#operations.set(operation, circuit);
    }
    return circuit;
  }

  async #attempts<T>(operation: string, action: string, send: () => Promise<T>): Promise<T> {
    const { signal } = this.#options;
    const circuit = this.#circuit(operation);
    const began = performance.now();
    let faults = 0;
    let throttles = 0;
    for (;;) {
      if (signal?.aborted) throw new GaveUp(unknown("interrupted", { action }));
      const refused = this.#endpoint.refuses() ?? circuit.refuses();
      if (refused) throw new GaveUp(unknown(refused.reason, { action, ...(refused.what === undefined ? {} : { what: refused.what }) }));
      const sentAt = await this.#pacer.enter(signal);
      if (signal?.aborted) throw new GaveUp(unknown("interrupted", { action }));
      this.#options.onCall();
      try {
        const answer = await send();
        this.#answered(circuit);
        return answer;
      } catch (error) {
        if (signal?.aborted) throw new GaveUp(unknown("interrupted", { action }));
        if (isThrottling(error)) {
          this.#options.onThrottled();
          this.#pacer.throttled(sentAt);
          throttles += 1;
          const now = performance.now();
          const starved = throttles >= STARVED_ATTEMPTS && now - began > this.#options.patienceMs;
          if (starved || now - Math.max(this.#lastAnswer, began) > this.#options.patienceMs) {
            circuit.failed(classify(error, action), 1);
            throw error;
          }
          await sleep(retryAfterMs(error) ?? 0, signal);
          continue;
        }
        const again = isTimeout(error) || isNetwork(error) || isServerFault(error) || isClockCorrected(error);
        if (!again) {
          // A refusal or "no such thing" is an answer. A page that is not AWS's is not.
          if (classify(error, action).reason === "unsupported") circuit.failed(classify(error, action), BROKEN_AFTER);
          else this.#answered(circuit);
          throw error;
        }
        faults += 1;
        if (isTimeout(error)) this.#endpoint.failed(unknown("failed", { action, what: "does not answer in time" }), DEAD_AFTER_TIMEOUTS);
        else if (isNetwork(error)) this.#endpoint.failed(classify(error, action), DEAD_AFTER_LOST_CONNECTIONS);
        if (faults >= FAULT_ATTEMPTS || isHopeless(error, action, faults)) {
          circuit.failed(classify(error, action), BROKEN_AFTER);
          throw error;
        }
        if (!isClockCorrected(error))
          await sleep(retryAfterMs(error) ?? FAULT_DELAY_MS * 2 ** (faults - 1) * (0.5 + Math.random()), signal);
      }
    }
  }

  #answered(circuit: Circuit): void {
    this.#lastAnswer = performance.now();
    this.#pacer.answered();
    this.#endpoint.answered();
    circuit.answered();
  }
}

/** An operation that an endpoint does not have answers the same page for ever: once more is enough to be sure. */
function isHopeless(error: unknown, action: string, faults: number): boolean {
  return faults >= 2 && classify(error, action).reason === "unsupported";
}

/** The lane refused or stopped the call; nothing more was sent. */
export class GaveUp extends Error {
  readonly because: Unknown;

  constructor(because: Unknown) {
    super(because.reason);
    this.because = because;
  }
}
