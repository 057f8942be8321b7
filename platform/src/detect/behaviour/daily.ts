import { Bounded } from "./bounded.ts";
import { DAYS, LEAP, sorted, type Table } from "./state.ts";

/** What is usual of a quantity: how high its windows went on earlier days. */
export interface Usual {
  /** Days with anything at all. */
  readonly days: number;
  /** Mean of the days' maxima, each week counting half of the week after it. */
  readonly level: number;
  /** Median absolute deviation from their median, made comparable with a standard deviation. */
  readonly spread: number;
  readonly most: number;
}

const HALF_LIFE = 7;
const NOTHING: Usual = { days: 0, level: 0, spread: 0, most: 0 };

interface Series {
  last: number;
  /** Index by day modulo 30. */
  readonly max: Float64Array;
}

/**
 * Maxima per day of many quantities. A day counts once however loud it is, so that one day cannot move what is usual by much, and
 * merging is the maximum: the same whatever the order.
 */
export class Daily {
  readonly #series: Bounded<string, Series>;

  constructor(max: number) {
    this.#series = new Bounded(max);
  }

  raise(key: string, day: number, value: number): void {
    if (day <= 0) return;
    const series = this.#series.of(key, () => ({ last: day, max: new Float64Array(DAYS) }));
    if (day > series.last + LEAP) return;
    if (day > series.last) {
      for (let d = Math.max(series.last + 1, day - DAYS + 1); d <= day; d += 1) series.max[d % DAYS] = 0;
      series.last = day;
    }
    if (day > series.last - DAYS && value > (series.max[day % DAYS] as number)) series.max[day % DAYS] = value;
  }

  /** Of the 29 days before. */
  usual(key: string, day: number): Usual {
    const series = this.#series.peek(key);
    if (!series) return NOTHING;
    const values: number[] = [];
    let [weights, total] = [0, 0];
    for (let d = Math.max(0, day - DAYS + 1, series.last - DAYS + 1); d < day && d <= series.last; d += 1) {
      const value = series.max[d % DAYS] as number;
      if (value === 0) continue;
      const weight = 2 ** ((d - day) / HALF_LIFE);
      weights += weight;
      total += weight * value;
      values.push(value);
    }
    if (values.length === 0) return NOTHING;
    const middle = median(values);
    return {
      days: values.length,
      level: total / weights,
      spread: 1.4826 * median(values.map((value) => Math.abs(value - middle))),
      most: Math.max(...values),
    };
  }

  dump(): Table {
    const rows: [string, number[]][] = [];
    for (const [key, { last, max }] of this.#series)
      rows.push([key, [last, ...Array.from({ length: DAYS }, (_, i) => (last - i < 0 ? 0 : (max[(last - i) % DAYS] as number)))]]);
    return sorted(rows);
  }

  load(table: Table): void {
    for (const [key, [last, ...values]] of table)
      for (let i = DAYS - 1; i >= 0; i -= 1) this.raise(key, Math.max(0, Number(last) - i), Number(values[i] ?? 0));
  }
}

export function median(values: readonly number[]): number {
  const order = values.toSorted((a, b) => a - b);
  const half = order.length >> 1;
  return order.length % 2 === 1 ? (order[half] as number) : ((order[half - 1] as number) + (order[half] as number)) / 2;
}

/** Whether a value is far from what is usual: over the floor, and over habit by any measure. */
export function stands(
  value: number,
  usual: Usual,
  { floor, times = 3, spreads = 6 }: { floor: number; times?: number; spreads?: number },
) {
  return value >= floor && value > times * usual.level && value > usual.level + spreads * usual.spread && value > 1.5 * usual.most;
}
