import {
  type AddressPlace,
  type Entity,
  type Investigation,
  type InvestigationGap,
  type Located,
  type LogEvent,
  type Moment,
  type Related,
  type Signal,
  type Story,
  usageDimensions,
  type ValueCount,
} from "../../model/index.ts";
import type { Geo } from "../behaviour/geo.ts";
import { targetsOf } from "../targets.ts";
import { middleOf } from "./centroids.ts";
import { type Match, type Matcher, matcherOf } from "./entity.ts";
import { indicatorsOf } from "./indicators.ts";
import { populationKey, type Source, type Tied } from "./source.ts";
import { assumptionsOf, isNew, order, type Scope, talliesOf } from "./tally.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** How far back Detective looks for what is usual. */
const BASELINE = 45 * DAY;
/** Calls and days before the scope time from which on something can be called new. */
const [ENOUGH_CALLS, ENOUGH_DAYS] = [20, 3];
const RELATED = 40;

export interface Question {
  readonly entity: Entity;
  /** The middle of the scope time; without it, the end of the entity's last activity. Milliseconds since 1970. */
  readonly at?: number;
  /** Length of the scope time. */
  readonly hours?: number;
  readonly geo?: Geo;
  /** Addresses that somebody has on a list. */
  readonly flagged?: ReadonlySet<string>;
  readonly limit?: number;
  /** The timeline costs more than the rest. */
  readonly timeline?: boolean;
}

/** Everything the source knows about an entity around a time. */
export async function investigate(source: Source, question: Question): Promise<Investigation> {
  const signals = await source.signals();
  const finding =
    question.entity.kind === "finding" ? findingOf(question.entity.value, signals ?? [], (await source.stories()) ?? []) : undefined;
  const matcher = finding ? finding.matcher : matcherOf(question.entity);
  const edges = inBaseline(await source.edges(matcher));
  const scope = scopeOf(question, edges, finding?.signals);
  const { geo } = question;
  const place = (ip: string): Partial<AddressPlace> => {
    const found = geo?.look(ip);
    return {
      ...(found?.country === undefined ? {} : { country: found.country }),
      ...(found?.network === undefined ? {} : { network: found.network }),
    };
  };
  const by = edges.filter((edge) => edge.side === "by");
  const to = edges.filter((edge) => edge.side === "to");
  const did = talliesOf(by, scope, place);
  const suffered = talliesOf(to, scope, place);
  const main = by.length > 0 ? did : suffered;
  const baseline = baselineOf(edges, scope);
  const hasBaseline = baseline.events >= ENOUGH_CALLS && baseline.days >= ENOUGH_DAYS;
  const { events, total } =
    question.timeline === false ? { events: [], total: 0 } : await source.events(matcher, scope.from, scope.until, question.limit ?? 200);
  const related = await relatedOf(source, matcher, edges, scope);
  const own = signals ? signals.filter((signal) => concerns(signal, question.entity, matcher) || finding?.signals.includes(signal)) : [];
  const stories = signals && own.length > 0 ? ((await source.stories()) ?? []) : [];
  const ofOwn = stories.filter((story) => story.signals.some((s) => own.some((o) => o.id === s.id)));
  const indicators = indicatorsOf({ scope, did: main, hasBaseline, signals: own, stories: ofOwn, events, geo, flagged: question.flagged });
  const known = new Set(main.filter((t) => t.dimension === "api" && isNew(t)).map((t) => t.value));
  const gaps: InvestigationGap[] = [
    ...(edges.length === 0 ? (["no-data"] as const) : []),
    ...(hasBaseline || edges.length === 0 ? [] : (["no-baseline"] as const)),
    ...(geo ? [] : (["no-geography"] as const)),
    ...(signals ? [] : (["no-detection"] as const)),
    ...(question.flagged ? [] : (["no-flagged-list"] as const)),
    ...(total > events.length ? (["timeline-cut"] as const) : []),
  ];
  return {
    schema: "yagura/investigation/1",
    entity: question.entity,
    names: namesOf(edges, matcher),
    scope,
    baseline,
    events: countOf(edges),
    first: edges.length === 0 ? undefined : edges.reduce((least, edge) => Math.min(least, edge.first), Number.POSITIVE_INFINITY),
    last: edges.length === 0 ? undefined : edges.reduce((most, edge) => Math.max(most, edge.last), 0),
    did,
    suffered,
    assumptions: assumptionsOf(edges),
    timeline: events.map((event) => momentOf(event, known, hasBaseline)),
    timelineTotal: total,
    related,
    places: placesOf(main, place, geo),
    indicators,
    signals: own,
    stories: ofOwn.map(({ id, severity, time, signals: list }) => ({ id, severity, time, signals: list.map((s) => s.id) })),
    gaps,
  };
}

/** A finding is looked into by who it is about: the credential where there is one, else the principal, else what it is on. */
function findingOf(id: string, signals: readonly Signal[], stories: readonly Story[]) {
  const story = stories.find((s) => s.id === id);
  const list = story ? story.signals : signals.filter((s) => s.id === id);
  const by: Match[] = [];
  const to: Match[] = [];
  const add = (into: Match[], column: Match["column"], value: string) => {
    if (value !== "" && !into.some((m) => m.column === column && m.value === value)) into.push({ column, how: "is", value });
  };
  for (const signal of list) {
    if (signal.credential !== "") add(by, "credential", signal.credential);
    if (signal.principalType !== "service") add(by, "principal", signal.principal);
    for (const key of signal.lineage) if (/^A(KIA|SIA)/.test(key)) add(by, "credential", key);
    if (signal.principal === "") for (const resource of signal.resources) add(to, "resource", resource);
  }
  return { matcher: { by, to } satisfies Matcher, signals: list };
}

/** Nothing older than what Detective would look at, seen from the last activity. */
function inBaseline(edges: readonly Tied[]): readonly Tied[] {
  const last = edges.reduce((most, edge) => Math.max(most, edge.last), 0);
  return edges.filter((edge) => edge.last >= last - 365 * DAY);
}

function scopeOf({ at, hours = 24 }: Question, edges: readonly Tied[], signals: readonly Signal[] | undefined): Scope {
  const half = (hours * HOUR) / 2;
  if (at !== undefined) return { from: at - half, until: at + half };
  if (signals && signals.length > 0) {
    const [from, until] = [Math.min(...signals.map((s) => s.time)), Math.max(...signals.map((s) => s.until))];
    return { from: from - HOUR, until: until + HOUR };
  }
  const last = edges.reduce((most, edge) => Math.max(most, edge.last), 0);
  return { from: last - 2 * half, until: last };
}

function baselineOf(edges: readonly Tied[], scope: Scope) {
  const from = scope.from - BASELINE;
  const before = edges.filter((edge) => edge.last < scope.from && edge.first >= from);
  return { from, days: new Set(before.map((edge) => Math.floor(edge.first / DAY))).size, events: countOf(before) };
}

function countOf(edges: readonly Tied[]): number {
  return edges.reduce((sum, edge) => (edge.lead || edge.side === "to" ? sum + edge.n : sum), 0);
}

function namesOf(edges: readonly Tied[], { by, to }: Matcher): readonly string[] {
  const out = new Set<string>();
  const take = (matches: readonly Match[], edge: Tied) => {
    for (const { column, how, value } of matches) {
      const text = column === "user_agent" ? edge.userAgent : edge[column];
      if (how === "is" ? text === value : how === "ends" ? text.endsWith(value) : text.includes(value)) out.add(text);
    }
  };
  for (const edge of edges) {
    take(edge.side === "by" ? by : to, edge);
  }
  return [...out].toSorted(order).slice(0, 20);
}

function momentOf(event: LogEvent, known: ReadonlySet<string>, hasBaseline: boolean): Moment {
  const { id, time, service, name, principal, principalType, credential, session, ip, userAgent, error } = event;
  const isFresh = hasBaseline && known.has(`${service}:${name}`);
  return {
    id,
    time,
    service,
    name,
    principal,
    principalType,
    credential,
    session,
    ip,
    userAgent,
    error,
    resources: targetsOf(event),
    isNew: isFresh,
  };
}

const COLUMNS = {
  principal: "principal",
  "access-key": "credential",
  session: "session",
  address: "ip",
  "user-agent": "user_agent",
  resource: "resource",
  api: "api",
} as const;

/** What else the entity had to do with in the scope time, the rarest first. */
async function relatedOf(source: Source, matcher: Matcher, edges: readonly Tied[], scope: Scope): Promise<readonly Related[]> {
  const counts = new Map<string, { readonly dimension: keyof typeof COLUMNS; readonly value: string; n: number }>();
  const itself = new Set([...matcher.by, ...matcher.to].map((m) => `${m.column} ${m.value}`));
  for (const edge of edges) {
    if (edge.last < scope.from || edge.first > scope.until) continue;
    const values = {
      principal: edge.principal,
      "access-key": edge.credential,
      session: edge.session,
      address: edge.ip,
      "user-agent": edge.userAgent,
      resource: edge.resource,
      api: `${edge.service}:${edge.api}`,
    };
    for (const dimension of usageDimensions) {
      if (!(dimension in COLUMNS)) continue;
      const as = dimension as keyof typeof COLUMNS;
      const value = values[as];
      if (value === "" || itself.has(`${COLUMNS[as]} ${value}`)) continue;
      const key = `${as} ${value}`;
      const known = counts.get(key);
      if (known) known.n += edge.n;
      else counts.set(key, { dimension: as, value, n: edge.n });
    }
  }
  // A scan touches thousands of things: the most frequent of each kind are ranked.
  const perKind = new Map<string, number>();
  const candidates = [...counts.values()]
    .toSorted((a, b) => b.n - a.n || order(a.value, b.value))
    .filter(({ dimension }) => {
      perKind.set(dimension, (perKind.get(dimension) ?? 0) + 1);
      return (perKind.get(dimension) ?? 0) <= RELATED;
    });
  const { principals, of } = await source.population(candidates.map(({ dimension, value }) => [COLUMNS[dimension], value] as const));
  return candidates
    .map(({ dimension, value, n }) => {
      const own = Math.max(1, of.get(populationKey(COLUMNS[dimension], value)) ?? 1);
      return {
        dimension,
        value,
        n,
        principals: own,
        of: principals,
        rarity: Math.max(0, Math.round(-Math.log2(own / Math.max(principals, own)) * 100) / 100),
      };
    })
    .toSorted((a, b) => b.rarity - a.rarity || b.n - a.n || order(`${a.dimension} ${a.value}`, `${b.dimension} ${b.value}`))
    .slice(0, RELATED);
}

function placesOf(tallies: readonly ValueCount[], place: (ip: string) => Partial<AddressPlace>, geo: Geo | undefined): readonly Located[] {
  return tallies
    .filter((tally) => tally.dimension === "address")
    .map((tally) => {
      const { country = "", network = "" } = place(tally.value);
      const found = geo?.look(tally.value);
      const middle = found?.latitude === undefined || found.longitude === undefined ? middleOf(country) : [found.latitude, found.longitude];
      return {
        ...(middle ? { latitude: middle[0] as number, longitude: middle[1] as number } : {}),
        ip: tally.value,
        country,
        network,
        n: tally.n,
        first: tally.first,
        last: tally.last,
        isNew: isNew(tally),
      };
    });
}

/** Whether a signal is about the entity: it acted in it, or it was acted on. */
function concerns(signal: Signal, entity: Entity, { by, to }: Matcher): boolean {
  if (entity.kind === "finding") return signal.id === entity.value;
  const values: Readonly<Record<Match["column"], readonly string[]>> = {
    principal: [signal.principal],
    credential: [signal.credential, ...signal.lineage],
    session: [signal.session],
    ip: signal.ips,
    user_agent: [signal.userAgent],
    account: [signal.account],
    resource: signal.resources,
    issued: [signal.credential],
  };
  return [...by, ...to].some(({ column, how, value }) =>
    values[column].some((text) => (how === "is" ? text === value : how === "ends" ? text.endsWith(value) : text.includes(value))),
  );
}

/** The events of an answer as they were, for keeping them. */
export async function eventsOf(source: Source, { entity, scope }: Investigation, limit: number): Promise<readonly LogEvent[]> {
  const finding =
    entity.kind === "finding" ? findingOf(entity.value, (await source.signals()) ?? [], (await source.stories()) ?? []) : undefined;
  return (await source.events(finding ? finding.matcher : matcherOf(entity), scope.from, scope.until, limit)).events;
}
