import type { Indicator, LogEvent, Severity, Signal, Story, ValueCount } from "../../model/index.ts";
import { type Geo, kilometres } from "../behaviour/geo.ts";
import type { Scope } from "./source.ts";
import { isNew } from "./tally.ts";

/** Two places that are further apart, reached faster than a plane flies. */
const [FAR, FAST, HOUR] = [500, 900, 3_600_000];
const SHOWN = 50;

export interface Clues {
  readonly scope: Scope;
  readonly did: readonly ValueCount[];
  /** True when enough was seen before the scope time to call something new. */
  readonly hasBaseline: boolean;
  readonly signals: readonly Signal[];
  readonly stories: readonly Story[];
  readonly events: readonly LogEvent[];
  readonly geo: Geo | undefined;
  readonly flagged: ReadonlySet<string> | undefined;
}

/** Detective's indicators for what was seen in the scope time. */
export function indicatorsOf(clues: Clues): readonly Indicator[] {
  return [...techniques(clues), ...travel(clues), ...flaggedAddresses(clues), ...news(clues), ...findings(clues)];
}

function* techniques({ signals, scope }: Clues): Generator<Indicator> {
  const seen = new Set<string>();
  for (const signal of signals.filter((s) => isIn(s.time, s.until, scope)))
    for (const technique of signal.techniques) {
      if (seen.has(technique)) continue;
      seen.add(technique);
      yield {
        type: "TTP_OBSERVED",
        severity: signal.severity,
        value: technique,
        time: signal.time,
        detail: { tactics: signal.tactics.join(" "), signal: signal.id },
      };
    }
}

function isIn(from: number, until: number, scope: Scope): boolean {
  return from <= scope.until && until >= scope.from;
}

/** Only for people's credentials: programs run in many places at once. */
function* travel({ events, geo, scope }: Clues): Generator<Indicator> {
  if (!geo) return;
  const last = new Map<string, LogEvent>();
  const told = new Set<string>();
  for (const event of events) {
    if (event.ip === "" || event.error !== "" || event.time < scope.from || !["user", "root", "federated"].includes(event.principalType))
      continue;
    const before = last.get(event.principal);
    last.set(event.principal, event);
    if (!before || before.ip === event.ip) continue;
    const [here, there] = [geo.look(event.ip), geo.look(before.ip)];
    if (!here || !there || /amazon/i.test(`${here.network} ${there.network}`)) continue;
    const distance = kilometres(here, there);
    if (distance === undefined || distance <= FAR) continue;
    const speed = distance / (Math.max(event.time - before.time, 60_000) / HOUR);
    const pair = `${before.ip} ${event.ip}`;
    if (speed <= FAST || told.has(pair)) continue;
    told.add(pair);
    yield {
      type: "IMPOSSIBLE_TRAVEL",
      severity: "high",
      value: event.principal,
      time: event.time,
      detail: {
        from: there.country ?? before.ip,
        to: here.country ?? event.ip,
        kilometres: Math.round(distance),
        minutes: Math.round((event.time - before.time) / 60_000),
      },
    };
  }
}

function* flaggedAddresses({ did, flagged }: Clues): Generator<Indicator> {
  if (!flagged) return;
  for (const tally of did)
    if (tally.dimension === "address" && tally.during > 0 && flagged.has(tally.value))
      yield { type: "FLAGGED_IP_ADDRESS", severity: "high", value: tally.value, time: tally.last, detail: { calls: tally.during } };
}

const NEWS = { country: "NEW_GEOLOCATION", network: "NEW_ASO", "user-agent": "NEW_USER_AGENT" } as const;

function* news({ did, hasBaseline }: Clues): Generator<Indicator> {
  // Without a past everything would be new, which says nothing.
  if (!hasBaseline) return;
  for (const tally of did) {
    const type = NEWS[tally.dimension as keyof typeof NEWS];
    if (type === undefined || !isNew(tally)) continue;
    const severity: Severity = type === "NEW_GEOLOCATION" ? "medium" : "low";
    yield { type, severity, value: tally.value, time: tally.first, detail: { calls: tally.during } };
  }
}

function* findings({ signals, stories, scope }: Clues): Generator<Indicator> {
  for (const signal of signals.filter((s) => isIn(s.time, s.until, scope)).slice(0, SHOWN))
    yield {
      type: "RELATED_FINDING",
      severity: signal.severity,
      value: signal.id,
      time: signal.time,
      detail: { detector: signal.detector },
    };
  const ids = new Set(signals.map((s) => s.id));
  for (const story of stories)
    if (story.signals.length > 1 && story.signals.some((s) => ids.has(s.id)) && isIn(story.time, story.until, scope))
      yield {
        type: "RELATED_FINDING_GROUP",
        severity: story.severity,
        value: story.id,
        time: story.time,
        detail: { signals: story.signals.length },
      };
}
