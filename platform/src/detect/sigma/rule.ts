import type { Place } from "../../model/index.ts";

/** Which log a rule is for. A field that is not there means any. */
export interface LogSource {
  readonly product?: string;
  readonly category?: string;
  readonly service?: string;
}

export const levels = ["informational", "low", "medium", "high", "critical"] as const;
export type Level = (typeof levels)[number];

/** What every Sigma document has; the Detection Rule License wants author and licence shown with each alert. */
export interface Header {
  readonly id: string;
  /** The short name by which other documents refer to it, besides its id. */
  readonly name?: string;
  readonly title: string;
  readonly description?: string;
  readonly status: string;
  readonly author?: string;
  readonly license?: string;
  readonly level: Level;
  readonly tags: readonly string[];
  readonly references: readonly string[];
  readonly falsePositives: readonly string[];
  readonly place: Place;
  /** Keys of our own and of other people's making, as written. */
  readonly custom: Readonly<Record<string, unknown>>;
}

/** A search: fields that must all hold, or a list of which one must; or words to look for anywhere. As written. */
export type Search = unknown;

export interface DetectionRule extends Header {
  readonly kind: "detection";
  readonly logsource: LogSource;
  readonly searches: Readonly<Record<string, Search>>;
  /** More than one is a choice: each by itself makes the rule match. */
  readonly conditions: readonly string[];
}

export const correlationTypes = [
  "event_count",
  "value_count",
  "temporal",
  "temporal_ordered",
  "value_sum",
  "value_avg",
  "value_percentile",
] as const;
export type CorrelationType = (typeof correlationTypes)[number];

export const comparisons = ["gt", "gte", "lt", "lte", "eq", "neq"] as const;
export type Comparison = (typeof comparisons)[number];

export interface Threshold {
  readonly comparison: Comparison;
  readonly value: number;
}

/** Says something of several matches of other rules within a span of time. */
export interface CorrelationRule extends Header {
  readonly kind: "correlation";
  readonly type: CorrelationType;
  /** Ids or names of detection rules, or of other correlations. */
  readonly rules: readonly string[];
  readonly groupBy: readonly string[];
  /** alias → rule → field. */
  readonly aliases: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Milliseconds. */
  readonly timespan: number;
  /** All must hold. Empty for `temporal` kinds: every rule once. */
  readonly thresholds: readonly Threshold[];
  /** What is counted, summed, averaged. */
  readonly field?: string;
  /** 0–100, for `value_percentile`. */
  readonly percentile?: number;
  /** The matches it stands on are alerts of their own too. */
  readonly generate: boolean;
}

/** Takes matches away from rules: a tuning of somebody else's rules that leaves their files alone. */
export interface FilterRule extends Header {
  readonly kind: "filter";
  readonly logsource: LogSource;
  /** Ids or names; empty means every rule of the log source. */
  readonly rules: readonly string[];
  readonly searches: Readonly<Record<string, Search>>;
  readonly condition: string;
}

export type Rule = DetectionRule | CorrelationRule | FilterRule;
