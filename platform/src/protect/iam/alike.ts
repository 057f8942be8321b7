import { type Condition, type Fact, isUnknown, type Policy, type Statement } from "../../model/index.ts";

/**
 * A text that two policies share only when they let in the same callers, statement by statement. Accounts hold thousands of policies
 * that differ in names alone: the Sid, the function they stand on, the API that calls it.
 */
export function likenessOf(policy: Policy): string {
  const alone = policy.Statement.every(isPlainAllow);
  return JSON.stringify([policy.Version, policy.Statement.map((statement) => rowOf(statement, alone))]);
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
    alone && Resource !== undefined && Resource.length > 0 && Resource.every(isFixed) ? "any" : part(Resource),
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
  const sources = Object.values(condition).flatMap((keys) => Object.keys(keys).filter(isSourceArn));
  if (sources.length !== 1) return condition;
  return Object.entries(condition).map(([operator, keys]) => [
    operator,
    Object.entries(keys).map(([key, values]) => [key, isSourceArn(key) && POSITIVE.test(operator) ? ownerOf(values) : values]),
  ]);
}

function isSourceArn(key: string): boolean {
  return key.toLowerCase() === "aws:sourcearn";
}

function ownerOf(values: readonly Fact<string>[]): unknown {
  const [value] = values;
  const owned = values.length === 1 && value !== undefined && isFixed(value) ? OWNED.exec(value)?.[1] : undefined;
  return owned === undefined ? values : { owned };
}

function isFixed(text: Fact<string>): text is string {
  // A policy variable stands for a part of the request, so that two parts have to fit together.
  return !isUnknown(text) && !text.includes("${");
}
