import { isUnknown, type Noun, type Policy, parsePolicy, type World } from "../../model/index.ts";
import { organizationOf } from "../iam/access/context.ts";
import { type Holder, heldBy } from "../iam/access/identity.ts";
import { controlLevels, type Levels } from "../iam/access/organization.ts";
import { anything } from "../iam/access/resource-policies.ts";
import type { Source } from "../iam/question.ts";
import type { Grants } from "./profile.ts";

type Unread = Grants["unread"][number];

const readable = new WeakMap<Levels, { readonly levels: Levels; readonly unread: readonly Unread[] }>();

/**
 * Control policies as far as they were read. One that was not could only take something away, from everything alike: it is told
 * once and leaves the answers as they are, or every path of the account would hang on it.
 */
function readLevels(levels: Levels): { readonly levels: Levels; readonly unread: readonly Unread[] } {
  let known = readable.get(levels);
  if (!known) {
    const unread = levels.flat().flatMap(({ name, policy }) => (isUnknown(policy) ? { policy: name, because: policy } : []));
    const read = levels.map((sources) => sources.filter(({ policy }) => !isUnknown(policy)));
    readable.set(levels, (known = { levels: unread.length === 0 ? levels : read.filter((sources) => sources.length > 0), unread }));
  }
  return known;
}

/** What the organisation lets the principals of an account do. */
export function serviceControl(world: World, account: string) {
  return readLevels(controlLevels(world, account, "SERVICE_CONTROL_POLICY"));
}

/** What the organisation lets anybody do to the resources of an account. */
export function resourceControl(world: World, account: string) {
  return readLevels(controlLevels(world, account, "RESOURCE_CONTROL_POLICY"));
}

/** What a principal carries. */
export function grantsOf(holder: Noun<"Role"> | Noun<"User">, world: World): Grants {
  const { identity, boundary } = heldBy(holder, world);
  const unread = identity.flatMap(({ name, policy }) => (isUnknown(policy) ? { policy: name, because: policy } : []));
  return {
    identity: unread.length === 0 ? identity : identity.filter(({ policy }) => !isUnknown(policy)),
    boundary,
    serviceControl: serviceControl(world, holder.account).levels,
    unread,
    ...keysOf(world, holder.account),
  };
}

/** Whatever an account's own administrator may give: everything the organisation lets through. */
export function grantsOfAdministrator(world: World, account: string): Grants {
  const { levels } = serviceControl(world, account);
  return { identity: [anything], boundary: undefined, serviceControl: levels, unread: [], ...keysOf(world, account) };
}

const organizations = new WeakMap<World, Map<string, Pick<Grants, "keys">>>();

/** The organisation of an account, where it is known that it is in one or in none. */
function keysOf(world: World, account: string): Pick<Grants, "keys"> {
  let memory = organizations.get(world);
  if (!memory) organizations.set(world, (memory = new Map()));
  let known = memory.get(account);
  if (!known) {
    const said = organizationOf(world, account);
    memory.set(account, (known = said === "unknown" ? {} : { keys: { "aws:principalorgid": said } }));
  }
  return known;
}

/** What a member of the group gets by it. */
export function grantsOfGroup(group: Holder, world: World): readonly Source[] {
  return heldBy(group, world).identity.filter(({ policy }) => !isUnknown(policy));
}

/** The groups a user is known to be in. */
export function groupsOf(user: Noun<"User">, world: World): readonly Noun<"Group">[] {
  if (isUnknown(user.Groups)) return [];
  return user.Groups.flatMap((reference) => {
    const group = world.find("Group", reference, user);
    return isUnknown(group) || group === undefined ? [] : [group];
  });
}

const everything = parsePolicy({
  Version: "2012-10-17",
  Statement: [{ Sid: "Added", Effect: "Allow", Action: "*", Resource: "*" }],
}) as Policy;

/** What somebody can add who may change the policies of a principal. */
export const ANYTHING: Source = { name: "*", policy: everything };
