import type { LogEvent } from "../model/index.ts";

/** Days in which everything in an account is new to us: who is there then was there before. */
const FIRST = 7;
/** A network is the doer's own after so many days. A workload with so many of them, one for every few of its days, comes from everywhere. */
const [SETTLED, NETWORKS, PER_DAYS] = [7, 3, 3];

/** What is known of who did something, from the days before. */
export interface Acquaintance {
  /** The network it came from. */
  readonly network: string;
  /** How many days ago the doer was first seen to come from there. */
  readonly since: number;
  /** How many days ago the doer first came from each of its networks. */
  readonly networks: readonly number[];
  /** Days of the last 30 on which the doer did anything. */
  readonly active: number;
}

/** Whether what is known is nothing: neither seen from there for a week, nor there when we began to look. `age` is the account's, in days. */
export function isStrange(known: Acquaintance | undefined, age: number): boolean {
  return age >= FIRST && !(known && isHome(known.since, age));
}

/** Whether the doer has no network of its own. */
export function isRoaming(known: Acquaintance | undefined, age: number): boolean {
  const settled = known?.networks.filter((since) => isHome(since, age)).length ?? 0;
  return known !== undefined && settled >= NETWORKS && settled * PER_DAYS >= known.active;
}

/** Seen from there for a week, or there when we began to look. */
function isHome(since: number, age: number): boolean {
  return since >= SETTLED || (since > 0 && age - since < FIRST);
}

/** Whether a role does it that no person has. */
export function isWorkload(event: LogEvent): boolean {
  return event.principalType === "role" && !isPerson(event);
}

/** A role's session that nobody's key was seen to make. */
export function isMachine(event: LogEvent, lineage: readonly string[]): boolean {
  return isWorkload(event) && !lineage.some((made) => /^A(KIA|SIA)/.test(made));
}

/** A person behind a shared role has habits of their own. */
export function principalOf(event: LogEvent): string {
  return isPerson(event) ? `${event.account} ${event.principal} ${event.session}` : `${event.account} ${event.principal}`;
}

/** IAM Identity Center makes roles for people; other sign-ins name the person by mail address. */
function isPerson({ session, principal }: LogEvent): boolean {
  return session.includes("@") || principal.includes("AWSReservedSSO_");
}
