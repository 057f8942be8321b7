import { type Fact, isUnknown, type World } from "../../../model/index.ts";
import { accountOf } from "../../../model/world.ts";
import { externalAccess, type Who } from "../exists/external.ts";
import type { Caller } from "../question.ts";
import { type Answered, decideIn, type Given } from "./access.ts";
import { ANONYMOUS, callersOf, type Person, strangerIn } from "./callers.ts";
import { bucketNames } from "./point-policies.ts";
import { type Target, targetOf } from "./resources.ts";

/** Who stands outside the estate. */
export type Outside = "anonymous" | "any-account" | "named" | "service" | "federated";

export interface WhoCan {
  /** Users, roles and roots of the estate that may, or may under conditions. */
  readonly inside: readonly Answered[];
  /** Callers from outside whom the resource lets in: their own account can give them the rest. */
  readonly outside: readonly (Answered & { readonly outside: Outside })[];
  /** How many callers of the estate were asked for. */
  readonly asked: number;
}

/** Everybody who may do something to a resource: those who surely may first. */
export function whoCan(world: World, action: string, target: Target, context?: Given): WhoCan {
  const people = callersOf(world);
  const ways = [target, ...pointsTo(world, target)];
  const put = (person: Person): Answered => {
    const answers = ways.map((way) => decideIn(world, { person, action, target: way, ...(context ? { context } : {}) }));
    const with_ = (wanted: string) => answers.find(({ decision: { answer } }) => answer === wanted);
    return with_("allowed") ?? with_("depends") ?? (answers[0] as Answered);
  };
  const inside = people.map(put).filter(mayPass);
  // What has no resource is done in the caller's own account.
  const outside = new Map<string, Answered & { readonly outside: Outside }>();
  const outsiders = target.arn === "*" ? [] : ways.flatMap((way) => strangers(world, way, action));
  for (const { person, outside: kind } of outsiders) {
    const answer = put(person);
    const key = `${kind} ${person.name}`;
    // Several callers may stand for one name of a policy: the strongest answer counts.
    if (mayPass(answer) && outside.get(key)?.decision.answer !== "allowed") outside.set(key, { ...answer, outside: kind });
  }
  return { inside: sureFirst(inside), outside: sureFirst([...outside.values()]), asked: people.length };
}

function sureFirst<T extends Answered>(answers: readonly T[]): readonly T[] {
  const isSure = ({ decision }: Answered) => decision.answer === "allowed";
  return [...answers.filter(isSure), ...answers.filter((one) => !isSure(one))];
}

/** A bucket is reached through its access points too, and through those of which nobody knows where they lead. */
function pointsTo(world: World, { arn, owner }: Target): readonly Target[] {
  if (owner?.kind !== "Bucket") return [];
  const key = arn.slice(owner.id.length + 1);
  return [...world.everywhere("S3AccessPoint").values()].flatMap((point) => {
    if (!bucketNames(point).some((name) => isUnknown(name) || name === owner.name)) return [];
    return [targetOf(world, key === "" ? point.id : `${point.id}/object/${key}`)];
  });
}

function mayPass({ decision: { answer } }: Answered): boolean {
  return answer === "allowed" || answer === "depends";
}

interface Stranger {
  readonly person: Person;
  readonly outside: Outside;
}

/** One caller of every class that a policy of the resource can let in. */
function strangers(world: World, target: Target, action: string): readonly Stranger[] {
  const found = new Map<string, Stranger>();
  const add = (key: string, stranger: Stranger) => {
    if (!found.has(key)) found.set(key, stranger);
  };
  add("anonymous", { person: ANONYMOUS, outside: "anonymous" });
  add("any-account", { person: strangerIn(unnamedAccount(world)), outside: "any-account" });
  const ours = new Set(world.estate.scopes.map((scope) => scope.account));
  for (const { policy } of target.sources) {
    if (isUnknown(policy)) continue;
    for (const { Effect, Principal } of policy.Statement) {
      if (Effect === "Deny" || Principal === undefined || isUnknown(Principal) || Principal === "*") continue;
      for (const name of known(Principal.AWS)) {
        const person = foreign(name);
        if (person && !("account" in person.caller && ours.has(person.caller.account))) add(name, { person, outside: "named" });
      }
      for (const service of known(Principal.Service))
        add(service, { person: { caller: { type: "service", service }, holder: undefined, name: service }, outside: "service" });
      for (const provider of known(Principal.Federated))
        add(provider, { person: { caller: { type: "federated", provider }, holder: undefined, name: provider }, outside: "federated" });
    }
  }
  return [...found.values(), ...proven(target, ours, action)];
}

/** Callers whom a policy lets in without naming them in its Principal: by a condition, or by leaving others out. */
function proven({ arn, account, sources }: Target, ours: ReadonlySet<string | undefined>, action: string): readonly Stranger[] {
  const readable = sources.filter(({ policy }) => !isUnknown(policy));
  if (readable.length === 0) return [];
  const zone = { account: account ?? "", trusted: [...ours].flatMap((own) => own ?? []) };
  const service = action.slice(0, Math.max(0, action.indexOf(":"))).toLowerCase();
  const { findings, undecided } = externalAccess({ policies: readable, resource: arn, below: ["*"], service, zone });
  return [
    ...findings.flatMap(({ who, witness }) => strangerOf(who, witness.caller)),
    ...undecided.flatMap(({ who }) => (who === undefined ? [] : strangerOf(who, undefined))),
  ];
}

function strangerOf(who: Who, caller: Caller | undefined): readonly Stranger[] {
  switch (who.who) {
    case "account": {
      const named = caller && "account" in caller ? caller : strangerIn(who.account).caller;
      return [{ person: { caller: named, holder: undefined, name: who.principal, free: true }, outside: "named" }];
    }
    case "service":
    case "any-account-through-service": {
      const name = caller?.type === "service" && who.service === "*" ? caller.service : who.service;
      if (name === "*") return [];
      return [{ person: { caller: { type: "service", service: name }, holder: undefined, name: who.service }, outside: "service" }];
    }
    case "federated":
      return [
        { person: { caller: { type: "federated", provider: who.provider }, holder: undefined, name: who.provider }, outside: "federated" },
      ];
    default:
      // Anonymous callers and those of any account are asked for anyway.
      return [];
  }
}

function known(list: readonly Fact<string>[]): readonly string[] {
  return list.filter((item): item is string => !isUnknown(item) && item !== "*");
}

function foreign(name: string): Person | undefined {
  const account = /^\d{12}$/.test(name) ? name : accountOf(name);
  if (!account || !/^\d{12}$/.test(account)) return undefined;
  const rest = name.split(":").slice(5).join(":");
  // A whole account is any of its roles that it lets do so.
  if (rest === "" || rest === "root") return { ...strangerIn(account), name: account };
  const caller: Caller = rest.startsWith("user/")
    ? { type: "user", arn: name, account }
    : { type: "role", arn: roleArn(name, account, rest), account, serviceLinked: false };
  return { caller, holder: undefined, name, free: true };
}

function roleArn(name: string, account: string, rest: string): string {
  const session = /^assumed-role\/([^/]+)\//.exec(rest)?.[1];
  return session === undefined ? name : `arn:${name.split(":", 2)[1]}:iam::${account}:role/${session}`;
}

/** An account id that nothing in the estate is about. */
function unnamedAccount(world: World): string {
  const named = new Set(world.estate.scopes.map((scope) => scope.account));
  for (let id = 1; ; id += 1) {
    const account = String(id).padStart(12, "0");
    if (!named.has(account)) return account;
  }
}
