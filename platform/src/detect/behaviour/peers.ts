import type { Actor } from "./actors.ts";
import type { Profiles } from "./profiles.ts";

/** Members of an account that are compared. */
const MOST = 500;
/** Share of common APIs that makes two callers peers. */
const ALIKE = 0.5;
const API = 1;

/** Callers of an account that do about the same: what is usual for them is less strange for one of them. */
export class Peers {
  readonly #profiles: Profiles;
  readonly #members = new Map<string, Map<number, string>>();
  readonly #accounts = new Map<number, string>();

  constructor(profiles: Profiles) {
    this.#profiles = profiles;
  }

  meet(actor: Actor, entity: number): void {
    let members = this.#members.get(actor.account);
    if (!members) this.#members.set(actor.account, (members = new Map<number, string>()));
    if (members.size >= MOST) return;
    members.set(entity, patternOf(actor.key));
    this.#accounts.set(entity, actor.account);
  }

  /** Bits of surprise of a value among the peers; infinite when none of them knows it. */
  surprise(entity: number, dimension: number, value: number, day: number): number {
    const members = this.#members.get(this.#accounts.get(entity) ?? "");
    if (!members) return Number.POSITIVE_INFINITY;
    const pattern = members.get(entity);
    const own = this.#apis(entity, day);
    let [active, known, users] = [0, 0, 0];
    for (const [peer, name] of members) {
      if (peer === entity || !(name === pattern || alike(own, this.#apis(peer, day)))) continue;
      const days = this.#profiles.days(peer, dimension, value, day);
      active += this.#profiles.activeDays(peer, day);
      known += days;
      if (days > 0) users += 1;
    }
    // One alone is no habit of a group.
    return users < 2 || active === 0 ? Number.POSITIVE_INFINITY : -Math.log2(Math.min(1, known / active));
  }

  clear(): void {
    this.#members.clear();
    this.#accounts.clear();
  }

  #apis(entity: number, day: number): ReadonlySet<number> {
    return new Set(this.#profiles.usual(entity, API, day).map(({ value }) => value));
  }
}

/** A name without what is counted up or made at random: `worker-17` and `worker-18` are the same. */
export function patternOf(name: string): string {
  return name.replaceAll(/[A-Z0-9]{12,}(?=$|-)|(?<=[-_/])[0-9a-f]{8,}(?=$|[-_])|(?<!\d)\d{1,6}(?!\d)/g, "#");
}

function alike(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  let both = 0;
  for (const value of a) if (b.has(value)) both += 1;
  const either = a.size + b.size - both;
  return both >= 3 && both / either >= ALIKE;
}
