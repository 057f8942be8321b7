import { AdaptiveRetryStrategy } from "@smithy/util-retry";
import type { RetryErrorInfo, StandardRetryToken } from "@smithy/types";

/** Attempts for a throttled call: with the adaptive rate limiter nothing is lost, it only takes longer. */
const THROTTLED_ATTEMPTS = 25;
/** Attempts for time-outs and server errors: a hanging endpoint must not hang the scan. */
const FAULT_ATTEMPTS = 3;

/** The SDK's adaptive strategy, patient with throttling and short with faults. Tells about every throttled attempt. */
export class PatientRetry extends AdaptiveRetryStrategy {
  readonly #onThrottled: () => void;

  constructor(onThrottled: () => void) {
    super(async () => THROTTLED_ATTEMPTS);
    this.#onThrottled = onThrottled;
  }

  override async refreshRetryTokenForRetry(token: StandardRetryToken, error: RetryErrorInfo): Promise<StandardRetryToken> {
    if (error.errorType === "THROTTLING") this.#onThrottled();
    else if (token.getRetryCount() + 1 >= FAULT_ATTEMPTS) throw new Error("no more attempts");
    return (await super.refreshRetryTokenForRetry(token, error)) as StandardRetryToken;
  }
}
