import type { Handler, MetadataBearer } from "@smithy/types";
import type { Fact, Facts, Kind, Nouns, Unknown } from "../../model/index.ts";
import type { Common } from "../../model/resource.ts";

/** An SDK command: the part of it that carries the types of its input and output. */
export interface Command<I extends object, O extends MetadataBearer> {
  readonly input: I;
  // biome-ignore lint/suspicious/noExplicitAny: as the SDK declares it
  resolveMiddleware(stack: any, configuration: any, options: any): Handler<I, O>;
}

/** Any AWS SDK v3 client. */
export interface SdkClient {
  // biome-ignore lint/suspicious/noExplicitAny: see Command
  send(command: any, options?: { readonly abortSignal?: AbortSignal }): Promise<any>;
  destroy(): void;
}

export interface ReadOptions {
  /**
   * Error names that mean "looked, and it is not set": they become `undefined`. `Name: text` also asks for that text in the
   * message, for services that say "access denied" when they mean "not switched on".
   */
  readonly absent?: readonly string[];
}

export interface ListOptions<O, T> {
  /** The items of one page. */
  readonly items: (page: O) => readonly T[] | undefined;
  /** Input and output names of the page token; `false` when the operation has no pages. Default `["NextToken", "NextToken"]`. */
  readonly token?: readonly [input: string, output: string] | false;
  /** For lists that go on from the last item: the input of the next page, undefined at the end. In place of `token`. */
  readonly next?: (page: O) => object | undefined;
  /** Error names that mean there are none. */
  readonly absent?: readonly string[];
}

export interface Draft {
  readonly id: string;
  readonly name: string;
  readonly aliases?: readonly string[];
  /** Default: the collector's region. */
  readonly region?: string;
}

/** What a collector is given: one account, one region, and the only ways to read and to tell. */
export interface Aws {
  readonly account: string;
  /** `global` for collectors of global services. */
  readonly region: string;
  readonly partition: string;
  /** Regions the account has enabled and the user asked for. */
  readonly regions: readonly string[];

  /** One SDK client per class (and per region, for the few that must ask elsewhere). */
  client<C extends SdkClient>(ctor: new (config: never) => C, region?: string): C;

  /**
   * One read. Never throws for what AWS may answer: a refusal, throttling, a fault or a missing operation is an Unknown
   * that names the IAM action. Errors listed in `absent` are `undefined`.
   */
  read<I extends object, O extends MetadataBearer>(
    client: SdkClient,
    command: Command<I, O>,
    options?: ReadOptions,
  ): Promise<Fact<O | undefined>>;

  /**
   * Every page of a list. When a page fails, what came before is kept and every kind in `kinds` gets a gap.
   * A token that repeats is a failure, not an end.
   */
  list<I extends object, O extends MetadataBearer, T>(
    kinds: readonly Kind[],
    client: SdkClient,
    command: new (input: I) => Command<I, O>,
    input: I,
    options: ListOptions<O, T>,
  ): Promise<readonly T[]>;

  /** As `list`, but whoever asks decides what the end of the list being unknown means. */
  pages<I extends object, O extends MetadataBearer, T>(
    client: SdkClient,
    command: new (input: I) => Command<I, O>,
    input: I,
    options: ListOptions<O, T>,
  ): Promise<{ readonly items: readonly T[]; readonly because: Unknown | undefined }>;

  /** As `list`, for lists inside a resource: the whole list is one fact. */
  listFact<I extends object, O extends MetadataBearer, T>(
    client: SdkClient,
    command: new (input: I) => Command<I, O>,
    input: I,
    options: ListOptions<O, T>,
  ): Promise<Fact<readonly T[]>>;

  /** Runs `f` over the items, a bounded number at a time. */
  each<T>(items: readonly T[], f: (item: T) => Promise<void>): Promise<void>;

  /** Adds a resource. Facts the service has no notion of are `undefined`. */
  add<K extends Kind>(kind: K, draft: Draft, facts: Facts<Nouns[K] & Common>): void;

  /** Says that a kind was not listed to its end. */
  gap(kinds: readonly Kind[], because: Unknown): void;
}

/** One service's collector: what it makes, what it calls, and how. */
export interface Collector {
  /** The service's name as in its file name. */
  readonly service: string;
  readonly scope: "region" | "global";
  readonly kinds: readonly Kind[];
  /** SDK operation → the IAM action it needs. Calling anything else is a fault of the collector. */
  readonly calls: Readonly<Record<string, string>>;
  /** Which operation answers which field, by kind; `""` is the rest. Shown as a fact's origin. */
  readonly origins?: Readonly<Partial<Record<Kind, Readonly<Record<string, string>>>>>;
  collect(aws: Aws): Promise<void>;
}

export function defineCollector(collector: Collector): Collector {
  return collector;
}
