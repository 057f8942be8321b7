import type { Policy } from "../../model/index.ts";
import { unknown } from "../../model/index.ts";
import type { Reading, ReadOptions } from "./audience.ts";

export type { Admission, Audience, Reading, ReadOptions } from "./audience.ts";

/** Who a resource policy lets in. `undefined` (no policy) admits nobody from outside. */
export function readPolicy(policy: Policy | undefined, options: ReadOptions): Reading {
  void options;
  return policy === undefined ? { admissions: [], undecided: [] } : { admissions: [], undecided: [unknown("unsupported")] };
}
