import { isUnknown, type Statement, type Unknown } from "../../../model/index.ts";
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
}

export const SILENT: Said = { deny: NO, allow: NO, direct: NO, user: NO, role: NO, account: NO };

/** Layers whose statements say for whom they are. */
const WITH_PRINCIPALS: ReadonlySet<Layer> = new Set(["resource", "resourceControl", "endpoint"]);

const EVERYBODY: Named = { direct: YES, user: NO, role: NO, account: NO };

export function hear(sources: readonly Source[], layer: Layer, asked: Asked, heard: Heard): Said {
  const said = { ...SILENT };
  for (const source of sources) {
    if (isUnknown(source.policy)) {
      said.deny = or(said.deny, MAYBE);
      admit(said, { direct: MAYBE, user: MAYBE, role: MAYBE, account: MAYBE }, MAYBE);
      heard.open.push({ layer, source, statement: unreadable(source.policy), compiled: undefined, because: source.policy });
      continue;
    }
    const { content } = compilePolicy(source.policy);
    for (const position of content.about(asked.service)) {
      const compiled = content.statements[position];
      const statement = source.policy.Statement[position];
      if (compiled !== undefined && statement !== undefined) put(compiled, { layer, source, statement }, asked, said, heard);
    }
  }
  return said;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function put(compiled: CompiledStatement, deciding: Deciding, asked: Asked, said: Mutable<Said>, heard: Heard): void {
  const { effect } = compiled;
  const rest = applies(compiled, deciding.layer, asked);
  if (rest === NO) return;
  const names = WITH_PRINCIPALS.has(deciding.layer) ? namesOf(compiled, asked) : EVERYBODY;
  const someName = or(or(names.direct, names.user), or(names.role, names.account));
  const all = and(rest, someName);
  if (all === NO) return;
  if (all === YES && effect === "Allow") heard.allows.push(deciding);
  else if (all === YES && effect === "Deny") heard.denies.push(deciding);
  else heard.open.push({ ...deciding, compiled, because: isUnknown(effect) ? effect : undefined });
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

/** Action, resource and conditions of a statement. */
function applies(compiled: CompiledStatement, layer: Layer, asked: Asked): Truth {
  let all = compiled.actions.test(asked.action);
  if (all === NO) return NO;
  // Only policies that stand on a resource may leave it out: a role's trust policy is about the role.
  const { resources } = compiled;
  all = and(all, resources === undefined ? (layer === "resource" ? YES : MAYBE) : resources(asked.request.resource, asked.lookup));
  for (const term of compiled.terms) {
    if (all === NO) return NO;
    all = and(all, term.holds(asked.lookup));
  }
  return all;
}

function namesOf(compiled: CompiledStatement, asked: Asked): Named {
  const { caller } = asked.request;
  if (compiled.principals !== undefined) return compiled.principals.named(caller);
  if (compiled.notPrincipals === undefined) return { direct: MAYBE, user: MAYBE, role: MAYBE, account: MAYBE };
  const { all, any } = compiled.notPrincipals.listed(caller);
  if (compiled.effect === "Deny") return { ...EVERYBODY, direct: not(all) };
  // Nobody documents whom an Allow with NotPrincipal admits when only some of a caller's names are listed.
  return { ...EVERYBODY, direct: any === NO ? YES : and(not(all), MAYBE) };
}

/** A statement to name in the place of a policy that could not be read. */
function unreadable(because: Unknown): Statement {
  return { Sid: undefined, Effect: because, index: 0 };
}
