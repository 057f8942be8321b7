import {
  type AddressPlace,
  type Assumption,
  type Entity,
  type Investigation,
  type InvestigationGap,
  type Located,
  type LogEvent,
  type Moment,
  type Signal,
  type Story,
  type ValueCount,
} from "../../model/index.ts";
import type { Geo } from "../behaviour/geo.ts";
import { targetsOf } from "../targets.ts";
import { middleOf } from "./centroids.ts";
import { fits, type Match, type Matcher, matcherOf } from "./entity.ts";
import { indicatorsOf } from "./indicators.ts";
import { relatedOf } from "./related.ts";
import { columnOf, type Scope, type Source, type Sum, type Sums, type Trace } from "./source.ts";
import { isNew, order, talliesOf } from "./tally.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** How far back Detective looks for what is usual. */
const BASELINE = 45 * DAY;
/** Days before the last activity that are looked at. */
const OLDEST = 365;
const NAMES = 20;
const ASSUMPTIONS = 200;
/** Calls and days before the scope time from which on something can be called new. */
const [ENOUGH_CALLS, ENOUGH_DAYS] = [20, 3];

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
  const trace = await source.trace(matcher, OLDEST);
  const scope = scopeOf(question, trace?.last ?? 0, finding?.signals);
  const { geo } = question;
  const place = (ip: string): Partial<AddressPlace> => {
    const found = geo?.look(ip);
    return {
      ...(found?.country === undefined ? {} : { country: found.country }),
      ...(found?.network === undefined ? {} : { network: found.network }),
    };
  };
  const usual = scope.from - BASELINE;
  const { sums, calls, usual: before } = (await trace?.sums(scope, usual)) ?? NOTHING;
  const did = talliesOf(sideOf(sums, "by"), place);
  const suffered = talliesOf(sideOf(sums, "to"), place);
  const main = did.length > 0 ? did : suffered;
  const hasBaseline = before.calls >= ENOUGH_CALLS && before.days >= ENOUGH_DAYS;
  const { events, total } =
    question.timeline === false ? { events: [], total: 0 } : await source.events(matcher, scope.from, scope.until, question.limit ?? 200);
  const related = await relatedOf(source, matcher, sums);
  const own = signals ? signals.filter((signal) => concerns(signal, question.entity, matcher) || finding?.signals.includes(signal)) : [];
  const stories = signals && own.length > 0 ? ((await source.stories()) ?? []) : [];
  const ofOwn = stories.filter((story) => story.signals.some((s) => own.some((o) => o.id === s.id)));
  const indicators = indicatorsOf({ scope, did: main, hasBaseline, signals: own, stories: ofOwn, events, geo, flagged: question.flagged });
  const known = new Set(main.filter((t) => t.dimension === "api" && isNew(t)).map((t) => t.value));
  const gaps: InvestigationGap[] = [
    ...(trace === undefined ? (["no-data"] as const) : []),
    ...(hasBaseline || trace === undefined ? [] : (["no-baseline"] as const)),
    ...(geo ? [] : (["no-geography"] as const)),
    ...(signals ? [] : (["no-detection"] as const)),
    ...(question.flagged ? [] : (["no-flagged-list"] as const)),
    ...(total > events.length ? (["timeline-cut"] as const) : []),
  ];
  return {
    schema: "yagura/investigation/1",
    entity: question.entity,
    names: namesOf(sums, matcher),
    scope,
    baseline: { from: usual, days: before.days, events: before.calls },
    events: calls,
    first: trace?.first,
    last: trace?.last,
    did,
    suffered,
    assumptions: trace === undefined ? [] : await assumptionsOf(trace, sums),
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

function scopeOf({ at, hours = 24 }: Question, last: number, signals: readonly Signal[] | undefined): Scope {
  const half = (hours * HOUR) / 2;
  if (at !== undefined) return { from: at - half, until: at + half };
  if (signals && signals.length > 0) {
    const [from, until] = [Math.min(...signals.map((s) => s.time)), Math.max(...signals.map((s) => s.until))];
    return { from: from - HOUR, until: until + HOUR };
  }
  return { from: last - 2 * half, until: last };
}

const NOTHING: Sums = { sums: [], calls: 0, usual: { calls: 0, days: 0 } };
const sideOf = (sums: readonly Sum[], side: Sum["side"]) => sums.filter((sum) => sum.side === side);

/** The names by which the entity was found. */
function namesOf(sums: readonly Sum[], { by, to }: Matcher): readonly string[] {
  const out = new Set<string>();
  for (const [side, matches] of [
    ["by", by],
    ["to", to],
  ] as const)
    for (const match of matches)
      for (const sum of sums) if (sum.side === side && sum.column === columnOf(match) && fits(match, sum.value)) out.add(sum.value);
  return [...out].toSorted(order).slice(0, NAMES);
}

async function assumptionsOf(trace: Trace, sums: readonly Sum[]): Promise<readonly Assumption[]> {
  if (!sums.some(({ column, value }) => column === "api" && value.startsWith("sts:AssumeRole"))) return [];
  const found = await trace.assumptions();
  return found.toSorted((a, b) => b.n - a.n || order(`${a.from} ${a.to}`, `${b.from} ${b.to}`)).slice(0, ASSUMPTIONS);
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
  return [...by, ...to].some((match) => values[match.column].some((text) => fits(match, text)));
}

/** The events of an answer as they were, for keeping them. */
export async function eventsOf(source: Source, { entity, scope }: Investigation, limit: number): Promise<readonly LogEvent[]> {
  const finding =
    entity.kind === "finding" ? findingOf(entity.value, (await source.signals()) ?? [], (await source.stories()) ?? []) : undefined;
  return (await source.events(finding ? finding.matcher : matcherOf(entity), scope.from, scope.until, limit)).events;
}
