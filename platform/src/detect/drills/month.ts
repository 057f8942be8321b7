import { attackRecords, attacks } from "./attacks.ts";
import { backupUser, ordinaryDays } from "./ordinary.ts";
import { Random } from "./random.ts";
import { record, type TrailRecord } from "./record.ts";

const DAY = 86_400_000;

export interface Month {
  readonly account: string;
  readonly region: string;
  /** Midnight in Tokyo of the first day. */
  readonly start: number;
  readonly days: number;
  readonly seed: number;
  readonly attacks: boolean;
}

export const exampleMonth: Month = {
  account: "012345678901",
  region: "ap-northeast-1",
  start: Date.parse("2026-10-01T00:00:00+09:00"),
  days: 31,
  seed: 20_261_001,
  attacks: true,
};

/** When each attack of the example begins: day from the start and hour in Tokyo. */
const TIMES: readonly (readonly [number, number])[] = [
  [20, 22],
  [24, 3],
  [28, 2],
];

/** A month of an account: ordinary work, and three attacks when they are wanted. In order of time. */
export function monthOf(month: Month): readonly TrailRecord[] {
  const around = { account: month.account, region: month.region, random: new Random(month.seed) };
  const all = [...ordinaryDays(around, month.start, month.days)];
  for (let day = 0; day < month.days; day += 1) {
    const at = month.start + day * DAY + 8 * 3_600_000 + around.random.int(0, 600) * 1_000;
    for (const name of ["ListBuckets", "GetBucketLocation"])
      all.push(record(around, at, backupUser(month.account), { service: "s3", name }));
  }
  // An attack does not move the rest: its randomness is its own.
  if (month.attacks)
    for (const [i, attack] of attacks.entries()) {
      const [day, hour] = TIMES[i] as readonly [number, number];
      all.push(...attackRecords(attack, { ...around, random: new Random(month.seed + i + 1) }, month.start + day * DAY + hour * 3_600_000));
    }
  return all.toSorted((a, b) =>
    String(a["eventTime"]) < String(b["eventTime"]) ? -1 : String(a["eventTime"]) > String(b["eventTime"]) ? 1 : 0,
  );
}
