import { isUnknown, type NeedId, type Noun } from "../../../model/index.ts";
import { type Ask, both, type Way, wayOf } from "../ask.ts";
import type { Builder } from "../builder.ts";
import type { Principal, Profile } from "../profile.ts";
import { type Technique, techniques } from "../techniques.ts";

type LambdaFunction = Noun<"LambdaFunction">;

let known: readonly Technique[] | undefined;

function onFunctions(): readonly Technique[] {
  known ??= techniques().filter(({ target }) => target === "function");
  return known;
}

/** Every technique by which a profile gets at a function: its code, its configuration, or what it is called with. */
export function reachFunctions(b: Builder, profile: Profile): void {
  const usable = onFunctions().filter(({ steps }) => steps.every(({ action }) => profile.has(action)));
  if (usable.length === 0) return;
  const actions = new Set(usable.flatMap(({ steps }) => steps.map(({ action }) => action)));
  for (const resource of b.candidates(profile, "function", [...actions]))
    if (resource.kind === "LambdaFunction") b.each(profile, resource, (by, from) => reachFunction(b, by, from, resource, usable));
}

/** The edges from one principal to one function. Several techniques ask the same: it is asked once. */
export function reachFunction(b: Builder, by: Principal, from: number, fn: LambdaFunction, usable = onFunctions()): void {
  const ways = new Map<string, Way | undefined>();
  const wayTo = (action: string): Way | undefined => {
    if (!ways.has(action)) ways.set(action, wayOf(by, b.estate.ask(action, fn)));
    return ways.get(action);
  };
  const to = b.estate.nodes.of(fn, "function");
  for (const technique of usable) {
    let way: Way | undefined = "allowed";
    for (const { action } of technique.steps) {
      way = both(way, wayTo(action));
      if (way === undefined) break;
    }
    if (way === undefined) continue;
    const needs = functionNeeds(b, technique, fn);
    if (needs) b.link(from, to, { technique: technique.id, way, asks: asksOf(b, technique, fn), needs }, by);
  }
}

const asksByFunction = new WeakMap<LambdaFunction, Map<string, readonly Ask[]>>();

function asksOf(b: Builder, technique: Technique, fn: LambdaFunction): readonly Ask[] {
  let byTechnique = asksByFunction.get(fn);
  if (!byTechnique) asksByFunction.set(fn, (byTechnique = new Map()));
  let asks = byTechnique.get(technique.id);
  if (!asks) byTechnique.set(technique.id, (asks = technique.steps.map(({ action }) => b.estate.ask(action, fn))));
  return asks;
}

const NONE: readonly NeedId[] = [];

/** What is left to need after looking at the function; undefined when it cannot work on this one. */
function functionNeeds(b: Builder, { needs = NONE }: Technique, fn: LambdaFunction): readonly NeedId[] | undefined {
  let left = needs;
  for (const need of needs) {
    if (need === "function-runs" && b.estate.world.graph.front(fn.id).length > 0) left = left.filter((other) => other !== need);
    if (need !== "code-unsigned" && need !== "layers-unsigned") continue;
    const enforced = enforcesSignature(b, fn);
    if (enforced === true) return undefined;
    if (enforced === false) left = left.filter((other) => other !== need);
  }
  return left;
}

/** Whether only signed code can be put into the function. */
function enforcesSignature(b: Builder, fn: LambdaFunction): boolean | undefined {
  const config = fn.CodeSigningConfigArn;
  if (config === undefined) return false;
  const found = b.estate.world.find("CodeSigningConfig", config, fn);
  if (isUnknown(found) || found === undefined) return undefined;
  const action = found.UntrustedArtifactOnDeployment;
  return isUnknown(action) ? undefined : action === "Enforce";
}
