import { readDataFile } from "../iam/data-file.ts";
import { own, type Rule, type Slot, table } from "./rules.ts";

/** One permission a technique needs, and what it must be held on. */
export interface Step {
  /** `service:Action` as published. */
  readonly action: string;
  readonly on: Slot;
}

/** A way from one principal to more than it was given. */
export interface Technique extends Omit<Rule, "on"> {
  /** Id of pathfinding.cloud; ours begin with `yagura-`. */
  readonly id: string;
  readonly steps: readonly Step[];
}

interface Published {
  readonly techniques: readonly { readonly id: string; readonly permissions: readonly string[] }[];
}

let all: readonly Technique[] | undefined;

/** Every published technique and our own, each with all permissions it needs. */
export function techniques(): readonly Technique[] {
  all ??= [...published(), ...Object.entries(own).map(([id, { permissions, ...rule }]) => build(id, permissions, rule))];
  return all;
}

let byId: ReadonlyMap<string, Technique> | undefined;

export function techniqueOf(id: string): Technique {
  byId ??= new Map(techniques().map((technique) => [technique.id, technique]));
  const found = byId.get(id);
  if (!found) throw new Error(`no technique ${id}`);
  return found;
}

/** INVARIANT: a published technique without a rule, or the other way round, is a fault of the package, never skipped. */
function published(): readonly Technique[] {
  const data = readDataFile("escalation-paths.json") as Published;
  const left = new Set(Object.keys(table));
  const found = data.techniques.map(({ id, permissions }) => {
    const rule = table[id];
    if (!rule) throw new Error(`technique ${id} has no rule`);
    left.delete(id);
    return build(id, permissions, rule);
  });
  if (left.size > 0) throw new Error(`rules without a technique: ${[...left].join(", ")}`);
  return found;
}

function build(id: string, permissions: readonly string[], { on, ...rule }: Rule): Technique {
  if (on.length !== permissions.length) throw new Error(`technique ${id}: ${permissions.length} permissions, ${on.length} places`);
  return { id, ...rule, steps: permissions.map((action, index) => ({ action, on: on[index] as Slot })) };
}
