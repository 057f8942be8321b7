import type { Resource, World } from "../../../model/index.ts";
import { arnParts, arnResource } from "../policy/arn.ts";
import { ONE, STAR, wild } from "../policy/glob.ts";

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
  /** The resources by what stands after the account in their ARN, and those parts sorted; built when first asked. */
  parts: Parts | undefined;
  /** Beginnings of parts that have a colon: `function:`, `secret:`. */
  readonly types: Set<string>;
}

/** Resources in the order of their parts, and the parts. */
interface Parts {
  readonly sorted: readonly string[];
  readonly holders: readonly Resource[];
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
      const service = arnParts(resource.id)[2] as string;
      const part = partOf(resource);
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
  const covers = form === "self" ? ({ id }: Resource) => whole.matches(id) : ({ id }: Resource) => goesOn(inner, `${id}${separator}`);
  return candidatesOf(shelf, pattern, form).filter(covers);
}

/** Whether something that begins so, and is longer, matches the pattern: a star that is reached covers all that may come. */
function goesOn(pattern: string, start: string): boolean {
  for (let i = 0; i < start.length; i += 1) {
    if (pattern[i] === STAR) return true;
    if (pattern[i] !== ONE && pattern[i] !== start[i]) return false;
  }
  return pattern.length > start.length;
}

/** Fewer than all where the pattern says how the resource's part begins. */
function candidatesOf(shelf: Shelf, pattern: string, form: Form): readonly Resource[] {
  const before = arnParts(pattern);
  const part = before[5];
  if (part === undefined) return shelf.resources;
  const start = part.replace(/([*?]|\$\{).*/s, "");
  // A star that ends one of the parts before may swallow the resource's type: `arn:aws:lambda:*:*:my-function` covers `function:my-function`.
  const swallows = before.slice(0, 5).some((one) => one.endsWith("*"));
  if (swallows && shelf.types.size > 0 && ![...shelf.types].some((type) => start.startsWith(type))) return shelf.resources;
  shelf.parts ??= partsOf(shelf.resources);
  const found = startingWith(shelf.parts, start);
  // The pattern may be longer than the resource's own part: look for those that it begins with, too.
  return form === "self" ? found : [...new Set([...found, ...prefixesOf(shelf.parts, start)])];
}

function partsOf(resources: readonly Resource[]): Parts {
  const all = resources
    .map((holder) => ({ part: partOf(holder), holder }))
    .sort((a, b) => (a.part < b.part ? -1 : a.part > b.part ? 1 : 0));
  return { sorted: all.map(({ part }) => part), holders: all.map(({ holder }) => holder) };
}

/** What stands after the account in its ARN. */
function partOf({ id }: Resource): string {
  return arnParts(id)[5] ?? "";
}

function lowerBound(sorted: readonly string[], text: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as string) < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

function startingWith(parts: Parts, start: string): readonly Resource[] {
  return from(parts, start, (part) => part.startsWith(start));
}

/** The resources whose own part is a beginning of `start`, cut at a separator. */
function prefixesOf(parts: Parts, start: string): readonly Resource[] {
  return [...start.matchAll(/[/:]/g)].flatMap(({ index }) => {
    const own = start.slice(0, index);
    return from(parts, own, (part) => part === own);
  });
}

function from({ sorted, holders }: Parts, first: string, is: (part: string) => boolean): readonly Resource[] {
  const low = lowerBound(sorted, first);
  let end = low;
  while (end < sorted.length && is(sorted[end] as string)) end += 1;
  return holders.slice(low, end);
}
