import { type Fact, isUnknown } from "../../../model/index.ts";
import { actionsOfService, services } from "../catalog.ts";
import type { ActionTest } from "../policy/actions.ts";
import { YES } from "../policy/truth.ts";
import type { Source } from "../question.ts";
import type { RoleClass } from "./profiles.ts";
import { statementsOf, type Written } from "./statements.ts";

/**
 * The statements that together allow every documented action on every resource: `*`, a NotAction that leaves the way to grant oneself
 * the rest, or a list of whole services, in one policy or in several. Empty when there are none, when a Deny takes everything away again, or when the boundary
 * or a control policy does not let everything through either.
 *
 * A condition does not make an administrator less of one: it is met some day. A Deny of some actions leaves an administrator of the rest.
 * What could not be read never takes the finding away.
 */
export function administrator({ allows, held, serviceControl }: RoleClass): readonly Written[] {
  const found = fullAccess(allows);
  if (found.length === 0) return found;
  const all = [...held.identity, ...(held.boundary ?? []), ...serviceControl.flat()].flatMap(statementsOf);
  if (all.some(deniesEverything)) return [];
  const caps = [...(held.boundary ? [held.boundary] : []), ...serviceControl];
  return caps.every(letsEverythingThrough) ? found : [];
}

/** Also a list of policies of which one could not be read, or not in full: it may. */
export function letsEverythingThrough(cap: readonly Source[]): boolean {
  if (cap.some(({ policy }) => isUnknown(policy))) return true;
  const statements = cap.flatMap(statementsOf);
  return fullAccess(statements).length > 0 || statements.some(mayAllowEverything);
}

/** Whatever could not be read of it being what it takes. */
function mayAllowEverything(written: Written): boolean {
  const { Effect, Action = [], NotAction = [], Resource = [] } = written.statement;
  const actions = [...Action, ...NotAction].some(isUnknown) || Action.some(isEveryAction);
  return Effect !== "Deny" && actions && (Resource.some(isUnknown) || onEverything(written));
}

function isEveryAction(action: Fact<string>): boolean {
  return !isUnknown(action) && /^(?:\*+|\*:\*)$/.test(action);
}

export function deniesEverything({ statement, compiled }: Written): boolean {
  return (
    statement.Effect === "Deny" && statement.Condition === undefined && onEverything({ statement }) && compiled.actions.test("*:*") === YES
  );
}

/** Whether a statement is for every resource, as far as it can be read. */
export function onEverything({ statement: { Resource, NotResource } }: Pick<Written, "statement">): boolean {
  return NotResource === undefined && (Resource ?? []).some((r) => !isUnknown(r) && /^(?:\*+|arn:\*|arn:aws:\*)$/i.test(r));
}

const NONE: readonly Written[] = [];

/** The fewest of these statements, taken in order, that cover every documented action on every resource; none when even all do not. */
export function fullAccess(statements: readonly Written[]): readonly Written[] {
  const everywhere = statements.filter((written) => written.statement.Effect === "Allow" && onEverything(written));
  if (everywhere.length === 0) return NONE;
  const alone = everywhere.filter(({ statement }) => (statement.Action ?? []).some(isEveryAction));
  if (alone.length > 0) return alone;
  return fullCover(everywhere.map((written) => ({ written, actions: written.compiled.actions }))).map(({ written }) => written);
}

/**
 * Those of a list, taken in order, that make an administrator: they cover every documented action; or one of them covers all but a few
 * (NotAction) and among them is a way to grant oneself those few. Empty when they do not.
 */
export function fullCover<T extends { readonly actions: ActionTest }>(list: readonly T[]): readonly T[] {
  const covers = (action: string) => list.find(({ actions }) => actions.test(action) === YES);
  const wide = covers(OF_NO_SERVICE);
  if (wide) {
    const granting = SELF_GRANTING.map(covers).find((item) => item !== undefined);
    return granting ? list.filter((item) => item === wide || item === granting) : [];
  }
  // Nearly always one look at an action that few need is enough to say no.
  if (!RARE.every((action) => covers(action))) return [];
  const needed = new Set<T>();
  for (const service of services()) {
    for (const name of actionsOfService(service).keys()) {
      const covering = covers(`${service}:${name}`);
      if (!covering) return [];
      needed.add(covering);
    }
  }
  return list.filter((item) => needed.has(item));
}

const RARE = ["braket:cancelquantumtask", "groundstation:cancelcontact"];
/** Allowed only to who is allowed everything, but for what is excepted. */
const OF_NO_SERVICE = "yagura:anythingatall";
/** With one of these on every resource, what is excepted is one call away. */
const SELF_GRANTING = ["iam:attachrolepolicy", "iam:putrolepolicy", "iam:attachuserpolicy", "iam:putuserpolicy"];
