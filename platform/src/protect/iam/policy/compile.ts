import type { Fact, Policy, Statement } from "../../../model/index.ts";
import { type ActionTest, actionTest } from "./actions.ts";
import { type Term, terms } from "./conditions.ts";
import { type PrincipalTest, principalTest } from "./principals.ts";
import { type ResourceTest, resourceTest } from "./resources.ts";

/** A statement made ready. Statements of equal content share one object, wherever they stand. */
export interface CompiledStatement {
  readonly effect: Statement["Effect"];
  readonly actions: ActionTest;
  readonly resources: ResourceTest | undefined;
  readonly principals: PrincipalTest | undefined;
  readonly notPrincipals: PrincipalTest | undefined;
  readonly terms: readonly Term[];
}

/** The statements of a policy made ready. Policies of equal content share one object: compare with `===`. */
export interface PolicyContent {
  readonly statements: readonly CompiledStatement[];
  /** The statements that can say something about a service (its prefix in lower case), each with its position. */
  readonly about: (service: string) => readonly Placed[];
}

export interface Placed {
  readonly position: number;
  readonly compiled: CompiledStatement;
}

export interface CompiledPolicy {
  readonly policy: Policy;
  readonly content: PolicyContent;
}

/** Entries after which the tables of shared content start afresh; what is in use stays alive through the policies that use it. */
const MOST_SHARED = 200_000;

const compiled = new WeakMap<Policy, CompiledPolicy>();
const sharedStatements = new Map<string, CompiledStatement>();
const sharedContents = new Map<string, PolicyContent>();

/** Makes a policy ready to be asked; once for every policy object, and the work once for equal contents. */
export function compilePolicy(policy: Policy): CompiledPolicy {
  const before = compiled.get(policy);
  if (before !== undefined) return before;
  const variables = policy.Version === "2012-10-17";
  const keys = policy.Statement.map((statement) => contentKey(statement, variables));
  const content = shared(sharedContents, keys.join("\n"), () =>
    contentOf(
      policy.Statement.map((statement, i) => shared(sharedStatements, keys[i] ?? "", () => compileStatement(statement, variables))),
    ),
  );
  const result = { policy, content };
  compiled.set(policy, result);
  return result;
}

function shared<T>(table: Map<string, T>, key: string, make: () => T): T {
  const before = table.get(key);
  if (before !== undefined) return before;
  if (table.size >= MOST_SHARED) table.clear();
  const made = make();
  table.set(key, made);
  return made;
}

function contentKey(statement: Statement, variables: boolean): string {
  const { Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition } = statement;
  const parts: Fact<unknown>[] = [Effect, Principal, NotPrincipal, Action, NotAction, Resource, NotResource, Condition];
  // JSON writes undefined in a list as null; no part of a statement is null.
  return JSON.stringify([variables, ...parts]);
}

function compileStatement(statement: Statement, variables: boolean): CompiledStatement {
  return {
    effect: statement.Effect,
    actions: actionTest(statement.Action, statement.NotAction),
    resources: resourceTest(statement.Resource, statement.NotResource, variables),
    principals: statement.Principal === undefined ? undefined : principalTest(statement.Principal),
    notPrincipals: statement.NotPrincipal === undefined ? undefined : principalTest(statement.NotPrincipal),
    terms: statement.Condition === undefined ? [] : terms(statement.Condition, variables),
  };
}

function contentOf(statements: readonly CompiledStatement[]): PolicyContent {
  const services = new Map<string, readonly Placed[]>();
  return {
    statements,
    about(service) {
      const before = services.get(service);
      if (before !== undefined) return before;
      const found = statements.flatMap((compiled, position) => (compiled.actions.touches(service) ? [{ position, compiled }] : []));
      services.set(service, found);
      return found;
    },
  };
}
