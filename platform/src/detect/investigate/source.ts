import type { Assumption, LogEvent, Signal, Story, UsageDimension, ValueCount } from "../../model/index.ts";
import type { Match, Matcher } from "./entity.ts";

/** The time that is looked at. Milliseconds since 1970. */
export interface Scope {
  readonly from: number;
  readonly until: number;
}

/** What is looked for stands in one of these; the rest of the dimensions follows from them. */
export type Column = Exclude<UsageDimension, "country" | "network"> | "issued";

/** What a match is counted by. */
export function columnOf({ column }: Match): Column {
  return column === "ip" ? "address" : column === "credential" ? "access-key" : column === "user_agent" ? "user-agent" : column;
}

/** Calls with one value of a column; of a resource also those that were about something else in the first place. */
export interface Sum extends Omit<ValueCount, "dimension"> {
  readonly column: Column;
  /** Whether the entity did it or had it done. */
  readonly side: "by" | "to";
  /** How often something was done in the scope time: a call may be about many things. */
  readonly near: number;
}

/** What an entity has to do with, counted around a scope time. */
export interface Sums {
  readonly sums: readonly Sum[];
  readonly calls: number;
  /** What was seen in the time before the scope time. */
  readonly usual: { readonly calls: number; readonly days: number };
}

/** Everything an entity has to do with. */
export interface Trace {
  /** When the first call began, and the last one ended. */
  readonly first: number;
  readonly last: number;
  /** What is usual was seen from `usual` on. */
  sums(scope: Scope, usual: number): Promise<Sums>;
  /** Who took whose identity. */
  assumptions(): Promise<readonly Assumption[]>;
}

/** Where events can be asked for: logs in memory, or a lake. */
export interface Source {
  /** Nothing older than `days` before the last activity; undefined when there is nothing. */
  trace(matcher: Matcher, days: number): Promise<Trace | undefined>;
  /** The events of the entity in a time, the earliest first; `total` also counts those beyond the limit. */
  events(
    matcher: Matcher,
    from: number,
    until: number,
    limit: number,
  ): Promise<{ readonly events: readonly LogEvent[]; readonly total: number }>;
  /** How many principals there are, and how many have to do with each value. */
  population(values: readonly (readonly [column: Match["column"] | "api", value: string])[]): Promise<{
    readonly principals: number;
    readonly of: ReadonlyMap<string, number>;
  }>;
  /** Undefined when nobody looked for signals. */
  signals(): Promise<readonly Signal[] | undefined>;
  stories(): Promise<readonly Story[] | undefined>;
  close(): void;
}

export const populationKey = (column: string, value: string) => `${column} ${value}`;
