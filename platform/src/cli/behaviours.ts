import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parseDocument } from "yaml";
import { type Habit, ownBehaviours } from "../detect/behaviour/index.ts";
import { ThreatLists } from "../detect/threats/threats.ts";
import type { Problem } from "../model/index.ts";
import type { Config } from "./config.ts";
import { geoOf } from "./geo.ts";
import { listsOf } from "./threats.ts";

/**
 * What learns habits, as the configuration wants it:
 * ```yaml
 * detection:
 *   geo: [country.mmdb, asn.mmdb]
 *   gateways: [192.0.2.10, 198.51.0.0/16, AS64500]
 *   threats: [tor.txt, feodo.csv, indicators.json]
 *   trusted: [office.txt]
 * ```
 */
export function behaviours(config: Config): readonly Habit[] {
  return config.file === undefined ? ownBehaviours() : asConfigured(config.file);
}

/** Lists of threats of which a part does not count: one's own networks, and what is wider than a list of threats may be. */
export function leftOutOf({ file }: Config): readonly Problem[] {
  if (file === undefined) return [];
  return namedIn(file)
    .files("threats")
    .flatMap((path) => {
      const leftOut = listsOf([path], false).reduce((sum, list) => sum + list.leftOut, 0);
      return leftOut === 0 ? [] : [{ code: "E_ADDRESS_LIST_PART", detail: { file: path, n: leftOut } }];
    });
}

/** What the configuration names: texts, and files beside it. */
function namedIn(file: string) {
  const document = parseDocument(readFileSync(file, "utf8"));
  const list = (name: string): readonly string[] => {
    const node = document.getIn(["detection", name], true) as { toJSON?: () => unknown } | undefined;
    const value = node?.toJSON?.();
    return (Array.isArray(value) ? value : value === undefined ? [] : [value]).filter((item) => typeof item === "string");
  };
  return { list, files: (name: string) => list(name).map((path) => resolve(dirname(file), path)) };
}

function asConfigured(file: string): readonly Habit[] {
  const { list, files } = namedIn(file);
  const geo = files("geo");
  const own = ownBehaviours({ gateways: list("gateways"), ...(geo.length === 0 ? {} : { geo: geoOf(geo) }) });
  const [threats, trusted] = [listsOf(files("threats"), false), listsOf(files("trusted"), true)];
  return threats.length === 0 ? own : [...own, new ThreatLists(threats, trusted)];
}
