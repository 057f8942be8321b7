import { isUnknown } from "../../../model/index.ts";
import { type CompiledStatement, compilePolicy } from "../policy/compile.ts";
import { NO, YES } from "../policy/truth.ts";
import type { Source } from "../question.ts";
import { statementsOf, type Written } from "./statements.ts";

/**
 * What limits the Allows of a holder: its Denies, its boundary, control policies. Answers per action, for all resources at once where
 * that is possible: most boundaries and Denies are for every resource and without conditions.
 */
export interface Limits {
  readonly key: string;
  /** There are none. */
  readonly plain: boolean;
  /** `none`: no resource is left; `all`: nothing is taken away; `some`: it takes the resource and the request to say. */
  leaves(action: string): "all" | "none" | "some";
}

const ids = new WeakMap<object, number>();
let next = 0;

/** A number for a source: equal for policies of equal content. */
export function contentId({ policy }: Source): number {
  const whole: object = isUnknown(policy) ? policy : compilePolicy(policy).content;
  let id = ids.get(whole);
  if (id === undefined) ids.set(whole, (id = next++));
  return id;
}

const memory = new Map<string, Limits>();

/** `denies` are the statements that deny in the identity's own policies; the caps are lists of policies that must each allow. */
export function limitsOf(denies: readonly Written[], caps: readonly (readonly Source[])[]): Limits {
  // A level that holds no policy lets nothing through: it is not the same as no level.
  const levels = [caps.length, ...caps.map((cap) => cap.map(contentId).join("+"))].join("|");
  const key = `${denies.map(({ compiled }) => statementId(compiled)).join("+")}|${levels}`;
  let limits = memory.get(key);
  if (!limits) {
    if (memory.size > 50_000) memory.clear();
    memory.set(key, (limits = make(key, denies, caps)));
  }
  return limits;
}

const statementIds = new WeakMap<CompiledStatement, number>();

export function statementId(compiled: CompiledStatement): number {
  let id = statementIds.get(compiled);
  if (id === undefined) statementIds.set(compiled, (id = next++));
  return id;
}

function make(key: string, own: readonly Written[], caps: readonly (readonly Source[])[]): Limits {
  const denies = [...own, ...caps.flatMap((cap) => cap.flatMap(statementsOf)).filter(({ statement }) => statement.Effect !== "Allow")];
  const lists = caps.map((cap) => ({
    unread: cap.some(({ policy }) => isUnknown(policy)),
    allows: cap.flatMap(statementsOf).filter(({ statement }) => statement.Effect !== "Deny"),
  }));
  const known = new Map<string, "all" | "none" | "some">();
  const compute = (action: string): "all" | "none" | "some" => {
    let left: "all" | "some" = "all";
    for (const deny of denies) {
      const hit = deny.compiled.actions.test(action);
      if (hit === NO) continue;
      if (hit === YES && deny.statement.Effect === "Deny" && isPlain(deny)) return "none";
      left = "some";
    }
    for (const { unread, allows } of lists) {
      let best: "all" | "none" | "some" = unread ? "some" : "none";
      for (const allow of allows) {
        const hit = allow.compiled.actions.test(action);
        if (hit === NO) continue;
        if (hit === YES && allow.statement.Effect === "Allow" && isPlain(allow)) {
          best = unread ? "some" : "all";
          break;
        }
        best = "some";
      }
      if (best === "none") return "none";
      if (best === "some") left = "some";
    }
    return left;
  };
  return {
    key,
    plain: denies.length === 0 && caps.length === 0,
    leaves(action) {
      let found = known.get(action);
      if (!found) known.set(action, (found = compute(action)));
      return found;
    },
  };
}

/** Without conditions, and for every resource. */
export function isPlain({ statement, compiled }: Written): boolean {
  return statement.Condition === undefined && compiled.terms.length === 0 && isEverywhere(statement);
}

function isEverywhere({ Resource, NotResource }: Written["statement"]): boolean {
  return NotResource === undefined && Resource !== undefined && Resource.some((resource) => !isUnknown(resource) && /^\*+$/.test(resource));
}
