import type { LogEvent, Signal, Story } from "../../model/index.ts";
import type { Edge, Match, Matcher } from "./entity.ts";

/** An edge, and whether the entity did it or had it done. */
export interface Tied extends Edge {
  readonly side: "by" | "to";
}

/** Where events can be asked for: logs in memory, or a lake. */
export interface Source {
  /** Every edge the entity has to do with. */
  edges(matcher: Matcher): Promise<readonly Tied[]>;
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
