import { type Fact, isUnknown, type Policy, type Statement } from "../../../model/index.ts";
import { type ActionTest, actionTest, actionTouches } from "./actions.ts";
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
  /**
   * As `content.about`, but the first service comes without the work of sharing: most policies are asked about one only, and then no
   * statement on another is made ready.
   */
  readonly about: (service: string) => readonly Placed[];
}

/** Entries after which the tables of shared content start afresh; what is in use stays alive through the policies that use it. */
const MOST_SHARED = 200_000;

const NONE: readonly never[] = [];

const compiled = new WeakMap<Policy, CompiledPolicy>();
const sharedStatements = new Map<string, CompiledStatement>();
const sharedContents = new Map<string, PolicyContent>();

/** Makes a policy ready to be asked; once for every policy object, and the work once for equal contents. */
export function compilePolicy(policy: Policy): CompiledPolicy {
  let found = compiled.get(policy);
  if (found === undefined) compiled.set(policy, (found = new ReadyPolicy(policy)));
  return found;
}

class ReadyPolicy implements CompiledPolicy {
  readonly policy: Policy;
  #content: PolicyContent | undefined;
  /** The first service that was asked about; with the second, sharing is worth its while. */
  #service: string | undefined;
  #placed: readonly Placed[] = NONE;

  constructor(policy: Policy) {
    this.policy = policy;
  }

  get content(): PolicyContent {
    this.#content ??= sharedContent(this.policy);
    return this.#content;
  }

  about(service: string): readonly Placed[] {
    if (this.#service === service) return this.#placed;
    if (this.#content !== undefined || this.#service !== undefined) return this.content.about(service);
    this.#service = service;
    this.#placed = placedIn(this.policy, service);
    return this.#placed;
  }
}

function placedIn({ Statement: statements, Version }: Policy, service: string): readonly Placed[] {
  const found: Placed[] = [];
  for (const [position, statement] of statements.entries()) {
    if (touches(statement, service)) found.push({ position, compiled: compileStatement(statement, Version === VARIABLES) });
  }
  return found;
}

/** As the compiled statement would say it. */
function touches({ Action, NotAction }: Statement, service: string): boolean {
  if (NotAction !== undefined || Action === undefined) return true;
  for (const action of Action) if (isUnknown(action) || actionTouches(action, service)) return true;
  return false;
}

/** The version in which policies have variables. */
const VARIABLES = "2012-10-17";

function sharedContent(policy: Policy): PolicyContent {
  const variables = policy.Version === VARIABLES;
  const keys = policy.Statement.map((statement) => contentKey(statement, variables));
  return shared(sharedContents, keys.join("\n"), () =>
    contentOf(
      policy.Statement.map((statement, i) => shared(sharedStatements, keys[i] ?? "", () => compileStatement(statement, variables))),
    ),
  );
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
  return new ReadyStatement(statement, variables);
}

/** Its parts are made ready when they are asked for: most statements say no by their action alone. */
class ReadyStatement implements CompiledStatement {
  readonly effect: Statement["Effect"];
  readonly actions: ActionTest;
  readonly #statement: Statement;
  readonly #variables: boolean;
  #resources: ResourceTest | undefined;
  #principals: PrincipalTest | undefined;
  #notPrincipals: PrincipalTest | undefined;
  #terms: readonly Term[] | undefined;

  constructor(statement: Statement, variables: boolean) {
    this.effect = statement.Effect;
    this.actions = actionTest(statement.Action, statement.NotAction);
    this.#statement = statement;
    this.#variables = variables;
  }

  get resources(): ResourceTest | undefined {
    const { Resource, NotResource } = this.#statement;
    this.#resources ??= resourceTest(Resource, NotResource, this.#variables);
    return this.#resources;
  }

  get principals(): PrincipalTest | undefined {
    const { Principal } = this.#statement;
    if (Principal !== undefined) this.#principals ??= principalTest(Principal);
    return this.#principals;
  }

  get notPrincipals(): PrincipalTest | undefined {
    const { NotPrincipal } = this.#statement;
    if (NotPrincipal !== undefined) this.#notPrincipals ??= principalTest(NotPrincipal);
    return this.#notPrincipals;
  }

  get terms(): readonly Term[] {
    const { Condition } = this.#statement;
    this.#terms ??= Condition === undefined ? NONE : terms(Condition, this.#variables);
    return this.#terms;
  }
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
