import { type Fact, isUnknown, type Resource, type Unknown, type Usage, type Use, type World } from "../../model/index.ts";
import { isRetired, type Judgement } from "./item.ts";

const DAY_MS = 86_400_000;

/** What every judge needs: the world, the evidence, and what was decided before. */
export class Court {
  readonly world: World;
  /** Undefined when nobody looked: templates and snapshots. */
  readonly usage: Usage | undefined;
  /** The first day that counts as lately, `YYYY-MM-DD`. */
  readonly limit: string;
  readonly judged = new Map<string, Judgement>();

  constructor(world: World, usage: Usage | undefined) {
    this.world = world;
    this.usage = usage;
    this.limit = this.daysAgo(world.settings.unusedDays);
  }

  daysAgo(days: number): string {
    return new Date(this.world.now.getTime() - days * DAY_MS).toISOString().slice(0, 10);
  }

  /** Whether it was found to be of no use; what was not judged is of use. */
  isRetired(id: string): boolean {
    return isRetired(this.judged.get(id));
  }

  resourceOf(id: string): Resource | undefined {
    return this.world.byId(id);
  }

  /**
   * Judges silence by evidence alone.
   * INVARIANT: silent is only what was looked at completely, and is known to be older than the days it may lie idle.
   */
  bySilence(use: Use | undefined, born: Fact<string | undefined>): Judgement {
    if (use === undefined) return { verdict: "unknown", reason: this.usage === undefined ? "no-metrics" : "not-measured" };
    const { last, since, by, partly } = use;
    if (isUnknown(last)) return notRead(last, { since, by });
    const seen = { ...(last === undefined ? {} : { last }), since, by };
    if (last !== undefined && last >= this.limit) return { verdict: "used", reason: "active", ...seen };
    if (partly) return notRead(partly, seen);
    if (last !== undefined) return { verdict: "long", reason: "no-use", ...seen };
    if (since > this.limit) return { verdict: "unknown", reason: "no-metrics", ...seen };
    if (isUnknown(born)) return notRead(born, seen);
    if (born === undefined) return { verdict: "unknown", reason: "age-unknown", ...seen };
    if (born.slice(0, 10) > this.limit) return { verdict: "unknown", reason: "too-young", about: born.slice(0, 10), ...seen };
    return { verdict: "never", reason: "no-use", ...seen, since: born.slice(0, 10) > since ? born.slice(0, 10) : since };
  }
}

export function notRead(because: Unknown, more: Partial<Judgement> = {}): Judgement {
  return { verdict: "unknown", reason: "not-read", because, ...more };
}

/** Standby keeps what was seen, so that people see how long it has been silent. */
export function standby(silent: Judgement, reason: "wired" | "dead-letters" | "disabled" | "rollback", about?: string): Judgement {
  const { last, since, by } = silent;
  return {
    verdict: "standby",
    reason,
    ...(about === undefined ? {} : { about }),
    ...(last === undefined ? {} : { last }),
    ...(since === undefined ? {} : { since }),
    ...(by === undefined ? {} : { by }),
  };
}
