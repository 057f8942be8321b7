/** Work that may still be done for one question. Counted in steps, not in time, so that the answer is the same on every machine. */
export interface Budget {
  left: number;
}

/** Enough for every policy seen in the wild; about 20 ms of automata. */
export const STEPS = 60_000;

export function budget(steps: number = STEPS): Budget {
  return { left: steps };
}
