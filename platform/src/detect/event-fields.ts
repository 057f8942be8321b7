import type { LogEvent } from "../model/index.ts";
import { fieldReader } from "./sigma/values.ts";

/** Fields of our own that correlations may group by, whatever the log: they are the event's, not the record's. */
export const ownFields: Readonly<Record<string, (event: LogEvent) => string>> = {
  "yagura.principal": (event) => event.principal,
  "yagura.credential": (event) => event.credential,
  "yagura.ip": (event) => event.ip,
  "yagura.account": (event) => event.account,
  "yagura.session": (event) => event.session,
};
const readers = new Map<string, (event: LogEvent) => unknown>(Object.entries(ownFields));

/** The value of a field of ours, or of the event's record. */
export function valueOf(event: LogEvent, field: string): unknown {
  let read = readers.get(field);
  if (!read) {
    const inRecord = fieldReader(field);
    // Fields come from rules: there are not many.
    readers.set(field, (read = (of) => inRecord(of.record)));
  }
  return read(event);
}
