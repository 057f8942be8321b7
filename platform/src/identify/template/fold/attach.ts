import { type Fact, isUnknown, type Policy, type Unknown } from "../../../model/index.ts";
import type { Declared, Stack } from "../declared.ts";
import { joinPolicies, namesOf, policyAt } from "./make.ts";
import { parts, text } from "./read.ts";

/** What of one type is attached to one resource, and whether there may be more. */
export interface Attached {
  readonly found: readonly Declared[];
  /** Set when some attachment's target could not be decided: it may be this resource. */
  readonly undecided: Unknown | undefined;
}

interface Index {
  readonly byTarget: ReadonlyMap<string, readonly Declared[]>;
  readonly undecided: Unknown | undefined;
}

const NONE: readonly never[] = [];
const indexes = new WeakMap<Stack, Map<string, Index>>();

function indexOf(stack: Stack, type: string, property: string, key: (reference: string) => string): Index {
  let ofStack = indexes.get(stack);
  if (!ofStack) indexes.set(stack, (ofStack = new Map()));
  const cached = ofStack.get(`${type}|${property}`);
  if (cached) return cached;
  const byTarget = new Map<string, Declared[]>();
  let undecided: Unknown | undefined;
  const path = property.split(".");
  for (const declared of stack.of(type)) {
    const last = path[path.length - 1]!;
    const targets = last.endsWith("[]")
      ? parts(declared.properties, ...path.slice(0, -1), last.slice(0, -2)).map((item) => text(item))
      : [text(declared.properties, ...path)];
    for (const target of targets) {
      if (isUnknown(target)) {
        // What another stack exports cannot be a resource of this one.
        if (target.reason !== "elsewhere") undecided ??= target;
      } else if (target !== undefined) {
        const name = key(target);
        const list = byTarget.get(name);
        if (!list) byTarget.set(name, [declared]);
        else if (!list.includes(declared)) list.push(declared);
      }
    }
  }
  const index = { byTarget, undecided };
  ofStack.set(`${type}|${property}`, index);
  return index;
}

function same(reference: string): string {
  return reference;
}

/**
 * Declarations of `type` whose `property` names `target`. A property ending in `[]` holds a list of targets, dots go into objects.
 * `key` brings references to one form before they are compared with the names of the target.
 */
export function attached(
  stack: Stack,
  type: string,
  property: string,
  target: Declared,
  key: (reference: string) => string = same,
): Attached {
  return attachedTo(stack, type, property, namesOf(target), key);
}

/** As `attached`, for targets that are known by names only. */
export function attachedTo(
  stack: Stack,
  type: string,
  property: string,
  names: readonly string[],
  key: (reference: string) => string = same,
): Attached {
  const index = indexOf(stack, type, property, key);
  let found: Declared[] | readonly Declared[] = NONE;
  const seen = new Set<string>();
  for (const name of names) {
    const k = key(name);
    if (seen.has(k)) continue;
    seen.add(k);
    const list = index.byTarget.get(k);
    if (list) found = found.length === 0 ? list : [...new Set([...found, ...list])];
  }
  return { found, undecided: index.undecided };
}

/** A type of attachment that carries a policy: its type, the property that names the target, the property with the document. */
export type PolicySource = readonly [type: string, target: string, document: string];

/**
 * The policy that other resources give to `target`. When none is found but some policy's target is undecided, the policy is
 * unknown; when one is found it decides, for AWS keeps one policy per resource.
 */
export function policyOf(
  stack: Stack,
  target: Declared,
  sources: readonly PolicySource[],
  key?: (reference: string) => string,
): Fact<Policy | undefined> {
  const policies: Fact<Policy>[] = [];
  let gap: Unknown | undefined;
  for (const [type, property, documentProperty] of sources) {
    const { found, undecided } = attached(stack, type, property, target, key);
    gap ??= undecided;
    for (const d of found) policies.push(policyAt(d.properties[documentProperty], d.origin, [documentProperty]));
  }
  return policies.length === 0 ? gap : joinPolicies(policies);
}

const byName = new WeakMap<Stack, Map<string, Map<string, Declared>>>();

/** The declaration of `type` that a reference names, if the template has it. */
export function declaredBy(
  stack: Stack,
  type: string,
  reference: unknown,
  key: (reference: string) => string = same,
): Declared | undefined {
  if (typeof reference !== "string") return undefined;
  let ofStack = byName.get(stack);
  if (!ofStack) byName.set(stack, (ofStack = new Map()));
  let names = ofStack.get(type);
  if (!names) {
    names = new Map();
    for (const declared of stack.of(type)) for (const name of namesOf(declared)) names.set(name, declared);
    ofStack.set(type, names);
  }
  return names.get(reference) ?? names.get(key(reference));
}
