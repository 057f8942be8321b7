import { type Fact, isUnknown, type Unknown, unknown, type World } from "../../../model/index.ts";
import { both, decideFunctionUrl, type FunctionUrlCall } from "../decide/compound.ts";
import { decide } from "../decide/decide.ts";
import { isCallOfUrl, isTakenUnsigned } from "../exists/services.ts";
import type { Context, Decision, Policies, Residual, Source } from "../question.ts";
import { callersOf, type Person, personsOf } from "./callers.ts";
import { contextOf } from "./context.ts";
import { type Passage, passageOf } from "./endpoints.ts";
import { heldBy } from "./identity.ts";
import { instancesOf } from "./instances.ts";
import { controlLevels } from "./organization.ts";
import { anything } from "./resource-policies.ts";
import { arnsOf, type Target, targetOf } from "./resources.ts";

/** Condition keys of a request as the asker gives them. */
export type Given = ReadonlyMap<string, readonly string[] | "absent" | "unknown">;

/** Every policy of the estate that has a say when this person asks for this resource. */
export function policiesFor(world: World, person: Person, target: Target): Policies {
  const { caller, holder } = person;
  const held = holder ? heldBy(holder, world) : undefined;
  const account = "account" in caller ? caller.account : undefined;
  return {
    identity: held?.identity ?? strangerHolds(world, person),
    ...(held?.boundary === undefined ? {} : { boundary: held.boundary }),
    serviceControl: account === undefined || !isOurs(world, account) ? [] : controlLevels(world, account, "SERVICE_CONTROL_POLICY"),
    resourceControl: target.account === undefined ? [] : controlLevels(world, target.account, "RESOURCE_CONTROL_POLICY"),
    resource: target.sources,
  };
}

function isOurs(world: World, account: string): boolean {
  return world.estate.scopes.some((scope) => scope.account === account);
}

/** What callers from outside hold, their own account knows. */
function strangerHolds(world: World, { caller, free }: Person): readonly Source[] {
  if (free) return [anything];
  if (!("account" in caller) || caller.type === "root" || isOurs(world, caller.account)) return [];
  return [{ name: caller.arn, policy: unknown("elsewhere", { what: caller.arn }) }];
}

export interface Asking {
  readonly person: Person;
  readonly action: string;
  readonly target: Target;
  readonly context?: Given;
}

export interface Answered extends Asking {
  readonly decision: Decision;
  readonly known: Context;
  /** The VPC endpoint the request comes through, as far as anybody knows. */
  readonly through?: string;
}

/** Whether a person may do something to a resource of the estate, and by which statements. */
export function decideIn(world: World, asking: Asking): Answered {
  const answer = decideOne(world, asking);
  const { target, decision } = answer;
  if (decision.answer === "allowed" || target.arn === "*" || !/[*?]/.test(target.arn)) return answer;
  // A form of resource was asked for: one allowed resource of that form is enough.
  let best = answer;
  const passage = passageOf(world, asking.person, asking.action, target, asking.context);
  const policies = policiesFor(world, asking.person, target);
  for (const arn of instancesOf(target.arn, passage ? { ...policies, endpoint: passage.sources } : policies)) {
    const one = decideOne(world, { ...asking, target: { ...target, arn } });
    if (one.decision.answer === "allowed") return one;
    if (one.decision.answer === "depends" && best.decision.answer !== "depends") best = one;
  }
  return best;
}

/** What services refuse before any policy is asked: a call that nobody signed. */
const REFUSED: Decision = { answer: "implicitly-denied", by: [], missing: [], residual: [] };

function decideOne(world: World, asking: Asking): Answered {
  const passage = passageOf(world, asking.person, asking.action, asking.target, asking.context);
  if (!passage) return decideBy(world, asking, undefined);
  const through = { ...decideBy(world, asking, passage), through: passage.name };
  if (passage.sure) return through;
  const around = decideBy(world, asking, undefined);
  const isDenied = ({ decision }: Answered) => decision.answer.endsWith("denied");
  if (through.decision.answer === around.decision.answer || (isDenied(through) && isDenied(around))) return around;
  // It hangs on which way the request takes.
  const [source] = passage.sources as readonly [Source];
  const because = unknown("not-collected", { what: passage.name });
  const residual: Residual = { layer: "endpoint", source, statement: { Sid: undefined, Effect: because, index: 0 }, because };
  const open = [...through.decision.residual, ...around.decision.residual];
  return { ...around, decision: { answer: "depends", by: [], missing: [], residual: [residual, ...open] } };
}

function decideBy(world: World, asking: Asking, passage: Passage | undefined): Answered {
  const { person, action, target, context } = asking;
  const held = policiesFor(world, person, target);
  const policies = passage ? { ...held, endpoint: passage.sources } : held;
  const known = contextOf(world, person, target, policies, action, passage ? new Map([...passage.keys, ...(context ?? [])]) : context);
  const { caller } = person;
  if (caller.type === "anonymous" && !isTakenUnsigned(action)) return { ...asking, decision: REFUSED, known };
  const about = {
    caller,
    resource: target.arn,
    ...(target.account === undefined ? {} : { resourceAccount: target.account }),
    context: known,
  };
  const own = isCallOfUrl(action) ? callOfUrl(target, about, policies) : decide({ ...about, action }, policies);
  const decision = target.behind ? through(own, target.behind, (resource) => decide({ ...about, action }, { ...policies, resource })) : own;
  return { person, action, target, ...(context ? { context } : {}), decision, known };
}

/** A call of a function's URL. Where nobody knows how it asks who is calling, it may ask either way. */
function callOfUrl(target: Target, about: Omit<FunctionUrlCall, "authType">, policies: Policies): Decision {
  const type = urlAuthentication(target);
  if (type === undefined) return decide({ ...about, action: "lambda:InvokeFunctionUrl" }, policies);
  if (!isUnknown(type)) return decideFunctionUrl({ ...about, authType: type }, policies);
  const open = decideFunctionUrl({ ...about, authType: "NONE" }, policies);
  const signed = decideFunctionUrl({ ...about, authType: "AWS_IAM" }, policies);
  if (open.answer === signed.answer) return open;
  const source: Source = { name: target.owner?.name ?? target.arn, policy: type, carrier: target.owner?.id ?? target.arn };
  const residual: Residual = { layer: "resource", source, statement: { Sid: undefined, Effect: type, index: 0 }, because: type };
  const refused = [open, signed].every(({ answer }) => answer.endsWith("denied"));
  return refused ? open : { answer: "depends", by: [], missing: [], residual: [residual, ...open.residual, ...signed.residual] };
}

/** A request through an access point must pass the bucket behind it as well: one of them, where there are several. */
function through(own: Decision, behind: readonly (readonly Source[])[], put: (sources: readonly Source[]) => Decision): Decision {
  if (own.answer !== "allowed" && own.answer !== "depends") return own;
  const answers = behind.map((sources) => both(own, put(sources)));
  return answers.find(({ answer }) => answer === "allowed") ?? answers.find(({ answer }) => answer === "depends") ?? answers[0] ?? own;
}

/** How the function's URL asks who is calling; undefined when it has none. */
function urlAuthentication({ owner, arn }: Target): Fact<"NONE" | "AWS_IAM"> | undefined {
  if (owner?.kind !== "LambdaFunction") return undefined;
  if (isUnknown(owner.Urls)) return owner.Urls;
  const qualifier = arn === owner.id ? undefined : arn.slice(owner.id.length + 1);
  return owner.Urls.find((one) => one.Qualifier === qualifier)?.AuthType;
}

// By name

export interface Asked {
  readonly principal: string;
  readonly action: string;
  readonly resource: string;
  readonly context?: Given;
}

/** A name that means nobody, nothing, or more than one. */
export interface Misnamed {
  readonly problem: "principal" | "resource";
  readonly text: string;
  /** What it may mean; empty when nothing of that name is there. */
  readonly candidates: readonly string[];
  readonly because?: Unknown;
}

/** As `decideIn`, by the names people use. */
export function ask(world: World, { principal, action, resource, context }: Asked): Answered | Misnamed {
  const persons = personsOf(world, principal);
  if (isUnknown(persons)) return { problem: "principal", text: principal, candidates: [], because: persons };
  const [person] = persons;
  if (!person || persons.length > 1) return { problem: "principal", text: principal, candidates: persons.map(nameOf) };
  const target = targetNamed(world, resource, action);
  if ("problem" in target) return target;
  return decideIn(world, { person, action, target, ...(context ? { context } : {}) });
}

export function targetNamed(world: World, resource: string, action: string): Target | Misnamed {
  const arns = arnsOf(world, resource, action);
  const [arn] = arns;
  if (arn === undefined || arns.length > 1) return { problem: "resource", text: resource, candidates: arns };
  return targetOf(world, arn);
}

function nameOf({ fn, holder, name }: Person): string {
  return (fn ?? holder)?.id ?? name;
}

/** Everything a principal may be called by, for a near name when there is none of that name. */
export function principalNames(world: World): readonly string[] {
  return [
    ...new Set([...callersOf(world).map(({ name }) => name), ...[...world.everywhere("LambdaFunction").values()].map(({ name }) => name)]),
  ];
}
