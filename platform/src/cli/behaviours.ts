import type { Behaviour } from "../detect/detector.ts";
import type { Config } from "./config.ts";

/** What learns habits, as the configuration wants it. */
export function behaviours(_config: Config): readonly Behaviour[] {
  return [];
}
