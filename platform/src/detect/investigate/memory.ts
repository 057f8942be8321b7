import type { LogEvent, Signal, Story } from "../../model/index.ts";
import { issuedBy } from "../lake/columns.ts";
import { targetsOf } from "../targets.ts";
import { type Edge, fits, type Match, type Matcher } from "./entity.ts";
import { populationKey, type Source } from "./source.ts";
import { type Tied, traceOf } from "./trace.ts";

/** Logs in memory, to be asked like a lake. */
export function memorySource(
  events: readonly LogEvent[],
  found?: { readonly signals: readonly Signal[]; readonly stories: readonly Story[] },
): Source {
  return {
    async trace(matcher, days) {
      const out: Tied[] = [];
      for (const event of events)
        for (const edge of edgesOf(event)) {
          const side = sideOf(matcher, edge);
          if (side) out.push({ ...edge, side });
        }
      return traceOf(out, days);
    },
    async events(matcher, from, until, limit) {
      const own = events
        .filter((event) => event.time >= from && event.time <= until && edgesOf(event).some((edge) => sideOf(matcher, edge) !== undefined))
        .toSorted((a, b) => a.time - b.time);
      return { events: own.slice(0, limit), total: own.length };
    },
    async population(values) {
      const wanted = new Map<string, Set<string>>(values.map(([column, value]) => [populationKey(column, value), new Set()]));
      const columns = [...new Set(values.map(([column]) => column))];
      const all = new Set<string>();
      for (const event of events) {
        all.add(event.principal);
        for (const edge of edgesOf(event))
          for (const column of columns) wanted.get(populationKey(column, textOf(edge, column)))?.add(event.principal);
      }
      return { principals: all.size, of: new Map([...wanted].map(([key, set]) => [key, set.size])) };
    },
    async signals() {
      return found?.signals;
    },
    async stories() {
      return found?.stories;
    },
    close() {
      // Nothing is open.
    },
  };
}

/** The edges of one event: one for each thing it is about. */
function edgesOf(event: LogEvent): readonly Edge[] {
  const targets = [...new Set(targetsOf(event).map((t) => (t.includes(":s3:::") ? (t.split("/")[0] as string) : t)))];
  return (targets.length === 0 ? [""] : targets).map((resource, i) => ({
    account: event.account,
    region: event.region,
    principal: event.principal,
    credential: event.credential,
    session: event.session,
    ip: event.ip,
    userAgent: event.userAgent,
    service: event.service,
    api: event.name,
    error: event.error,
    issued: issuedBy(event),
    resource,
    lead: i === 0,
    n: 1,
    first: event.time,
    last: event.time,
  }));
}

function sideOf(matcher: Matcher, edge: Edge): Tied["side"] | undefined {
  const isOf = (match: Match) => fits(match, textOf(edge, match.column));
  if (matcher.by.some(isOf)) return "by";
  return matcher.to.some(isOf) ? "to" : undefined;
}

function textOf(edge: Edge, column: Match["column"] | "api"): string {
  return column === "user_agent" ? edge.userAgent : column === "api" ? `${edge.service}:${edge.api}` : edge[column];
}
