import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parseDocument } from "yaml";
import { type BehaviourOptions, type Habit, ownBehaviours } from "../detect/behaviour/index.ts";
import type { Config } from "./config.ts";
import { geoOf } from "./geo.ts";

/**
 * What learns habits, as the configuration wants it:
 * ```yaml
 * detection:
 *   geo: [country.mmdb, asn.mmdb]
 *   gateways: [192.0.2.10, 198.51.0.0/16, AS64500]
 * ```
 */
export function behaviours(config: Config): readonly Habit[] {
  return ownBehaviours(config.file === undefined ? {} : optionsOf(config.file));
}

function optionsOf(file: string): BehaviourOptions {
  const document = parseDocument(readFileSync(file, "utf8"));
  const list = (name: string): readonly string[] => {
    const node = document.getIn(["detection", name], true) as { toJSON?: () => unknown } | undefined;
    const value = node?.toJSON?.();
    return (Array.isArray(value) ? value : value === undefined ? [] : [value]).filter((item) => typeof item === "string");
  };
  const files = list("geo").map((path) => resolve(dirname(file), path));
  return { gateways: list("gateways"), ...(files.length === 0 ? {} : { geo: geoOf(files) }) };
}
