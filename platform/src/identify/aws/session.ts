import { NodeHttpHandler } from "@smithy/node-http-handler";
import type { AwsCredentialIdentityProvider, MetadataBearer } from "@smithy/types";
import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { type Fact, type Gap, isUnknown, type Kind, type Origin, type Resource, unknown } from "../../model/index.ts";
import type { Aws, Collector, Command, Draft, ListOptions, ReadOptions, SdkClient } from "./collector.ts";
import { classify, errorName } from "./errors.ts";
import { eachLimited, Limiter } from "./limiter.ts";
import { PatientRetry } from "./retry.ts";

export interface SessionOptions {
  readonly credentials: AwsCredentialIdentityProvider;
  readonly account: string;
  readonly partition: string;
  readonly regions: readonly string[];
  /** Where global services answer, and the first region to ask. */
  readonly homeRegion: string;
  /** For tests and private endpoints: every service answers here. */
  readonly endpoint?: string;
  /** Calls in flight per service and region. */
  readonly concurrency: number;
  readonly signal?: AbortSignal;
  readonly now: () => Date;
  readonly onCall?: (service: string, region: string) => void;
  readonly onThrottled?: (service: string, region: string) => void;
}

/** Items worked on at once inside one collector; more than the calls in flight, so that the limiter is never idle. */
const WINDOW = 64;
const CONNECT_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 30_000;

/** What one account's collectors have found so far. Grows while the scan runs, so that an interrupted scan keeps it. */
export interface Harvest {
  readonly resources: Resource[];
  readonly gaps: Gap[];
}

/** Runs one collector in one region of one account. */
export async function runCollector(collector: Collector, region: string, options: SessionOptions, harvest: Harvest): Promise<void> {
  const aws = new CollectorSession(collector, region, options, harvest);
  try {
    await collector.collect(aws);
  } finally {
    aws.close();
  }
}

class CollectorSession implements Aws {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly regions: readonly string[];
  readonly #collector: Collector;
  readonly #options: SessionOptions;
  readonly #harvest: Harvest;
  readonly #limiter: Limiter;
  readonly #clients = new Map<string, SdkClient>();
  readonly #origins = new Map<Kind, Origin>();

  constructor(collector: Collector, region: string, options: SessionOptions, harvest: Harvest) {
    this.#collector = collector;
    this.#options = options;
    this.#harvest = harvest;
    this.#limiter = new Limiter(options.concurrency);
    this.account = options.account;
    this.region = region;
    this.partition = options.partition;
    this.regions = options.regions;
  }

  close(): void {
    for (const client of this.#clients.values()) client.destroy();
  }

  client<C extends SdkClient>(ctor: new (config: never) => C, region?: string): C {
    const where = region ?? (this.region === "global" ? this.#options.homeRegion : this.region);
    const key = `${ctor.name}/${where}`;
    let client = this.#clients.get(key);
    if (!client) {
      const agent = { keepAlive: true, maxSockets: this.#options.concurrency };
      const config = {
        region: where,
        credentials: this.#options.credentials,
        ...(this.#options.endpoint === undefined ? {} : { endpoint: this.#options.endpoint, forcePathStyle: true }),
        retryStrategy: new PatientRetry(() => this.#options.onThrottled?.(this.#collector.service, where)),
        requestHandler: new NodeHttpHandler({
          connectionTimeout: CONNECT_TIMEOUT_MS,
          requestTimeout: REQUEST_TIMEOUT_MS,
          httpAgent: new HttpAgent(agent),
          httpsAgent: new HttpsAgent(agent),
        }),
      };
      client = new ctor(config as never);
      this.#clients.set(key, client);
    }
    return client as C;
  }

  async read<I extends object, O extends MetadataBearer>(client: SdkClient, command: Command<I, O>, options: ReadOptions = {}): Promise<Fact<O | undefined>> {
    const operation = command.constructor.name.replace(/Command$/, "");
    const action = this.#collector.calls[operation];
    if (action === undefined) throw new Error(`the ${this.#collector.service} collector does not declare the call ${operation}`);
    if (this.#options.signal?.aborted) return unknown("interrupted", { action });
    return this.#limiter.run(async () => {
      this.#options.onCall?.(this.#collector.service, this.region);
      try {
        const abortSignal = this.#options.signal;
        return (await client.send(command, abortSignal ? { abortSignal } : {})) as O;
      } catch (error) {
        if (options.absent?.includes(errorName(error))) return undefined;
        if (this.#options.signal?.aborted) return unknown("interrupted", { action });
        return classify(error, action);
      }
    });
  }

  async list<I extends object, O extends MetadataBearer, T>(
    kinds: readonly Kind[],
    client: SdkClient,
    command: new (input: I) => Command<I, O>,
    input: I,
    options: ListOptions<O, T>,
  ): Promise<readonly T[]> {
    const { items, because } = await this.#pages(client, command, input, options);
    if (because) this.gap(kinds, because);
    return items;
  }

  async listFact<I extends object, O extends MetadataBearer, T>(
    client: SdkClient,
    command: new (input: I) => Command<I, O>,
    input: I,
    options: ListOptions<O, T>,
  ): Promise<Fact<readonly T[]>> {
    const { items, because } = await this.#pages(client, command, input, options);
    return because ?? items;
  }

  async #pages<I extends object, O extends MetadataBearer, T>(client: SdkClient, command: new (input: I) => Command<I, O>, input: I, options: ListOptions<O, T>) {
    const [inputToken, outputToken] = options.token === false ? ["", ""] : (options.token ?? ["NextToken", "NextToken"]);
    const items: T[] = [];
    const seen = new Set<string>();
    let token: string | undefined;
    do {
      const request = token === undefined ? input : { ...input, [inputToken]: token };
      const page = await this.read(client, new command(request), options.absent ? { absent: options.absent } : {});
      if (isUnknown(page)) return { items, because: page };
      if (page === undefined) return { items, because: undefined };
      const found = options.items(page);
      if (found) items.push(...found);
      const next = outputToken === "" ? undefined : ((page as Record<string, unknown>)[outputToken] as string | undefined);
      token = next === "" || next === null ? undefined : next;
      if (token !== undefined && seen.has(token)) {
        return { items, because: unknown("failed", { action: this.#collector.calls[command.name.replace(/Command$/, "")] ?? "", what: "page token repeats" }) };
      }
      if (token !== undefined) seen.add(token);
    } while (token !== undefined);
    return { items, because: undefined };
  }

  each<T>(items: readonly T[], f: (item: T) => Promise<void>): Promise<void> {
    return eachLimited(items, WINDOW, f);
  }

  add(kind: Kind, draft: Draft<Kind>, facts: object): void {
    let origin = this.#origins.get(kind);
    if (!origin) {
      const calls = this.#collector.origins?.[kind];
      origin = { source: "aws", at: this.#options.now().toISOString(), ...(calls ? { calls } : {}) };
      this.#origins.set(kind, origin);
    }
    this.#harvest.resources.push({
      kind,
      id: draft.id,
      name: draft.name,
      account: this.account,
      region: draft.region ?? this.region,
      scope: `aws:${this.account}`,
      origin,
      ...(draft.aliases ? { aliases: draft.aliases } : {}),
      ...facts,
    } as Resource);
  }

  gap(kinds: readonly Kind[], because: ReturnType<typeof unknown>): void {
    for (const kind of kinds) this.#harvest.gaps.push({ scope: `aws:${this.account}`, kind, region: this.region, because });
  }
}
