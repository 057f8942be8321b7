import { type Fact, isUnknown, type Noun, type Resource, type Unknown, type World } from "../../../model/index.ts";
import { accountOf } from "../../../model/world.ts";
import type { Caller } from "../question.ts";

/** Somebody who may ask, and what the estate knows of them. */
export interface Person {
  readonly caller: Caller;
  /** The user or role; undefined for callers from outside the estate and for root. */
  readonly holder: Noun<"Role"> | Noun<"User"> | undefined;
  /** The function in whose name a role acts. */
  readonly fn?: Noun<"LambdaFunction">;
  readonly name: string;
  /** Their own account, which nobody read, is taken to allow them everything: what is asked is whether the resource lets them in. */
  readonly free?: true;
}

export const ANONYMOUS: Person = { caller: { type: "anonymous" }, holder: undefined, name: "anonymous" };

/** A role of an account that nobody knows: what `*` in a policy lets in beside anonymous callers. */
export function strangerIn(account: string): Person {
  const arn = `arn:aws:iam::${account}:role/stranger`;
  return { caller: { type: "role", arn, account, serviceLinked: false }, holder: undefined, name: account, free: true };
}

const known = <T>(fact: Fact<T>): T | undefined => (isUnknown(fact) ? undefined : fact);

export function roleCaller(role: Noun<"Role">, session?: string): Caller {
  const id = "RoleId" in role ? known(role.RoleId) : undefined;
  return {
    type: "role",
    arn: role.id,
    account: role.account,
    serviceLinked: role.id.includes(":role/aws-service-role/"),
    ...(id === undefined ? {} : { id }),
    ...(session === undefined ? {} : { session }),
  };
}

export function userCaller(user: Noun<"User">): Caller {
  const id = "UserId" in user ? known(user.UserId) : undefined;
  return { type: "user", arn: user.id, account: user.account, ...(id === undefined ? {} : { id }) };
}

const people = new WeakMap<World, readonly Person[]>();

/** Every user, role and root of the estate. */
export function callersOf(world: World): readonly Person[] {
  let found = people.get(world);
  if (!found) {
    const out: Person[] = [];
    for (const role of world.everywhere("Role").values()) out.push({ caller: roleCaller(role), holder: role, name: role.name });
    for (const user of world.everywhere("User").values()) out.push({ caller: userCaller(user), holder: user, name: user.name });
    const accounts = new Set(world.estate.scopes.filter((scope) => scope.source === "aws").map((scope) => scope.account));
    for (const account of accounts) out.push({ caller: { type: "root", account }, holder: undefined, name: account });
    people.set(world, (found = out));
  }
  return found;
}

/**
 * Who a text means: an ARN, a name, a function (its role), an account (its root), `anonymous`, a service's principal name.
 * More than one: the text is ambiguous. None: there is nobody of that name. Unknown: the function's role could not be found out.
 */
export function personsOf(world: World, text: string): Fact<readonly Person[]> {
  if (text === "anonymous" || text === "*") return [ANONYMOUS];
  if (/^\d{12}$/.test(text)) return [{ caller: { type: "root", account: text }, holder: undefined, name: text }];
  if (/^[a-z0-9.-]+\.amazonaws\.com(?:\.cn)?$/.test(text))
    return [{ caller: { type: "service", service: text }, holder: undefined, name: text }];
  const inside = named(world, text);
  if (isUnknown(inside) || inside.length > 0) return inside;
  return text.startsWith("arn:") ? fromArn(world, text) : [];
}

function named(world: World, text: string): Fact<readonly Person[]> {
  const is = (resource: Resource) => resource.id === text || resource.name === text || resource.aliases?.includes(text) === true;
  const out: Person[] = [];
  const lost: Unknown[] = [];
  for (const fn of world.everywhere("LambdaFunction").values()) {
    if (!is(fn as unknown as Resource)) continue;
    const person = personOfFunction(world, fn);
    if (isUnknown(person)) lost.push(person);
    else out.push(person);
  }
  if (out.length > 0) return out;
  if (lost[0]) return lost[0];
  for (const role of world.everywhere("Role").values())
    if (is(role as unknown as Resource)) out.push({ caller: roleCaller(role), holder: role, name: role.name });
  if (out.length > 0) return out;
  for (const user of world.everywhere("User").values())
    if (is(user as unknown as Resource)) out.push({ caller: userCaller(user), holder: user, name: user.name });
  return out;
}

/** A function acts as a session of its role that bears its name. */
export function personOfFunction(world: World, fn: Noun<"LambdaFunction">): Fact<Person> {
  const role = world.find("Role", fn.Role, fn);
  if (isUnknown(role)) return role;
  if (role) return { caller: roleCaller(role, fn.name), holder: role, fn, name: fn.name };
  // The role is gone: it still has a name, and no policy.
  const arn = isUnknown(fn.Role) ? "" : fn.Role;
  return {
    caller: { type: "role", arn, account: fn.account, session: fn.name, serviceLinked: false },
    holder: undefined,
    fn,
    name: fn.name,
  };
}

function fromArn(world: World, arn: string): readonly Person[] {
  const account = accountOf(arn) ?? "";
  const rest = arn.split(":").slice(5).join(":");
  const outside = (caller: Caller): readonly Person[] => [{ caller, holder: undefined, name: arn }];
  if (rest === "root") return outside({ type: "root", account });
  const session = /^assumed-role\/([^/]+)\/(.+)$/.exec(rest);
  if (session) {
    for (const role of world.everywhere("Role").values())
      if (role.account === account && role.name === session[1])
        return [{ caller: roleCaller(role, session[2] as string), holder: role, name: arn }];
    const partition = arn.split(":", 2)[1];
    return outside({
      type: "role",
      arn: `arn:${partition}:iam::${account}:role/${session[1]}`,
      account,
      session: session[2] as string,
      serviceLinked: false,
    });
  }
  if (/^(?:oidc|saml)-provider\//.test(rest)) return outside({ type: "federated", provider: arn });
  // Nobody of that name in an account that was read: a slip of the pen, not a stranger.
  if (world.estate.scopes.some((scope) => scope.account === account)) return [];
  if (rest.startsWith("role/")) return outside({ type: "role", arn, account, serviceLinked: rest.startsWith("role/aws-service-role/") });
  return rest.startsWith("user/") ? outside({ type: "user", arn, account }) : [];
}
