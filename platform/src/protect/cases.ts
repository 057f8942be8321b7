import { type Facts, type Kind, type Noun, type Nouns, type Resource, type Settings, type Status, unknown, World } from "../model/index.ts";
import type { Common, Origin } from "../model/resource.ts";

/**
 * The table of cases beside each check: its test and its documentation.
 * The key of each row says in words what is special about it.
 */
export interface Cases<K extends Kind> {
  readonly pass: Record<string, Case<K>>;
  readonly fail: Record<string, Case<K>>;
  readonly unknown: Record<string, Case<K>>;
  readonly manual?: Record<string, Case<K>>;
  readonly "not-applicable"?: Record<string, Case<K>>;
}

export type Fields<K extends Kind> = Partial<Facts<Nouns[K] & Common>>;

export interface Case<K extends Kind> {
  /** What the check looks at; fields left out throw when read, so a case states all that matters. */
  readonly given: Fields<K> & { readonly name?: string; readonly region?: string; readonly account?: string; readonly origin?: Origin };
  /** The rest of the estate: made with `resource(…)`. */
  readonly beside?: readonly Resource[];
  /** Kinds that could not be listed to their end. */
  readonly gaps?: readonly Kind[];
  readonly settings?: Partial<Settings>;
  /** Subjects a failing case must name, when the check has subjects. */
  readonly subjects?: readonly string[];
}

export function defineCases<K extends Kind>(cases: Cases<K>): Cases<K> {
  return cases;
}

/** A resource for tests. Reading a field that was not given throws, so that no test passes by accident. */
export function resource<K extends Kind>(
  kind: K,
  fields: Fields<K> & {
    readonly name?: string;
    readonly region?: string;
    readonly account?: string;
    readonly origin?: Origin;
    readonly id?: string;
    readonly aliases?: readonly string[];
  },
): Noun<K> {
  const { name = `my-${kind.toLowerCase()}`, region = "ap-northeast-1", account = "111122223333", id, aliases, ...given } = fields;
  const record = given as Record<string, unknown>;
  const base: Record<string, unknown> = {
    kind,
    id: id ?? (typeof record["Arn"] === "string" ? record["Arn"] : `arn:aws:test:${region}:${account}:${kind}/${name}`),
    name,
    account,
    region,
    scope: `aws:${account}`,
    aliases,
    origin: { source: "aws", at: "2026-11-22T00:00:00.000Z" },
    ...record,
  };
  return new Proxy(base, {
    get(target, key) {
      if (typeof key === "string" && !(key in target)) throw new TypeError(`the case does not give \`${kind}.${key}\``);
      return target[key as string];
    },
  }) as unknown as Noun<K>;
}

export const caseTime = new Date("2026-11-22T00:00:00.000Z");

/** Builds the little world of one case. */
export function worldOf<K extends Kind>(kind: K, given: Case<K>): { readonly subject: Noun<K>; readonly world: World } {
  const subject = resource(kind, given.given as Parameters<typeof resource<K>>[1]);
  const near = subject as unknown as Resource;
  const scope = { id: near.scope, source: "aws" as const, account: near.account, regions: [near.region], label: near.account };
  const world = new World(
    {
      scopes: [scope],
      resources: [near, ...(given.beside ?? [])],
      gaps: (given.gaps ?? []).map((gap) => ({ scope: near.scope, kind: gap, region: near.region, because: DENIED })),
      problems: [],
      unrecognised: {},
    },
    { now: caseTime, ...(given.settings ? { settings: given.settings } : {}) },
  );
  return { subject, world };
}

/** For cases: a read that AWS refused. */
export const DENIED = unknown("access-denied", { action: "test:Read" });

export type CaseStatus = Status;
