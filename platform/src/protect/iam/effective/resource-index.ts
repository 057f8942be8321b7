import type { Resource, World } from "../../../model/index.ts";
import { arnParts, arnResource } from "../policy/arn.ts";
import { type Glob, ONE, STAR, wild } from "../policy/glob.ts";

/** Whether a pattern covers the resource itself (a bucket, a table) or what is inside it (its objects, its indexes). */
export type Form = "self" | "inside";

/** Resources of one account and service that one pattern covers. Classes are shared by everybody whose policy has the pattern. */
export interface ResourceClass {
  readonly service: string;
  readonly account: string;
  readonly pattern: string;
  readonly form: Form;
  readonly members: readonly Resource[];
}

/** Services whose resources have something inside that policies name: `bucket/key`, `table/index/…`, `function:alias`. */
const INSIDE: Readonly<Record<string, string>> = { s3: "/", dynamodb: "/", kinesis: "/", logs: ":", lambda: ":" };

interface Shelf {
  readonly resources: Resource[];
  /** What stands after the account in each ARN, sorted; built when first asked. */
  parts: readonly { readonly part: string; readonly resource: Resource }[] | undefined;
  /** Beginnings of parts that have a colon: `function:`, `secret:`. */
  readonly types: Set<string>;
}

const NONE: readonly Resource[] = [];

/** The resources of an estate by account, service, and what stands after the account in their ARN. */
export class ResourceIndex {
  readonly #shelves = new Map<string, Shelf>();
  readonly #classes = new Map<string, ResourceClass>();
  readonly services: readonly string[];

  constructor(resources: Iterable<Resource>) {
    const services = new Set<string>();
    for (const resource of resources) {
      if (!resource.id.startsWith("arn:")) continue;
      const [, , service = "", , , part = ""] = arnParts(resource.id);
      services.add(service);
      const key = `${resource.account}|${service}`;
      let shelf = this.#shelves.get(key);
      if (!shelf) this.#shelves.set(key, (shelf = { resources: [], parts: undefined, types: new Set() }));
      shelf.resources.push(resource);
      const colon = part.indexOf(":");
      if (colon >= 0) shelf.types.add(part.slice(0, colon + 1));
    }
    this.services = [...services];
  }

  /** The resources of an account and a service that a pattern of a policy covers. */
  covered(account: string, service: string, pattern: string, form: Form): ResourceClass {
    const shelf = this.#shelves.get(`${account}|${service}`);
    // Patterns that every policy has in common are one class; so are all that cover nothing.
    const key = `${account}|${service}|${form}|${shelf ? pattern : ""}`;
    let found = this.#classes.get(key);
    if (!found)
      this.#classes.set(
        key,
        (found = { service, account, pattern, form, members: shelf ? membersOf(shelf, service, pattern, form) : NONE }),
      );
    return found;
  }
}

const indexes = new WeakMap<World, ResourceIndex>();

export function resourceIndex(world: World): ResourceIndex {
  let index = indexes.get(world);
  if (!index) indexes.set(world, (index = new ResourceIndex(everyResource(world))));
  return index;
}

/** One of those that share an id: the same stack as template and as account, say. */
function everyResource(world: World): Iterable<Resource> {
  const found = new Map<string, Resource>();
  for (const resource of world.estate.resources) found.set(resource.id, resource);
  return found.values();
}

function membersOf(shelf: Shelf, service: string, pattern: string, form: Form): readonly Resource[] {
  const separator = INSIDE[service];
  if (form === "inside" && separator === undefined) return NONE;
  if (/^\*+$/.test(pattern)) return shelf.resources;
  const inner = wild(pattern);
  const whole = arnResource(inner);
  const covers = form === "self" ? (resource: Resource) => whole.matches(resource.id) : insideTest(inner, whole, separator as string);
  const candidates = candidatesOf(shelf, pattern, form);
  return candidates.filter(covers);
}

/** Whether the pattern can go on after the resource's own ARN and a separator: then something inside is covered. */
function insideTest(inner: string, whole: Glob, separator: string): (resource: Resource) => boolean {
  const goesOn = inner.endsWith(STAR);
  return ({ id }) => {
    const text = `${id}${separator}`;
    return (goesOn && whole.matches(text)) || survives(inner, text);
  };
}

/** Whether some text that begins so matches the pattern: all positions the pattern can be at, side by side. */
function survives(pattern: string, text: string): boolean {
  let now = new Set<number>();
  const enter = (states: Set<number>, at: number): void => {
    states.add(at);
    if (pattern[at] === STAR) enter(states, at + 1);
  };
  enter(now, 0);
  for (const char of text) {
    const next = new Set<number>();
    for (const at of now) {
      const wanted = pattern[at];
      if (wanted === STAR) enter(next, at);
      else if (wanted === ONE || wanted === char) enter(next, at + 1);
    }
    if (next.size === 0) return false;
    now = next;
  }
  // At the end of the pattern nothing may follow, and inside there is always something.
  return [...now].some((at) => at < pattern.length);
}

/** Fewer than all where the pattern says how the resource's part begins. */
function candidatesOf(shelf: Shelf, pattern: string, form: Form): readonly Resource[] {
  const parts = arnParts(pattern);
  const part = parts[5];
  if (part === undefined || parts[0] !== "arn") return shelf.resources;
  const wildAt = part.search(/[*?]|\$\{/);
  const exact = wildAt < 0;
  const start = exact ? part : part.slice(0, wildAt);
  if (start === "") return shelf.resources;
  // A star that ends one of the parts before may swallow the resource's type: `arn:aws:lambda:*:*:my-function` covers `function:my-function`.
  const swallows = parts.slice(1, 5).some((before) => before.endsWith("*"));
  if (swallows && shelf.types.size > 0 && ![...shelf.types].some((type) => start.startsWith(type))) return shelf.resources;
  shelf.parts ??= sorted(shelf.resources);
  if (form === "self") return startingWith(shelf.parts, start);
  // The pattern may be longer than the resource's own part: look for the parts that it begins with, and those that begin with it.
  return [...new Set([...startingWith(shelf.parts, start), ...prefixesOf(shelf.parts, start)])];
}

function sorted(resources: readonly Resource[]): NonNullable<Shelf["parts"]> {
  const parts = resources.map((resource) => ({ part: arnParts(resource.id)[5] ?? "", resource }));
  return parts.sort((a, b) => (a.part < b.part ? -1 : a.part > b.part ? 1 : 0));
}

function lowerBound(parts: NonNullable<Shelf["parts"]>, text: string): number {
  let [low, high] = [0, parts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((parts[middle] as { readonly part: string }).part < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

function startingWith(parts: NonNullable<Shelf["parts"]>, start: string): readonly Resource[] {
  const out: Resource[] = [];
  for (let i = lowerBound(parts, start); i < parts.length; i += 1) {
    const entry = parts[i] as { readonly part: string; readonly resource: Resource };
    if (!entry.part.startsWith(start)) break;
    out.push(entry.resource);
  }
  return out;
}

/** The resources whose own part is a beginning of `start`, cut at a separator. */
function prefixesOf(parts: NonNullable<Shelf["parts"]>, start: string): readonly Resource[] {
  const out: Resource[] = [];
  for (let i = 0; i < start.length; i += 1) {
    if (start[i] !== "/" && start[i] !== ":") continue;
    const own = start.slice(0, i);
    for (let at = lowerBound(parts, own); parts[at]?.part === own; at += 1)
      out.push((parts[at] as { readonly resource: Resource }).resource);
  }
  return out;
}
