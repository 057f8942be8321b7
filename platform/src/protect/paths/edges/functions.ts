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
  b.share(profile, "function", lowerCase(actions), (by, from) => {
    for (const resource of b.candidates(profile, "function", [...actions]))
      if (resource.kind === "LambdaFunction") reachFunction(b, by, from, resource, usable);
  });
  for (const resource of b.candidates(profile, "personal function", [...actions]))
    if (resource.kind === "LambdaFunction") b.each(profile, resource, (by, from) => reachFunction(b, by, from, resource, usable));
}

function lowerCase(actions: Iterable<string>): readonly string[] {
  return [...actions].map((action) => action.toLowerCase());
}

/** The edges from one principal to one function. Several techniques ask the same: it is asked once. */
export function reachFunction(b: Builder, by: Principal, from: number, fn: LambdaFunction, usable = onFunctions()): void {
  const answers = new Map<string, { readonly ask: Ask; readonly way: Way | undefined }>();
  const answerTo = (action: string) => {
    let answer = answers.get(action);
    if (!answer) {
      const ask = b.estate.ask(action, fn);
      answers.set(action, (answer = { ask, way: wayOf(by, ask) }));
    }
    return answer;
  };
  const to = b.estate.nodes.of(fn, "function");
  for (const technique of usable) {
    let way: Way | undefined = "allowed";
    for (const { action } of technique.steps) {
      way = both(way, answerTo(action).way);
      if (way === undefined) break;
    }
    if (way === undefined) continue;
    const needs = functionNeeds(b, technique, fn);
    const asks = technique.steps.map(({ action }) => answerTo(action).ask);
    if (needs) b.link(from, to, { technique: technique.id, way, asks, needs }, by);
  }
}

const NONE: readonly NeedId[] = [];

/** What is left to need after looking at the function; undefined when it cannot work on this one. */
function functionNeeds(b: Builder, { needs = NONE }: Technique, fn: LambdaFunction): readonly NeedId[] | undefined {
  let left = needs;
  for (const need of needs) {
    if (need === "function-runs" && b.estate.hasFront(fn)) left = left.filter((other) => other !== need);
    if (need !== "code-unsigned" && need !== "layers-unsigned") continue;
    const enforced = enforcesSignature(b, fn);
    if (enforced === true) return undefined;
    if (enforced === false) left = left.filter((other) => other !== need);
  }
  return alike(left);
}

const lists = new Map<string, readonly NeedId[]>();

/** One list of all that are equal: there is one on every edge. */
function alike(needs: readonly NeedId[]): readonly NeedId[] {
  const key = needs.join();
  const found = lists.get(key);
  if (!found) lists.set(key, needs);
  return found ?? needs;
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
