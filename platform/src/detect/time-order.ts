import type { LogEvent } from "../model/index.ts";

/** Puts the events of a list in order of time, in place; nearly all lists are. */
export function inOrderOfTime(events: LogEvent[]): LogEvent[] {
  for (let i = 1; i < events.length; i += 1)
    if ((events[i - 1] as LogEvent).time > (events[i] as LogEvent).time) return events.sort((a, b) => a.time - b.time);
  return events;
}
