import {
  type CheckInfo,
  type Fact,
  type Kind,
  type Noun,
  type Severity,
  Unknown,
  unknownInside,
  type Verdict,
  type World,
} from "../model/index.ts";

export type { CheckInfo, CheckText, FrameworkId, Layer, LensTopic, Remedy } from "../model/index.ts";

/** Unwraps a fact. An Unknown anywhere inside ends the check with the verdict `unknown`. */
export interface Need {
  <T>(fact: Fact<T>): T;
  /** Unwraps only the outside: for values whose parts are facts of their own. */
  outer<T>(fact: Fact<T>): T;
}

/** A check: what is said about it, and the judgement. Its id is also the path of its file. */
export interface Check<K extends Kind = Kind> extends CheckInfo {
  readonly on: K;
  /** When only some resources deserve another severity (a function nobody can reach, a table of test data). */
  severityOf?(resource: Noun<K>, world: World): Severity;
  judge(resource: Noun<K>, need: Need, world: World): Verdict;
}

export function defineCheck<K extends Kind>(check: Check<K>): Check<K> {
  return check;
}

function needDeep<T>(fact: Fact<T>): T {
  if (typeof fact === "object" && fact !== null) {
    const gap = unknownInside(fact);
    if (gap) throw gap;
  }
  return fact as T;
}

export const need: Need = Object.assign(needDeep, {
  outer<T>(fact: Fact<T>): T {
    if (fact instanceof Unknown) throw fact;
    return fact;
  },
});
