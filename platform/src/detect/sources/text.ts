import type { LogEvent } from "../../model/index.ts";

/** What every event has that the record does not say. */
export const blank = {
  account: "",
  region: "",
  service: "",
  name: "",
  principal: "",
  principalType: "unknown",
  credential: "",
  session: "",
  ip: "",
  userAgent: "",
  error: "",
  readOnly: false,
  resources: [],
} as const satisfies Partial<LogEvent>;

/** Fields parted by spaces; `"…"` and `[…]` are one field. Linear; an open quote ends with the line. */
export function splitFields(line: string): readonly string[] {
  const out: string[] = [];
  let i = 0;
  while (i < line.length) {
    const c = line[i];
    if (c === " ") {
      i += 1;
      continue;
    }
    if (c === '"' || c === "[") {
      const close = c === '"' ? '"' : "]";
      let end = line.indexOf(close, i + 1);
      // A quote inside a quoted field is written \" or \x22.
      while (close === '"' && end > 0 && line[end - 1] === "\\") end = line.indexOf(close, end + 1);
      if (end < 0) end = line.length;
      out.push(line.slice(i + 1, end));
      i = end + 1;
    } else {
      let end = line.indexOf(" ", i);
      if (end < 0) end = line.length;
      out.push(line.slice(i, end));
      i = end;
    }
  }
  return out;
}

const MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

/** `06/Feb/2019:00:00:38 +0000` → milliseconds; NaN when it is none. */
export function clfTime(text: string): number {
  const m = /^(\d{2})\/([A-Z][a-z]{2})\/(\d{4}):(\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2})$/.exec(text);
  if (!m) return Number.NaN;
  const month = MONTHS.indexOf(m[2] as string) / 3;
  if (!Number.isInteger(month)) return Number.NaN;
  const utc = Date.UTC(Number(m[3]), month, Number(m[1]), Number(m[4]), Number(m[5]), Number(m[6]));
  return utc - (m[7] === "-" ? -1 : 1) * (Number(m[8]) * 60 + Number(m[9])) * 60_000;
}

/** `-` stands for nothing. */
export function dash(value: string | undefined): string {
  return value === undefined || value === "-" ? "" : value;
}

export const isReadMethod = (method: string) => method === "GET" || method === "HEAD" || method === "OPTIONS";
