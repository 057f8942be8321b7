import { isUnknown, type Statement, type Unknown, unknown, unknownInside } from "../../../model/index.ts";
import { type CompiledStatement, compilePolicy } from "../policy/compile.ts";
import type { Named } from "../policy/principals.ts";
import { and, MAYBE, NO, not, or, type Truth, YES } from "../policy/truth.ts";
import type { Deciding, Layer, Source } from "../question.ts";
import type { Asked } from "./asked.ts";

/** What a list of policies says about a request. */
export interface Said {
  readonly deny: Truth;
  /** By any name of the caller. */
  readonly allow: Truth;
  /** The same, told apart by the name under which the caller is admitted; only layers with principals tell them apart. */
  readonly direct: Truth;
  readonly user: Truth;
  readonly role: Truth;
  readonly account: Truth;
}

/** Statements that had a part, gathered over all layers. */
export interface Heard {
  readonly allows: Deciding[];
  readonly denies: Deciding[];
  readonly open: Open[];
}

/** A statement, or a whole source, of which nobody knows whether it applies. */
export interface Open extends Deciding {
  readonly compiled: CompiledStatement | undefined;
  readonly because: Unknown | undefined;
  /** Nothing but its conditions is in doubt. */
  readonly settled: boolean;
}

export const SILENT: Said = { deny: NO, allow: NO, direct: NO, user: NO, role: NO, account: NO };

/** Layers whose statements say for whom they are. */
const WITH_PRINCIPALS: ReadonlySet<Layer> = new Set(["resource", "resourceControl", "endpoint"]);

const EVERYBODY: Named = { direct: YES, user: NO, role: NO, account: NO };

export function hear(sources: readonly Source[], layer: Layer, asked: Asked, heard: Heard): Said {
  const said: Mutable<Said> = { deny: NO, allow: NO, direct: NO, user: NO, role: NO, account: NO };
  for (const source of sources) {
    if (isUnknown(source.policy)) {
      said.deny = or(said.deny, MAYBE);
      admit(said, { direct: MAYBE, user: MAYBE, role: MAYBE, account: MAYBE }, MAYBE);
      heard.open.push({ layer, source, statement: unreadable(source.policy), compiled: undefined, because: source.policy, settled: false });
      continue;
    }
    for (const { position, compiled } of compilePolicy(source.policy).about(asked.service)) {
      const what = covers(compiled, layer, asked);
      if (what === NO) continue;
      const rest = and(what, conditionsHold(compiled, asked));
      if (rest === NO) continue;
      const statement = source.policy.Statement[position] as Statement;
      put(compiled, { layer, source, statement }, what, rest, asked, said, heard);
    }
  }
  return said;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Counts a statement whose action, resource (`what`) and conditions (`rest`) may apply. */
function put(
  compiled: CompiledStatement,
  deciding: Deciding,
  what: Truth,
  rest: Truth,
  asked: Asked,
  said: Mutable<Said>,
  heard: Heard,
): void {
  const { effect } = compiled;
  const names = WITH_PRINCIPALS.has(deciding.layer) ? namesOf(compiled, asked) : EVERYBODY;
  const { direct, user, role, account } = names;
  const someName = or(or(direct, user), or(role, account));
  const all = and(rest, someName);
  if (all === NO) return;
  if (all === YES && effect === "Allow") heard.allows.push(deciding);
  if (all === YES && effect === "Deny") heard.denies.push(deciding);
  // A grant to the account is sure, and may be one to the very session too, which is worth more.
  const name = effect === "Allow" && direct === MAYBE ? MAYBE : someName;
  if (all !== YES || name !== YES || isUnknown(effect)) {
    const because = isUnknown(effect) ? effect : doubt(deciding.statement, asked, what, name);
    heard.open.push({ ...deciding, compiled, because, settled: because === undefined });
  }
  if (effect !== "Allow") said.deny = or(said.deny, effect === "Deny" ? all : MAYBE);
  if (effect !== "Deny") admit(said, names, effect === "Allow" ? rest : MAYBE);
}

function admit(said: Mutable<Said>, names: Named, rest: Truth): void {
  said.direct = or(said.direct, and(names.direct, rest));
  said.user = or(said.user, and(names.user, rest));
  said.role = or(said.role, and(names.role, rest));
  said.account = or(said.account, and(names.account, rest));
  said.allow = or(or(said.direct, said.user), or(said.role, said.account));
}

/** Action and resource of a statement. */
function covers({ actions, resources }: CompiledStatement, layer: Layer, asked: Asked): Truth {
  const action = actions.test(asked.action);
  if (action === NO) return NO;
  // Only policies that stand on a resource may leave it out: a role's trust policy is about the role.
  if (resources === undefined) return layer === "resource" ? action : MAYBE;
  return and(action, resources(asked.resource, asked.lookup));
}

function conditionsHold({ terms }: CompiledStatement, asked: Asked): Truth {
  let all: Truth = YES;
  for (const term of terms) {
    all = and(all, asked.holds(term));
    if (all === NO) return NO;
  }
  return all;
}

function namesOf({ principals, notPrincipals, effect }: CompiledStatement, asked: Asked): Named {
  if (principals !== undefined) return principals.named(asked.caller);
  if (notPrincipals === undefined) return { direct: MAYBE, user: MAYBE, role: MAYBE, account: MAYBE };
  // A Deny with NotPrincipal spares nobody who has a permissions boundary.
  if (effect === "Deny" && asked.bounded) return EVERYBODY;
  const { enough, any } = notPrincipals.listed(asked.caller);
  if (effect === "Deny") return { ...EVERYBODY, direct: not(enough) };
  // Nobody documents whom an Allow with NotPrincipal admits when only some of a caller's names are listed.
  return { ...EVERYBODY, direct: any === NO ? YES : and(not(enough), MAYBE) };
}

/** Why a statement is open for more than its conditions; undefined when it is not. */
function doubt(statement: Statement, asked: Asked, what: Truth, name: Truth): Unknown | undefined {
  if (what === YES && name === YES) return undefined;
  const { Action, NotAction, Resource, NotResource, Principal, NotPrincipal } = statement;
  const parts = what === YES ? [Principal, NotPrincipal] : [Action, NotAction, Resource, NotResource];
  const unread = unknownInside(parts);
  if (unread !== undefined) return unread;
  if (what !== YES) return unknown("not-collected", { what: "Resource" });
  const nameless = asked.caller.type === "role" && asked.caller.session === undefined;
  return nameless ? unknown("not-collected", { what: "session name" }) : unknown("malformed", { what: "Principal" });
}

/** A statement to name in the place of a policy that could not be read. */
function unreadable(because: Unknown): Statement {
  return { Sid: undefined, Effect: because, index: 0 };
}
