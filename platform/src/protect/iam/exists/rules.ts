import { type Fact, isUnknown, type Policy, type Principal, type Statement, type Unknown, unknown } from "../../../model/index.ts";
import { actionClause, type Clause, conditionClause, resourceClause } from "./clauses.ts";

/** A statement made ready for questions of existence. */
export interface Rule {
  readonly statement: Statement;
  readonly effect: Statement["Effect"];
  readonly action: Clause;
  readonly resource: Clause | undefined;
  readonly conditions: readonly Clause[];
  readonly principal: Named | undefined;
  readonly notPrincipal: Named | undefined;
}

/** The names in a Principal element, by kind. */
export interface Named {
  readonly everybody: boolean;
  /** Every AWS principal and everybody without a name, but no service: `{"AWS": "*"}`. */
  readonly everyPrincipal: boolean;
  readonly accounts: ReadonlySet<string>;
  /** ARNs of users and roles by account. */
  readonly arns: ReadonlyMap<string, readonly string[]>;
  readonly sessions: readonly Session[];
  readonly services: ReadonlySet<string>;
  readonly providers: ReadonlySet<string>;
  /** A part that could not be read, is not valid, or names somebody whose account nobody knows. */
  readonly unclear: Unknown | undefined;
}

export interface Session {
  readonly account: string;
  readonly role: string;
  readonly name: string;
  readonly partition: string;
}

const compiled = new WeakMap<Policy, readonly Rule[]>();

export function rulesOf(policy: Policy): readonly Rule[] {
  const before = compiled.get(policy);
  if (before !== undefined) return before;
  const variables = policy.Version === "2012-10-17";
  const rules = policy.Statement.map((statement) => ruleOf(statement, variables));
  compiled.set(policy, rules);
  return rules;
}

function ruleOf(statement: Statement, variables: boolean): Rule {
  const { Effect, Action, NotAction, Resource, NotResource, Principal, NotPrincipal } = statement;
  return {
    statement,
    effect: Effect,
    action: actionClause(Action, NotAction),
    resource: resourceClause(Resource, NotResource, variables),
    conditions: conditionsOf(statement, variables),
    principal: Principal === undefined ? undefined : namedOf(Principal),
    notPrincipal: NotPrincipal === undefined ? undefined : namedOf(NotPrincipal),
  };
}

function conditionsOf({ Condition }: Statement, variables: boolean): readonly Clause[] {
  if (Condition === undefined) return [];
  if (isUnknown(Condition)) {
    const nothing = { limit: undefined, fill: undefined, guess: undefined, reads: [], operator: undefined, key: undefined, values: [] };
    return [{ ...nothing, part: "", because: Condition }];
  }
  return Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => conditionClause(operator, key, values, variables)),
  );
}

const ROOT = /^arn:[^:*?]+:iam::([^:*?]+):root$/;
const PRINCIPAL = /^arn:[^:*?]+:iam::([^:*?]+):[^*?]+$/;
const SESSION = /^arn:([^:*?]+):sts::([^:*?]+):assumed-role\/([^/*?]+)\/([^*?]+)$/;
const STS = /^arn:[^:*?]+:sts::([^:*?]+):[^*?]+$/;
const ACCOUNT = /^\d{12}$/;
const UNIQUE_ID = /^A(?:IDA|ROA|GPA|NPA|NVA|SCA|BIA|CCA|IPA|KIA|SIA)[A-Z0-9]{12,}(?::.+)?$/;

function namedOf(principal: Fact<Principal>): Named {
  const accounts = new Set<string>();
  const arns = new Map<string, string[]>();
  const sessions: Session[] = [];
  let unclear: Unknown | undefined = isUnknown(principal) ? principal : undefined;
  let everyPrincipal = false;
  const nobody = { services: new Set<string>(), providers: new Set<string>() };
  const add = (account: string, arn: string) => arns.set(account, [...(arns.get(account) ?? []), arn]);
  if (principal === "*" || isUnknown(principal))
    return { everybody: principal === "*", everyPrincipal, accounts, arns, sessions, ...nobody, unclear };
  for (const value of principal.AWS) {
    if (isUnknown(value)) {
      unclear = value;
      continue;
    }
    const root = ROOT.exec(value)?.[1] ?? (ACCOUNT.test(value) ? value : undefined);
    const session = SESSION.exec(value);
    const named = PRINCIPAL.exec(value) ?? STS.exec(value);
    if (value === "*") everyPrincipal = true;
    else if (root !== undefined) accounts.add(root);
    else if (session) {
      const [, partition = "", account = "", role = "", name = ""] = session;
      sessions.push({ account, role, name, partition });
    } else if (named) add(named[1] as string, value);
    // The id of a principal that was deleted: nobody can be it any more.
    else if (!UNIQUE_ID.test(value)) unclear = unknown("malformed", { what: `Principal.AWS ${value}` });
  }
  const known = (values: readonly Fact<string>[]): ReadonlySet<string> => {
    unclear ??= values.find(isUnknown);
    return new Set(values.filter((value): value is string => !isUnknown(value)));
  };
  // Names of services are compared without regard to case, as the evaluator does.
  const services = new Set([...known(principal.Service)].map((service) => service.toLowerCase()));
  const providers = known(principal.Federated);
  const canonical = principal.CanonicalUser[0];
  if (canonical !== undefined) unclear ??= isUnknown(canonical) ? canonical : unknown("elsewhere", { what: "CanonicalUser" });
  return { everybody: false, everyPrincipal, accounts, arns, sessions, services, providers, unclear };
}
