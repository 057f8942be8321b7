import { isUnknown, type Statement } from "../../../model/index.ts";
import { type AccessLevel, type ActionInfo, accessLevels, actionsOfService, expandActions } from "../catalog.ts";
import { type CompiledStatement, compilePolicy } from "../policy/compile.ts";
import { YES } from "../policy/truth.ts";
import type { Source } from "../question.ts";

/** A statement with its compiled form and the policy it stands in. */
export interface Written {
  readonly statement: Statement;
  readonly compiled: CompiledStatement;
  readonly source: Source;
}

const written = new WeakMap<Source, readonly Written[]>();

/** The statements of a policy that could be read; none of one that could not. */
export function statementsOf(source: Source): readonly Written[] {
  let found = written.get(source);
  if (!found) {
    const { policy } = source;
    found = isUnknown(policy)
      ? []
      : compilePolicy(policy).content.statements.flatMap((compiled, i) => {
          const statement = policy.Statement[i];
          return statement ? [{ statement, compiled, source }] : [];
        });
    written.set(source, found);
  }
  return found;
}

const memory = new WeakMap<CompiledStatement, Map<string, readonly ActionInfo[]>>();

/** The actions of a service that a statement is about, as far as they are documented or written out. */
export function actionsIn({ statement, compiled }: Written, service: string): readonly ActionInfo[] {
  let known = memory.get(compiled);
  if (!known) memory.set(compiled, (known = new Map()));
  let found = known.get(service);
  if (!found) known.set(service, (found = read(statement, compiled, service)));
  return found;
}

const everyAction = new Map<string, readonly ActionInfo[]>();

function allOf(service: string): readonly ActionInfo[] {
  let all = everyAction.get(service);
  if (!all) everyAction.set(service, (all = [...actionsOfService(service).values()]));
  return all;
}

function read(statement: Statement, compiled: CompiledStatement, service: string): readonly ActionInfo[] {
  if (statement.NotAction !== undefined) return allOf(service).filter(({ name }) => compiled.actions.test(name.toLowerCase()) === YES);
  const found = new Set<ActionInfo>();
  for (const pattern of statement.Action ?? []) {
    if (isUnknown(pattern)) continue;
    const lower = pattern.toLowerCase();
    if (/^\*+$/.test(lower) || lower === `${service}:*`) return allOf(service);
    const at = lower.indexOf(":");
    if (at < 0 || (lower.slice(0, at) !== service && !/[*?]/.test(lower.slice(0, at)))) continue;
    const actions = expandActions(pattern).filter((action) => action.service === service);
    for (const action of actions) found.add(action);
    // AWS adds actions every week; what somebody wrote out is one, and may change things.
    if (actions.length === 0 && !/[*?]/.test(lower))
      found.add({ name: pattern, service, level: "Write", resourceTypes: [UNDOCUMENTED], conditionKeys: [] });
  }
  return [...found];
}

/** The resource type of an action that the catalogue does not know. */
export const UNDOCUMENTED = "?";

/** A set of access levels as bits, in the order of `accessLevels`. */
export type Levels = number;

export function levelBit(level: AccessLevel): Levels {
  return 1 << accessLevels.indexOf(level);
}

export function levelNames(levels: Levels): readonly AccessLevel[] {
  return accessLevels.filter((_, i) => (levels & (1 << i)) !== 0);
}
