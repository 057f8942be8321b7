import { decide } from "../iam/decide/decide.ts";
import type { Caller, Context, Decision, Policies, Source } from "../iam/question.ts";
import type { Grants } from "./profile.ts";

/** A request of an edge: kept with it, and answered anew when its proof is shown. */
export interface Ask {
  readonly action: string;
  readonly resource: string;
  readonly account: string;
  /** Policies of the resource itself. */
  readonly policies?: readonly Source[];
  /** Resource control policies of the resource's account. */
  readonly control?: readonly (readonly Source[])[];
  /** The service a role is passed to. */
  readonly service?: string;
  /** More that is known of the request, by condition key in lower case. */
  readonly keys?: Keys;
}

export type Keys = Readonly<Record<string, readonly string[] | "absent" | "unknown">>;

export interface Asker {
  readonly caller: Caller;
  readonly grants: Grants;
}

export const NO_GRANTS: Grants = { identity: [], boundary: undefined, serviceControl: [], unread: [] };

const SECURE: readonly [string, readonly string[]] = ["aws:securetransport", ["true"]];
const PLAIN: Context = { keys: new Map([SECURE]), others: "unknown" };
const belonging = new WeakMap<Context, WeakMap<object, Context>>();

/** The same request, of somebody of whose account something is known. What is said of the request goes first. */
function withKeys(context: Context, keys: NonNullable<Grants["keys"]>): Context {
  let known = belonging.get(context);
  if (!known) belonging.set(context, (known = new WeakMap()));
  let all = known.get(keys);
  if (!all) known.set(keys, (all = { ...context, keys: new Map([...Object.entries(keys), ...context.keys]) }));
  return all;
}

const passing = new Map<string, Context>();
const known = new WeakMap<Keys, Context>();

function contextOf({ service, keys }: Ask): Context {
  if (keys !== undefined) {
    let context = known.get(keys);
    if (!context) known.set(keys, (context = { keys: new Map([SECURE, ...Object.entries(keys)]), others: "unknown" }));
    return context;
  }
  if (service === undefined) return PLAIN;
  let context = passing.get(service);
  if (!context) passing.set(service, (context = { keys: new Map([SECURE, ["iam:passedtoservice", [service]]]), others: "unknown" }));
  return context;
}

const NONE: readonly never[] = [];

const carried = new WeakMap<Grants, Policies>();

/** Policies of the caller alone; most resources have none of their own. */
function policiesOf(grants: Grants): Policies {
  let policies = carried.get(grants);
  if (!policies) {
    policies = {
      identity: grants.identity,
      ...(grants.boundary === undefined ? {} : { boundary: grants.boundary }),
      serviceControl: grants.serviceControl,
      resourceControl: NONE,
      resource: NONE,
    };
    carried.set(grants, policies);
  }
  return policies;
}

/** The evaluator's answer to a request. */
export function answerOf({ caller, grants }: Asker, ask: Ask): Decision {
  const { action, resource, account, policies, control } = ask;
  const own = policiesOf(grants);
  const all =
    policies === undefined && control === undefined ? own : { ...own, resource: policies ?? NONE, resourceControl: control ?? NONE };
  const plain = contextOf(ask);
  const context = grants.keys === undefined ? plain : withKeys(plain, grants.keys);
  return decide({ caller, action, resource, resourceAccount: account, context }, all);
}

/** `allowed`, `depends`, or undefined when it is denied or nobody can know without guessing. */
export type Way = "allowed" | "depends";

export function wayOf(asker: Asker, ask: Ask): Way | undefined {
  const decision = answerOf(asker, ask);
  if (decision.answer === "allowed") return "allowed";
  return decision.answer === "depends" && !isGuess(decision) ? "depends" : undefined;
}

/**
 * Whether the answer hangs on nothing but what could not be read among what would let it in. Such an answer would make an edge to
 * everything of everyone with an unread policy: what was not read is told apart instead.
 */
function isGuess({ residual }: Decision): boolean {
  return residual.every(
    ({ layer, statement, because, key }) =>
      (layer === "identity" || layer === "resource") && statement.Effect === "Allow" && because !== undefined && key === undefined,
  );
}

/** The weaker of two ways; undefined when one of them is none. */
export function both(a: Way | undefined, b: Way | undefined): Way | undefined {
  return a === undefined || b === undefined ? undefined : a === "depends" || b === "depends" ? "depends" : "allowed";
}

/** All requests must be let in. Stops at the first that is not. */
export function wayOfAll(asker: Asker, asks: readonly Ask[]): Way | undefined {
  let way: Way | undefined = "allowed";
  for (const ask of asks) {
    way = both(way, wayOf(asker, ask));
    if (way === undefined) return undefined;
  }
  return way;
}
