import type { PrincipalType } from "./event.ts";
import type { Severity } from "./finding.ts";
import type { Signal } from "./signal.ts";

/** What can be looked up. `name` is a bare name: of a role, a user, a session, a function, a bucket. */
export const entityKinds = [
  "finding",
  "account",
  "instance",
  "ip",
  "role",
  "user",
  "principal",
  "user-agent",
  "function",
  "access-key",
  "session",
  "bucket",
  "resource",
  "name",
] as const;
export type EntityKind = (typeof entityKinds)[number];

export interface Entity {
  readonly kind: EntityKind;
  readonly value: string;
}

/** What calls are counted by. */
export const usageDimensions = [
  "api",
  "service",
  "region",
  "account",
  "country",
  "network",
  "address",
  "user-agent",
  "error",
  "principal",
  "session",
  "access-key",
  "resource",
] as const;
export type UsageDimension = (typeof usageDimensions)[number];

/** How often one value was seen, before the scope time and in it. */
export interface ValueCount {
  readonly dimension: UsageDimension;
  readonly value: string;
  readonly n: number;
  readonly errors: number;
  readonly before: number;
  readonly during: number;
  /** Milliseconds since 1970. */
  readonly first: number;
  readonly last: number;
}

/** One principal took the identity of another. */
export interface Assumption {
  readonly from: string;
  readonly to: string;
  readonly n: number;
  readonly first: number;
  readonly last: number;
}

/** A line of the timeline. */
export interface Moment {
  readonly id: string;
  readonly time: number;
  readonly service: string;
  readonly name: string;
  readonly principal: string;
  readonly principalType: PrincipalType;
  readonly credential: string;
  readonly session: string;
  readonly ip: string;
  readonly userAgent: string;
  readonly error: string;
  readonly resources: readonly string[];
  /** True for a call of a kind that the entity had not made before the scope time. */
  readonly isNew: boolean;
}

/** Something that is tied to the entity. The rarer it is among all principals, the more the tie says. */
export interface Related {
  readonly dimension: UsageDimension;
  readonly value: string;
  readonly n: number;
  /** Principals that have to do with it, of all there are. */
  readonly principals: number;
  readonly of: number;
  /** −log2 of their share. */
  readonly rarity: number;
}

/** Detective's indicators. */
export const indicatorTypes = [
  "TTP_OBSERVED",
  "IMPOSSIBLE_TRAVEL",
  "FLAGGED_IP_ADDRESS",
  "NEW_GEOLOCATION",
  "NEW_ASO",
  "NEW_USER_AGENT",
  "RELATED_FINDING",
  "RELATED_FINDING_GROUP",
] as const;
export type IndicatorType = (typeof indicatorTypes)[number];

export interface Indicator {
  readonly type: IndicatorType;
  readonly severity: Severity;
  /** What was seen: a technique, a country, a user agent, the id of a finding. */
  readonly value: string;
  readonly time: number;
  /** For travel: between where. For findings: their titles are in `signals`. */
  readonly detail: Readonly<Record<string, string | number>>;
}

/** Where an address is. */
export interface AddressPlace {
  readonly country: string;
  readonly network: string;
}

export interface Located extends AddressPlace {
  readonly ip: string;
  readonly n: number;
  readonly first: number;
  readonly last: number;
  readonly isNew: boolean;
  /** Of the address, or of the middle of its country. */
  readonly latitude?: number;
  readonly longitude?: number;
}

/** Why a question could not be answered. */
export type InvestigationGap = "no-baseline" | "no-geography" | "no-detection" | "no-flagged-list" | "timeline-cut" | "no-data";

/** Everything that is known about an entity around a time. */
export interface Investigation {
  readonly schema: "yagura/investigation/1";
  readonly entity: Entity;
  /** The ids the entity was found under. */
  readonly names: readonly string[];
  readonly scope: { readonly from: number; readonly until: number };
  readonly baseline: { readonly from: number; readonly days: number; readonly events: number };
  readonly events: number;
  readonly first: number | undefined;
  readonly last: number | undefined;
  /** What it did. */
  readonly did: readonly ValueCount[];
  /** What was done to it. */
  readonly suffered: readonly ValueCount[];
  readonly assumptions: readonly Assumption[];
  readonly timeline: readonly Moment[];
  readonly timelineTotal: number;
  readonly related: readonly Related[];
  readonly places: readonly Located[];
  readonly indicators: readonly Indicator[];
  readonly signals: readonly Signal[];
  readonly stories: readonly {
    readonly id: string;
    readonly severity: Severity;
    readonly time: number;
    readonly signals: readonly string[];
  }[];
  readonly gaps: readonly InvestigationGap[];
}
