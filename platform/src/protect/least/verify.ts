import { isUnknown, type Policy } from "../../model/index.ts";
import { actionInfo, expandActions } from "../iam/catalog.ts";
import { decide } from "../iam/decide/decide.ts";
import type { Answer, Caller, Policies, Source } from "../iam/question.ts";
import type { Need, Piece } from "./types.ts";

/** Actions of one pattern that are tried. */
const MOST_ACTIONS = 40;

const RANK: Readonly<Record<Answer, number>> = { allowed: 2, depends: 1, "implicitly-denied": 0, "explicitly-denied": 0 };

/** Puts the same requests to today's policies and to the proposed one. */
export class Verifier {
  readonly #caller: Caller;
  readonly #today: Policies;
  readonly #then: Policies;
  checked = 0;

  /** `untouched`: policies that stay attached because they could not be read. */
  constructor(caller: Caller, today: readonly Source[], proposal: Policy, untouched: readonly Source[]) {
    this.#caller = caller;
    const empty = { serviceControl: [], resourceControl: [], resource: [] } as const;
    this.#today = { identity: today, ...empty };
    this.#then = { identity: [{ name: "proposal", policy: proposal }, ...untouched], ...empty };
  }

  #ask(policies: Policies, action: string, resource: string): Answer {
    this.checked += 1;
    return decide({ caller: this.#caller, action, resource, context: { keys: new Map(), others: "unknown" } }, policies).answer;
  }

  today(action: string, resource: string): Answer {
    return this.#ask(this.#today, action, resource);
  }

  /** Whether nothing that the pieces grant is refused today. */
  within(pieces: readonly Piece[]): boolean {
    for (const piece of pieces) {
      if (piece.effect !== "Allow") continue;
      const actions = (piece.actions ?? []).flatMap((pattern) => samplesOfAction(pattern));
      for (const action of actions.length > 0 ? actions : ["s3:GetObject"])
        for (const resource of (piece.resources ?? ["arn:aws:s3:::x/y"]).flatMap(samples))
          if (RANK[this.#ask(this.#then, action, resource)] > RANK[this.today(action, resource)]) return false;
    }
    return true;
  }

  /** Whether everything that is needed and allowed today is allowed then. */
  covers(needs: readonly Need[], granted: readonly string[]): boolean {
    for (const need of needs) {
      for (const resource of asked(need, granted)) {
        const today = RANK[this.today(need.action, resource)];
        if (today > 0 && RANK[this.#ask(this.#then, need.action, resource)] < today) return false;
      }
    }
    return true;
  }
}

/** Resources to try for a need: its own, or those of today's policies when nobody knows which. */
export function asked(need: Need, granted: readonly string[]): readonly string[] {
  if (need.resolved) return samples(need.resource);
  return actionInfo(need.action)?.resourceTypes.length === 0 ? ["*"] : [...new Set(granted.flatMap(samples))];
}

function samplesOfAction(pattern: string): readonly string[] {
  if (!/[*?]/.test(pattern)) return [pattern];
  return expandActions(pattern)
    .slice(0, MOST_ACTIONS)
    .map(({ name }) => name);
}

/** Texts that a pattern matches. */
export function samples(pattern: string): readonly string[] {
  if (pattern === "*") return ["*", "arn:aws:s3:::bucket/key"];
  const shape = pattern.replaceAll(/\$\{[^}]*\}/g, "x");
  if (!/[*?]/.test(shape)) return [shape];
  return [shape.replaceAll("*", "some/thing").replaceAll("?", "a"), shape.replaceAll("*", "x").replaceAll("?", "z")];
}

/** Every resource pattern of today's policies. */
export function grantedResources(sources: readonly Source[]): readonly string[] {
  const out = new Set<string>();
  for (const { policy } of sources) {
    if (isUnknown(policy)) continue;
    for (const { Resource } of policy.Statement) for (const resource of Resource ?? []) if (!isUnknown(resource)) out.add(resource);
  }
  return [...out];
}
