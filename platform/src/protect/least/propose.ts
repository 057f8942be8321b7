import { type Fact, isUnknown, type Statement } from "../../model/index.ts";
import { actionInfo, expandActions } from "../iam/catalog.ts";
import { covers, matches, overlap } from "../iam/glob.ts";
import { isKnownUnused, mayNarrow } from "./known-unused.ts";
import type { Evidence, Fate, Need, Piece } from "./types.ts";

export interface Outcome {
  readonly fate: Fate;
  readonly before: Piece | undefined;
  readonly after: readonly Piece[];
  readonly unexplained: readonly string[];
  readonly needs: readonly Need[];
}

/**
 * What becomes of one statement. Everything in `after` is inside of the statement: an action it covers, on resources it covers,
 * under its condition. That is why the result never grants more than today.
 */
export function proposeFor(statement: Statement, evidence: Evidence, days: number): Outcome {
  const before = pieceOf(statement);
  if (!before) return { fate: "unreadable", before: undefined, after: [], unexplained: [], needs: [] };
  if (before.effect === "Deny") return { fate: "kept", before, after: [before], unexplained: [], needs: [] };
  return before.notActions ? allExcept(before, evidence) : listed(before, evidence, days);
}

/** The statement as plain values; undefined when a part of it is not known. */
export function pieceOf(statement: Statement): Piece | undefined {
  const { Effect, Action, NotAction, Resource, NotResource, Condition, Sid } = statement;
  if (isUnknown(Effect) || isUnknown(Condition)) return undefined;
  const actions = plain(Action);
  const notActions = plain(NotAction);
  const resources = plain(Resource);
  const notResources = plain(NotResource);
  if (actions === null || notActions === null || resources === null || notResources === null) return undefined;
  if (!actions && !notActions) return undefined;
  if (!resources && !notResources) return undefined;
  for (const keys of Object.values(Condition ?? {})) for (const values of Object.values(keys)) if (values.some(isUnknown)) return undefined;
  return {
    effect: Effect,
    ...(actions ? { actions } : {}),
    ...(notActions ? { notActions } : {}),
    ...(resources ? { resources } : {}),
    ...(notResources ? { notResources } : {}),
    ...(Condition === undefined ? {} : { condition: Condition }),
    ...(Sid === undefined ? {} : { sid: Sid }),
  };
}

/** Null: one of them is not known. */
function plain(list: readonly Fact<string>[] | undefined): readonly string[] | undefined | null {
  if (list === undefined) return undefined;
  return list.some(isUnknown) ? null : (list as readonly string[]);
}

function listed(before: Piece, evidence: Evidence, days: number): Outcome {
  const { actions: _, ...frame } = before;
  const after: Piece[] = [];
  const stay: string[] = [];
  const unexplained: string[] = [];
  const served = new Set<Need>();
  for (const pattern of before.actions ?? []) {
    const literal = !/[*?]/.test(pattern);
    const mine = evidence.needs
      .filter((need) => matches(pattern.toLowerCase(), need.action.toLowerCase()))
      .map((need) => ({ need, fitting: within(need, frame) }))
      .filter(({ fitting }) => fitting.length > 0);
    for (const { need } of mine) served.add(need);
    const isNeeded = literal && mine.length > 0;
    // With every call known the catalogue need not be asked what else a wildcard covers.
    const isOpen =
      !isNeeded &&
      evidence.reserves.length > 0 &&
      !restOf(pattern, literal ? [] : mine.map(({ need }) => need)).every((action) => isKnownUnused(action, evidence, days));
    if (isOpen) {
      stay.push(pattern);
      unexplained.push(pattern);
    } else {
      for (const { need, fitting } of mine) {
        if (mayNarrow(need.action, evidence, days)) after.push(...fitting);
        else if (literal) stay.push(pattern);
        else after.push({ ...frame, actions: [need.action] });
      }
    }
  }
  const kept: Piece[] = stay.length > 0 ? [{ ...frame, actions: [...new Set(stay)] }] : [];
  // What stays already grants the narrower pieces.
  const extra = after.filter(
    (piece) => !(piece.actions ?? []).every((action) => stay.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase()))),
  );
  const pieces = [...kept, ...joinPieces(extra)];
  return { fate: fateOf(before, pieces, unexplained), before, after: pieces, unexplained, needs: [...served] };
}

/** What a pattern covers besides what is needed. A pattern the catalogue knows nothing of stands for itself. */
function restOf(pattern: string, needed: readonly Need[]): readonly string[] {
  const all = expandActions(pattern).map(({ name }) => name);
  const names = new Set(needed.map(({ action }) => action.toLowerCase()));
  return all.length === 0 ? [pattern] : all.filter((name) => !names.has(name.toLowerCase()));
}

function allExcept(before: Piece, evidence: Evidence): Outcome {
  const except = (before.notActions ?? []).map((action) => action.toLowerCase());
  const mine = evidence.needs.filter((need) => !except.some((pattern) => matches(pattern, need.action.toLowerCase())));
  if (evidence.reserves.length > 0)
    return {
      fate: "unexplained",
      before,
      after: [before],
      unexplained: (before.notActions ?? []).map((action) => `!${action}`),
      needs: mine,
    };
  const { notActions: _, ...frame } = before;
  const after = joinPieces(mine.flatMap((need) => within(need, frame)));
  return { fate: fateOf(before, after, []), before, after, unexplained: [], needs: mine };
}

/** The need as far as the statement grants it. */
function within(need: Need, frame: Piece): readonly Piece[] {
  const { notActions: _, sid: __, ...rest } = frame;
  const base = { ...rest, actions: [need.action] };
  if (frame.notResources) {
    if (frame.notResources.some((pattern) => covers(pattern, need.resource))) return [];
    const clear = need.resolved && need.resource !== "*" && !frame.notResources.some((pattern) => overlap(loose(pattern), need.resource));
    if (!clear) return [base];
    const { notResources: ___, ...open } = base;
    return [{ ...open, resources: [need.resource] }];
  }
  const resources = (frame.resources ?? []).flatMap((granted) => meet(granted, need));
  return resources.length === 0 ? [] : [{ ...base, resources: [...new Set(resources)] }];
}

/** Resources that both have. Where they only cross, what is granted stays: a statement cannot say "both". */
function meet(granted: string, need: Need): readonly string[] {
  // Nobody knows on which resource, or the action takes none: what is granted today remains.
  if (!need.resolved || (need.resource === "*" && actionInfo(need.action)?.resourceTypes.length === 0)) return [granted];
  if (!granted.includes("${") && covers(granted, need.resource)) return [need.resource];
  if (granted.includes("${")) return overlap(loose(granted), need.resource) ? [granted] : [];
  return overlap(granted, need.resource) ? [granted] : [];
}

/** A policy variable may be anything. */
function loose(pattern: string): string {
  return pattern.replaceAll(/\$\{[^}]*\}/g, "*");
}

function fateOf(before: Piece, after: readonly Piece[], unexplained: readonly string[]): Fate {
  if (unexplained.length > 0) return "unexplained";
  if (after.length === 0) return "removed";
  return after.length === 1 && same(before, after[0] as Piece) ? "kept" : "narrowed";
}

function same(a: Piece, b: Piece): boolean {
  const set = (list: readonly string[] | undefined, fold: boolean) =>
    [...new Set((list ?? []).map((x) => (fold ? x.toLowerCase() : x)))].toSorted().join("\n");
  return (
    set(a.actions, true) === set(b.actions, true) &&
    set(a.notActions, true) === set(b.notActions, true) &&
    set(a.resources, false) === set(b.resources, false) &&
    set(a.notResources, false) === set(b.notResources, false)
  );
}

/** Pieces on the same resources under the same condition become one. Two passes: first resources of one action, then actions. */
export function joinPieces(pieces: readonly Piece[]): readonly Piece[] {
  const byAction = group(
    pieces,
    (p) => JSON.stringify([p.effect, p.actions, p.notActions, p.notResources, p.condition]),
    (a, b) => (a.resources && b.resources ? { ...a, resources: smallest([...a.resources, ...b.resources]) } : a),
  );
  const whole = group(
    byAction,
    (p) => JSON.stringify([p.effect, p.notActions, p.resources?.toSorted(), p.notResources, p.condition]),
    (a, b) => (a.actions && b.actions ? { ...a, actions: distinctActions([...a.actions, ...b.actions]) } : a),
  );
  return whole.map((piece) => ({
    ...piece,
    ...(piece.actions ? { actions: piece.actions.toSorted() } : {}),
    ...(piece.resources ? { resources: piece.resources.toSorted() } : {}),
  }));
}

function group(pieces: readonly Piece[], keyOf: (piece: Piece) => string, join: (a: Piece, b: Piece) => Piece): readonly Piece[] {
  const groups = new Map<string, Piece>();
  for (const piece of pieces) {
    const key = keyOf(piece);
    const before = groups.get(key);
    groups.set(key, before ? join(before, piece) : piece);
  }
  return [...groups.values()];
}

/** Leaves out what another one covers. */
function smallest(resources: readonly string[]): readonly string[] {
  const all = [...new Set(resources)];
  return all.filter(
    (one) => !all.some((other) => other !== one && !other.includes("${") && covers(other, one) && !(covers(one, other) && one < other)),
  );
}

function distinctActions(actions: readonly string[]): readonly string[] {
  const seen = new Map(actions.map((action) => [action.toLowerCase(), action]));
  return [...seen.values()];
}
