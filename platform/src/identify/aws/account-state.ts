import { setMaxListeners } from "node:events";
import type { AwsCredentialIdentityProvider } from "@smithy/types";
import { type Gap, type Resource, type Unknown, unknown } from "../../model/index.ts";
import type { SdkClient } from "./collector.ts";
import { errorName, isExpired, isExpiredOrDisabled } from "./errors.ts";
import { Lane } from "./retry.ts";

export interface SessionOptions {
  readonly credentials: AwsCredentialIdentityProvider;
  readonly account: string;
  readonly partition: string;
  readonly regions: readonly string[];
  /** Where global services answer, and the first region to ask. */
  readonly homeRegion: string;
  /** For tests and private endpoints: every service answers here. */
  readonly endpoint?: string;
  /** For tests: answers instead of the network. */
  readonly requestHandler?: object;
  /** For tests: answers in place of sending, below retries and judgement. */
  readonly send?: (client: SdkClient, command: object) => Promise<object>;
  /** Calls in flight per service and region. */
  readonly concurrency: number;
  readonly signal?: AbortSignal;
  readonly now: () => Date;
  /** Milliseconds until a call counts as not answered. Default 30 s. */
  readonly timeoutMs?: number;
  /** Milliseconds a throttled call waits while nothing at all is answered. Default 5 min. */
  readonly patienceMs?: number;
  /** Whether the credentials still answer at home; asked when a call says they do not. */
  readonly verify?: () => Promise<boolean>;
  readonly onCall?: (service: string, region: string) => void;
  readonly onThrottled?: (service: string, region: string) => void;
}

/** What one account's collectors have found so far. Grows while the scan runs, so that an interrupted scan keeps it. */
export interface Harvest {
  readonly resources: Resource[];
  readonly gaps: Gap[];
}

const PATIENCE_MS = 300_000;
const VERIFY_AGAIN_MS = 10_000;

/** What the collectors of one account share: the lanes to each service, and whether the credentials are still good. */
export class AccountState {
  readonly options: SessionOptions;
  readonly harvest: Harvest;
  readonly #lanes = new Map<string, Lane>();
  #stopped: Unknown | undefined;
  #verified: { readonly at: number; readonly good: Promise<boolean> } | undefined;

  constructor(options: SessionOptions, harvest: Harvest) {
    this.options = options;
    this.harvest = harvest;
    // Hundreds of calls listen to one signal.
    if (options.signal) setMaxListeners(0, options.signal);
  }

  /** Why nothing more is asked of this account; undefined while all is well. */
  get stopped(): Unknown | undefined {
    return this.#stopped;
  }

  lane(service: string, endpoint: string, region: string): Lane {
    const key = `${endpoint}/${region}`;
    let lane = this.#lanes.get(key);
    if (!lane) {
      const { signal, concurrency, patienceMs, onCall, onThrottled } = this.options;
      lane = new Lane({
        concurrency,
        ...(signal ? { signal } : {}),
        patienceMs: patienceMs ?? PATIENCE_MS,
        onCall: () => onCall?.(service, region),
        onThrottled: () => onThrottled?.(service, region),
      });
      this.#lanes.set(key, lane);
    }
    return lane;
  }

  /**
   * Decides about an error that speaks of the credentials. Asking at home tells expired credentials, which stop the whole
   * account, from a region that does not know them. Undefined when the error says nothing about them.
   */
  async judgeCredentials(error: unknown, action: string): Promise<Unknown | undefined> {
    const ambiguous = isExpiredOrDisabled(error);
    if (!ambiguous && !isExpired(error)) return undefined;
    const what = errorName(error);
    if (await this.#areCredentialsGood()) return unknown(ambiguous ? "region-disabled" : "failed", { action, what });
    this.#stopped ??= unknown("expired-credentials", { what });
    return unknown("expired-credentials", { action, what });
  }

  #areCredentialsGood(): Promise<boolean> {
    const { verify } = this.options;
    if (!verify || this.#stopped) return Promise.resolve(false);
    const now = performance.now();
    if (!this.#verified || now - this.#verified.at > VERIFY_AGAIN_MS) this.#verified = { at: now, good: verify().catch(() => false) };
    return this.#verified.good;
  }
}
