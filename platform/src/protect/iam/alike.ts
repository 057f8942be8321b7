import { type Condition, type Fact, isUnknown, type Policy, type Statement } from "../../model/index.ts";

/**
 * A text that two policies share only when they let in the same callers, statement by statement. Accounts hold thousands of policies
 * that differ in names alone: the Sid, the function they stand on, the API that calls it.
 */
export function likenessOf(policy: Policy): string {
  const alone = policy.Statement.every(isPlainAllow);
  return JSON.stringify([policy.Version, policy.Statement.map((statement) => rowOf(statement, alone))]);
}

/**
 * Whether two policies are sure to have the same likeness. Says no of some that do, such as those with parts that could not be read;
 * a tenth of the work of the two texts.
 */
export function areAlike(a: Policy, b: Policy): boolean {
  if (a === b) return true;
  if (a.Version !== b.Version || a.Statement.length !== b.Statement.length) return false;
  const alone = a.Statement.every(isPlainAllow);
  for (let i = 0; i < a.Statement.length; i += 1) if (!areAlikeRows(a.Statement[i]!, b.Statement[i]!, alone)) return false;
  return true;
}

function areAlikeRows(a: Statement, b: Statement, alone: boolean): boolean {
  return (
    isSame(a.Effect, b.Effect) &&
    isSame(a.Principal, b.Principal) &&
    isSame(a.Action, b.Action) &&
    isSame(a.NotPrincipal, b.NotPrincipal) &&
    isSame(a.NotAction, b.NotAction) &&
    isSame(a.NotResource, b.NotResource) &&
    ((alone && isFixedList(a.Resource) && isFixedList(b.Resource)) || isSame(a.Resource, b.Resource)) &&
    (isSame(a.Condition, b.Condition) || (alone && areAlikeConditions(a.Condition, b.Condition)))
  );
}

/** Of parts that can be read: what is unknown for two reasons is not the same. */
function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return !isUnknown(a);
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null || isUnknown(a) || isUnknown(b)) return false;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    for (let i = 0; i < a.length; i += 1) if (!isSame(a[i], b[i])) return false;
    return true;
  }
  return hasSameEntries(a, b, isSame);
}

/** In the same order too, as their texts would have them. */
function hasSameEntries(a: object, b: object, same: (a: unknown, b: unknown, key: string) => boolean): boolean {
  const others = Object.keys(b);
  let i = 0;
  for (const key in a) {
    if (key !== others[i] || !same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key], key)) return false;
    i += 1;
  }
  return i === others.length;
}

function areAlikeConditions(a: Statement["Condition"], b: Statement["Condition"]): boolean {
  if (a === undefined || b === undefined || isUnknown(a) || isUnknown(b) || sourcesOf(a).length !== 1) return false;
  return hasSameEntries(a, b, (keys, others, operator) =>
    hasSameEntries(keys as object, others as object, (values, their, key) => {
      if (isSame(values, their)) return true;
      if (!isSourceArn(key) || !POSITIVE.test(operator)) return false;
      const owner = ownedBy(values as readonly Fact<string>[]);
      return owner !== undefined && owner === ownedBy(their as readonly Fact<string>[]);
    }),
  );
}

/** Where every statement allows, none takes away from another, and what each asks of one part can be met or not by itself. */
function isPlainAllow({ Effect, NotResource }: Statement): boolean {
  return Effect === "Allow" && NotResource === undefined;
}

function rowOf(statement: Statement, alone: boolean): readonly unknown[] {
  const { Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition } = statement;
  return [
    Effect,
    part(Principal),
    part(NotPrincipal),
    part(Action),
    part(NotAction),
    alone && isFixedList(Resource) ? "any" : part(Resource),
    part(NotResource),
    alone && Condition !== undefined && !isUnknown(Condition) ? conditionRow(Condition) : part(Condition),
  ];
}

/** JSON has no `undefined` in lists, and `null` stands in no policy. */
function part(value: unknown): unknown {
  return value ?? null;
}

const POSITIVE = /^(arn|string)(like|equals)$/i;
/** What comes after the account names one thing of its owner, and any thing of it is as good a proof. */
const OWNED = /^(arn:[^:]*:[^:]*:[^:]*:\d{12}:)./;

function conditionRow(condition: Condition): unknown {
  if (sourcesOf(condition).length !== 1) return condition;
  return Object.entries(condition).map(([operator, keys]) => [
    operator,
    Object.entries(keys).map(([key, values]) => [key, isSourceArn(key) && POSITIVE.test(operator) ? ownerOf(values) : values]),
  ]);
}

function sourcesOf(condition: Condition): readonly string[] {
  return Object.values(condition).flatMap((keys) => Object.keys(keys).filter(isSourceArn));
}

function isSourceArn(key: string): boolean {
  return key.toLowerCase() === "aws:sourcearn";
}

function ownerOf(values: readonly Fact<string>[]): unknown {
  const owned = ownedBy(values);
  return owned === undefined ? values : { owned };
}

function ownedBy(values: readonly Fact<string>[]): string | undefined {
  const [value] = values;
  return values.length === 1 && value !== undefined && isFixed(value) ? OWNED.exec(value)?.[1] : undefined;
}

function isFixedList(list: readonly Fact<string>[] | undefined): boolean {
  return list !== undefined && list.length > 0 && list.every(isFixed);
}

function isFixed(text: Fact<string>): text is string {
  // A policy variable stands for a part of the request, so that two parts have to fit together.
  return !isUnknown(text) && !text.includes("${");
}
