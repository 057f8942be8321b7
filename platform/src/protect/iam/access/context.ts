import { type Fact, isUnknown, type Unknown, type World } from "../../../model/index.ts";
import { compilePolicy } from "../policy/compile.ts";
import type { Context, Policies, Values } from "../question.ts";
import type { Person } from "./callers.ts";
import { accountNoun } from "./organization.ts";
import { pointKeys } from "./point-policies.ts";
import type { Target } from "./resources.ts";

type Said = Values | "absent" | "unknown";

/** What is taken for granted of a request unless somebody says otherwise: made directly, over TLS, now. */
export function assumptions(now: Date): ReadonlyMap<string, Said> {
  return new Map<string, Said>([
    ["aws:securetransport", ["true"]],
    ["aws:viaawsservice", ["false"]],
    ["aws:calledvia", "absent"],
    ["aws:calledviafirst", "absent"],
    ["aws:calledvialast", "absent"],
    ["kms:viaservice", "absent"],
    ["aws:currenttime", [now.toISOString()]],
    ["aws:epochtime", [String(Math.floor(now.getTime() / 1000))]],
  ]);
}

/** The condition keys of a request as far as the estate knows them; `given` is what the asker says and goes first. */
export function contextOf(
  world: World,
  person: Person,
  target: Target,
  policies: Policies,
  action: string,
  given: ReadonlyMap<string, Said> = NOTHING,
): Context {
  const keys = new Map<string, Said>(assumptions(world.now));
  if (action.toLowerCase() === "lambda:invokefunction") for (const [key, said] of DIRECT_CALL) keys.set(key, said);
  const { caller } = person;
  if ("account" in caller) keys.set("aws:principalorgid", organizationOf(world, caller.account));
  if (target.account !== undefined) keys.set("aws:resourceorgid", organizationOf(world, target.account));
  if (person.fn) {
    keys.set("lambda:sourcefunctionarn", [person.fn.id]);
    keys.set("aws:multifactorauthpresent", "absent");
    keys.set("aws:multifactorauthage", "absent");
  }
  if (target.owner?.kind === "S3AccessPoint") for (const [key, values] of pointKeys(target.owner)) keys.set(key, values);
  // Whoever names the bucket does not come through an access point of it.
  if (target.owner?.kind === "Bucket") for (const key of POINT_KEYS) keys.set(key, "absent");
  for (const key of mentioned(policies)) {
    const said = tag(key, person, target);
    if (said !== undefined) keys.set(key, said);
  }
  for (const [key, values] of given) keys.set(key.toLowerCase(), values);
  return { keys, others: "unknown" };
}

const NOTHING: ReadonlyMap<string, Said> = new Map();
/** A function that is called by itself; a call of its URL is asked for as `lambda:InvokeFunctionUrl`. */
const DIRECT_CALL: readonly (readonly [string, Said])[] = [
  ["lambda:functionurlauthtype", "absent"],
  ["lambda:invokedviafunctionurl", ["false"]],
];
const POINT_KEYS = ["s3:dataaccesspointarn", "s3:dataaccesspointaccount", "s3:accesspointnetworkorigin"];

/** The id of the organisation an account is in, `absent` when it is in none. */
export function organizationOf(world: World, account: string): Values | "absent" | "unknown" {
  const organization = accountNoun(world, account)?.Organization;
  if (organization !== undefined && !isUnknown(organization)) return [organization.Id];
  return organization === undefined && accountNoun(world, account) ? "absent" : "unknown";
}

/** The keys that tags decide, among those the policies ask for. */
function mentioned(policies: Policies): ReadonlySet<string> {
  const found = new Set<string>();
  const { identity, boundary, session, serviceControl, resourceControl, resource, endpoint } = policies;
  for (const list of [identity, boundary ?? [], session ?? [], ...serviceControl, ...resourceControl, resource, endpoint ?? []]) {
    for (const { policy } of list) {
      if (isUnknown(policy)) continue;
      for (const statement of compilePolicy(policy).content.statements) {
        for (const { key } of statement.terms) {
          const lower = key.toLowerCase();
          if (lower.includes("tag/")) found.add(lower);
        }
      }
    }
  }
  return found;
}

function tag(key: string, { holder, fn, caller }: Person, target: Target): Said | undefined {
  const slash = key.indexOf("/");
  const name = key.slice(slash + 1);
  if (key.startsWith("aws:principaltag/")) {
    if (!holder) return undefined;
    // Who assumes a role may pass tags along and say something else; a function and a user cannot.
    if (caller.type === "role" && !fn) return undefined;
    return valueOf(holder.Tags, name);
  }
  // Services spell it `aws:ResourceTag/…` or with their own prefix; objects of a bucket have tags of their own.
  if (!/^[a-z0-9-]+:resourcetag\//.test(key) || !target.owner || (target.owner.kind === "Bucket" && target.arn !== target.owner.id))
    return undefined;
  return valueOf((target.owner as { readonly Tags: Fact<Readonly<Record<string, string>> | undefined> }).Tags, name);
}

function valueOf(tags: Fact<Readonly<Record<string, string>> | undefined> | Unknown, name: string): Said | undefined {
  if (tags === undefined || isUnknown(tags)) return undefined;
  const found = Object.entries(tags).find(([key]) => key.toLowerCase() === name);
  return found ? [found[1]] : "absent";
}
