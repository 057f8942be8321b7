import type { MetadataBearer } from "@smithy/types";
import { type Fact, isUnknown, type Kind, type Origin, type Resource, type Unknown, unknown } from "../../model/index.ts";
import { AccountState, type Harvest, type SessionOptions } from "./account-state.ts";
import type { Aws, Collector, Command, Draft, ListOptions, ReadOptions, SdkClient } from "./collector.ts";
import { requestHandler, usableEndpoint } from "./endpoint.ts";
import { classify, isAbsence } from "./errors.ts";
import { eachLimited } from "./limiter.ts";
import { GaveUp } from "./retry.ts";

export type { Harvest, SessionOptions } from "./account-state.ts";

/** Items worked on at once inside one collector; more than the calls in flight, so that the lane is never idle. */
const WINDOW = 64;

/** Listed once for the account, though each lies in a region: a list that failed is missing in every region. */
const LISTED_FOR_ALL_REGIONS: ReadonlySet<Kind> = new Set(["Bucket"]);

/** Runs one collector in one region of one account. Collectors of one account share `state`. */
export async function runCollector(
  collector: Collector,
  region: string,
  options: SessionOptions,
  harvest: Harvest,
  state: AccountState = new AccountState(options, harvest),
): Promise<void> {
  const aws = new CollectorSession(collector, region, state, harvest);
  try {
    await collector.collect(aws);
  } finally {
    aws.close();
  }
}

/** The operation's own name from the SDK's schema: class names do not survive bundling. */
export function operationOf(command: object): string {
  const schema = (command as { readonly schema?: readonly unknown[] }).schema;
  return typeof schema?.[2] === "string" ? schema[2] : command.constructor.name.replace(/Command$/, "");
}

function serviceOf(client: SdkClient): string {
  return (client as { readonly config?: { readonly serviceId?: string } }).config?.serviceId ?? client.constructor.name;
}

class CollectorSession implements Aws {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly regions: readonly string[];
  readonly #collector: Collector;
  readonly #state: AccountState;
  readonly #options: SessionOptions;
  readonly #harvest: Harvest;
  readonly #clients = new Map<unknown, Map<string, SdkClient>>();
  readonly #regions = new WeakMap<SdkClient, string>();
  readonly #origins = new Map<Kind, Origin>();

  constructor(collector: Collector, region: string, state: AccountState, harvest: Harvest) {
    this.#collector = collector;
    this.#state = state;
    this.#harvest = harvest;
    this.#options = state.options;
    this.account = state.options.account;
    this.region = region;
    this.partition = state.options.partition;
    this.regions = state.options.regions;
  }

  close(): void {
    for (const byRegion of this.#clients.values()) for (const client of byRegion.values()) client.destroy();
    this.#clients.clear();
  }

  client<C extends SdkClient>(ctor: new (config: never) => C, region?: string): C {
    const where = region ?? (this.region === "global" ? this.#options.homeRegion : this.region);
    let byRegion = this.#clients.get(ctor);
    if (!byRegion) this.#clients.set(ctor, (byRegion = new Map()));
    let client = byRegion.get(where);
    if (!client) {
      const { concurrency, timeoutMs } = this.#options;
      const endpoint = this.#options.endpoint === undefined ? undefined : usableEndpoint(this.#options.endpoint);
      const config = {
        region: where,
        credentials: this.#options.credentials,
        ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
        // The lane sends again, not the SDK; see retry.ts.
        maxAttempts: 1,
        requestHandler:
          this.#options.requestHandler ??
          requestHandler({
            concurrency,
            ...(endpoint === undefined ? {} : { endpoint }),
            ...(timeoutMs === undefined ? {} : { timeoutMs }),
          }),
      };
      client = new ctor(config as never);
      byRegion.set(where, client);
      this.#regions.set(client, where);
    }
    return client as C;
  }

  async read<I extends object, O extends MetadataBearer>(
    client: SdkClient,
    command: Command<I, O>,
    options: ReadOptions = {},
  ): Promise<Fact<O | undefined>> {
    const operation = operationOf(command);
    const action = this.#collector.calls[operation];
    if (action === undefined) throw new Error(`the ${this.#collector.service} collector does not declare the call ${operation}`);
    const { stopped } = this.#state;
    if (stopped) return unknown(stopped.reason, { action, ...(stopped.what === undefined ? {} : { what: stopped.what }) });
    const { signal: abortSignal, send } = this.#options;
    try {
      const lane = this.#state.lane(this.#collector.service, serviceOf(client), this.#regions.get(client) ?? this.region);
      return await lane.run(operation, action, () =>
        send ? (send(client, command) as Promise<O>) : (client.send(command, abortSignal ? { abortSignal } : {}) as Promise<O>),
      );
    } catch (error) {
      if (error instanceof GaveUp) return error.because;
      if (isAbsence(error, options.absent)) return undefined;
      return (await this.#state.judgeCredentials(error, action)) ?? classify(error, action);
    }
  }

  async list<I extends object, O extends MetadataBearer, T>(
    kinds: readonly Kind[],
    client: SdkClient,
    command: new (input: I) => Command<I, O>,
    input: I,
    options: ListOptions<O, T>,
  ): Promise<readonly T[]> {
    const { items, because } = await this.pages(client, command, input, options);
    if (because) this.gap(kinds, because);
    return items;
  }

  async listFact<I extends object, O extends MetadataBearer, T>(
    client: SdkClient,
    command: new (input: I) => Command<I, O>,
    input: I,
    options: ListOptions<O, T>,
  ): Promise<Fact<readonly T[]>> {
    const { items, because } = await this.pages(client, command, input, options);
    return because ?? items;
  }

  async pages<I extends object, O extends MetadataBearer, T>(
    client: SdkClient,
    command: new (input: I) => Command<I, O>,
    input: I,
    options: ListOptions<O, T>,
  ): Promise<{ readonly items: readonly T[]; readonly because: Unknown | undefined }> {
    const [inputToken, outputToken] = options.token || ["NextToken", "NextToken"];
    const items: T[] = [];
    const seen = new Set<string>();
    let more: object | undefined;
    do {
      const request = new command(more === undefined ? input : { ...input, ...more });
      const page = await this.read(client, request, options.absent ? { absent: options.absent } : {});
      if (isUnknown(page)) return { items, because: page };
      if (page === undefined) return { items, because: undefined };
      for (const item of options.items(page) ?? []) items.push(item);
      more = undefined;
      if (options.next) more = options.next(page);
      else if (options.token !== false) {
        const token = (page as Record<string, unknown>)[outputToken];
        if (token !== undefined && token !== null && token !== "") more = { [inputToken]: token };
      }
      if (more === undefined) break;
      const key = JSON.stringify(more);
      if (seen.has(key)) {
        const action = this.#collector.calls[operationOf(request)];
        return { items, because: unknown("failed", { ...(action === undefined ? {} : { action }), what: "the page token repeats" }) };
      }
      seen.add(key);
    } while (more !== undefined);
    return { items, because: undefined };
  }

  each<T>(items: readonly T[], f: (item: T) => Promise<void>): Promise<void> {
    return eachLimited(items, WINDOW, f);
  }

  add(kind: Kind, draft: Draft, facts: object): void {
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

  gap(kinds: readonly Kind[], because: Unknown): void {
    for (const kind of kinds) {
      const region = this.region === "global" && LISTED_FOR_ALL_REGIONS.has(kind) ? "*" : this.region;
      this.#harvest.gaps.push({ scope: `aws:${this.account}`, kind, region, because });
    }
  }
}
