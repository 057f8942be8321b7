import { actionInfo, resourceTypesOfService } from "../iam/catalog.ts";
import { type Ask, both, type Way, wayOf } from "./ask.ts";
import type { Principal } from "./profile.ts";
import type { Step } from "./techniques.ts";

/** Types of which each has to be allowed at once; for other actions one of the documented types is enough. */
const ALL_OF: Readonly<Record<string, readonly string[]>> = {
  "ec2:runinstances": ["instance", "image", "network-interface", "security-group", "subnet", "volume"],
};

const SOME = "yagura";
/** Names tried before the answer is "no": as many as patterns a policy plausibly has for one action. */
const MOST = 40;

export interface Witness {
  readonly way: Way;
  readonly asks: readonly Ask[];
}

/**
 * Whether something can be made (or is there, of whatever name) on which the principal has every permission at once; steps that
 * speak of the same type of resource speak of the same one. The names tried are those its own policies suggest.
 */
export function witnessOf(by: Principal, steps: readonly Step[], region: string): Witness | undefined {
  let way: Way | undefined = "allowed";
  const asks: Ask[] = [];
  for (const group of groups(steps)) {
    const found = witnessOfGroup(by, group, region);
    way = both(way, found?.way);
    if (way === undefined || !found) return undefined;
    asks.push(...found.asks);
  }
  return { way, asks };
}

/** Steps that speak of the same types, and `any` steps each alone. */
function groups(steps: readonly Step[]): readonly (readonly Step[])[] {
  const out = new Map<string, Step[]>();
  for (const [index, step] of steps.entries()) {
    const info = actionInfo(step.action);
    const key = step.on === "any" ? `any ${index}` : `${info?.service} ${info?.resourceTypes.join(",")}`;
    const list = out.get(key);
    if (list) list.push(step);
    else out.set(key, [step]);
  }
  return [...out.values()];
}

function witnessOfGroup(by: Principal, steps: readonly Step[], region: string): Witness | undefined {
  const [first] = steps;
  if (!first) return { way: "allowed", asks: [] };
  const all = ALL_OF[first.action.toLowerCase()];
  if (all) {
    let way: Way | undefined = "allowed";
    const asks: Ask[] = [];
    for (const type of all) {
      const found = tryNames(by, steps, namesOf(by, steps, region, [type]));
      way = both(way, found?.way);
      if (way === undefined || !found) return undefined;
      asks.push(...found.asks);
    }
    return { way, asks };
  }
  return tryNames(by, steps, namesOf(by, steps, region, actionInfo(first.action)?.resourceTypes ?? []));
}

function tryNames(by: Principal, steps: readonly Step[], names: readonly string[]): Witness | undefined {
  let perhaps: Witness | undefined;
  for (const name of names) {
    let way: Way | undefined = "allowed";
    const asks = steps.map(({ action }) => ({ action, resource: name, account: by.caller.account }));
    for (const ask of asks) {
      way = both(way, wayOf(by, ask));
      if (way === undefined) break;
    }
    if (way === "allowed") return { way, asks };
    if (way === "depends") perhaps ??= { way, asks };
  }
  return perhaps;
}

function namesOf(by: Principal, steps: readonly Step[], region: string, types: readonly string[]): readonly string[] {
  const names = new Set<string>();
  const account = by.caller.account;
  const partition = by.caller.arn.split(":", 2)[1] ?? "aws";
  const service = steps[0]?.action.split(":")[0] ?? "";
  const arns = resourceTypesOfService(service).filter(({ key }) => types.includes(key));
  for (const { arn } of arns)
    names.add(
      arn
        .replaceAll("${Partition}", partition)
        .replaceAll("${Region}", region)
        .replaceAll("${Account}", account)
        .replace(/\$\{[^}]*\}/g, SOME),
    );
  if (arns.length === 0) names.add("*");
  for (const { action } of steps)
    for (const pattern of by.profile.patterns(action)) {
      if (names.size >= MOST) break;
      const name = concrete(pattern, partition, region, account);
      // A name of another type of resource is nothing this action is asked for.
      if (name !== undefined && arns.some(({ arn }) => sameType(arn, name))) names.add(name);
    }
  return [...names];
}

/** A name that the pattern matches; undefined when it has no six parts. */
export function concrete(pattern: string, partition: string, region: string, account: string): string | undefined {
  const [arn, p = "", service = "", r = "", a = "", ...rest] = pattern.split(":");
  if (arn !== "arn" || rest.length === 0 || /[*?]/.test(service)) return undefined;
  const fill = (text: string, value: string) => (/[*?]/.test(text) ? value : text);
  const name = rest
    .join(":")
    .replace(/\$\{[^}]*\}/g, SOME)
    .replaceAll("*", SOME)
    .replaceAll("?", "y");
  return ["arn", fill(p, partition), service, fill(r, region), fill(a, account), name].join(":");
}

function sameType(template: string, name: string): boolean {
  const head = /^[a-z-]*/.exec(template.split(":").slice(5).join(":"))?.[0] ?? "";
  return name.split(":").slice(5).join(":").startsWith(head);
}
