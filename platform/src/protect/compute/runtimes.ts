import data from "../../../data/lambda-runtimes.json" with { type: "json" };

/** A managed runtime of Lambda; days are `YYYY-MM-DD`. */
export interface LambdaRuntime {
  readonly id: string;
  readonly label: string;
  /** AWS stops patching on this day. */
  readonly deprecated: string | null;
  readonly block_create: string | null;
  readonly block_update: string | null;
  readonly successor: string | null;
}

/** The day the table was read; later news are not in it. */
export const runtimesAsOf: string = data.as_of;

const byId: ReadonlyMap<string, LambdaRuntime> = new Map(data.runtimes.map((runtime) => [runtime.id, runtime]));

/** What is known of a runtime identifier such as `nodejs22.x`. */
export function lambdaRuntime(id: string): LambdaRuntime | undefined {
  return byId.get(id);
}

/** Whole days from `now` to the start of `day` (UTC); zero or less means the day has come. */
export function daysUntil(day: string, now: Date): number {
  let start = starts.get(day);
  if (start === undefined) starts.set(day, (start = Date.parse(`${day}T00:00:00Z`)));
  return Math.ceil((start - now.getTime()) / 86_400_000);
}

/** The table has few days, and every function asks for one. */
const starts = new Map<string, number>();
