import { isUnknown, type NeedId, type Noun, type Resource } from "../../../model/index.ts";
import { behindPoint, pointKeys, pointSources } from "../../iam/access/point-policies.ts";
import { anything } from "../../iam/access/resource-policies.ts";
import type { Caller, Source } from "../../iam/question.ts";
import { type Ask, type Asker, both, type Keys, NO_GRANTS, type Way, wayOf, wayOfAll } from "../ask.ts";
import type { Builder, Found } from "../builder.ts";
import { channels, leadsOn } from "../channels.ts";
import { readable } from "../estate.ts";
import { grantsOfAdministrator, resourceControl } from "../grants.ts";
import type { Grants } from "../profile.ts";
import { readings } from "../stores.ts";
import { fact } from "./fixed.ts";

/** Another account gives its own people whatever they need. */
const THEIRS: Grants = { ...NO_GRANTS, identity: [anything] };

/** Keys that a caller from outside cannot set to what a policy names. */
const FROM_OUTSIDE: Keys = {
  "aws:principalorgid": ["o-stranger00"],
  "aws:principalorgpaths": ["o-stranger00/r-none/"],
  "aws:principalisawsservice": ["false"],
  "aws:viaawsservice": ["false"],
  "aws:sourceaccount": "absent",
  "aws:sourceowner": "absent",
  "aws:sourcearn": "absent",
  "aws:sourceorgid": "absent",
  "aws:sourcevpce": "absent",
  "aws:sourcevpc": "absent",
  "aws:calledvia": "absent",
  "lambda:functionurlauthtype": "absent",
  "lambda:invokedviafunctionurl": ["false"],
};
/** The same, of somebody whose organisation may be the one that is named. */
const PARTNER: Keys = { ...FROM_OUTSIDE, "aws:principalorgid": "unknown", "aws:principalorgpaths": "unknown" };

const { "aws:principalorgid": _, "aws:principalorgpaths": __, ...ANYWHERE } = FROM_OUTSIDE;
/** Of somebody of the estate, whose organisation follows from the account. */
const WITHIN: Keys = ANYWHERE;

const STRANGER = "012345678901";

/** Anybody can make an access point of their own to a bucket that lets their account do so; ours are asked apart. */
function ownPoints(account: string): Keys {
  return { "s3:dataaccesspointaccount": [account], "s3:dataaccesspointarn": [`arn:aws:s3:us-east-1:${account}:accesspoint/own`] };
}

const ANYBODY: Keys = { ...FROM_OUTSIDE, ...ownPoints(STRANGER) };
const known = new Map<string, Keys>();

/** The same object for the same account: what is asked with it is remembered by it. */
function keysIn(of: string, keys: Keys, account: string): Keys {
  const name = `${of} ${account}`;
  let found = known.get(name);
  if (!found) known.set(name, (found = { ...keys, ...ownPoints(account) }));
  return found;
}

export interface Stranger {
  readonly node: number;
  readonly asker: Asker;
  readonly keys: Keys;
}

/** Anybody: without a name, and from an account nobody has heard of. */
export function anyone(b: Builder): readonly Stranger[] {
  const node = b.estate.nodes.add("internet", "internet", "internet");
  return [
    { node, asker: { caller: { type: "anonymous" }, grants: NO_GRANTS }, keys: ANYBODY },
    { node, asker: { caller: roleOf(STRANGER), grants: THEIRS }, keys: ANYBODY },
  ];
}

/** Somebody of a named account, as a principal that the policy names where it names one. */
export function partner(b: Builder, account: string, arn?: string): Stranger {
  const node = b.estate.nodes.add("third-party", `account:${account}`, account, account);
  return { node, asker: { caller: callerIn(account, arn), grants: THEIRS }, keys: keysIn("partner", PARTNER, account) };
}

/** Whoever administers an account of the estate can act as any of its principals, in other accounts too. */
export function administrator(b: Builder, account: string, arn?: string): Stranger {
  const grants = grantsOfAdministrator(b.estate.world, account);
  return { node: b.admin(account), asker: { caller: callerIn(account, arn), grants }, keys: keysIn("within", WITHIN, account) };
}

function callerIn(account: string, arn: string | undefined): Caller {
  if (arn === undefined || !/:(role|user)\//.test(arn)) return roleOf(account);
  return arn.includes(":user/") ? { type: "user", arn, account } : { ...roleOf(account), arn };
}

function roleOf(account: string): Extract<Caller, { type: "role" }> {
  return { type: "role", arn: `arn:aws:iam::${account}:role/somebody`, account, serviceLinked: false };
}

/** Edges from outside to a resource whose own policies let somebody in. */
export function letIn(b: Builder, who: Stranger, resource: Resource, of: string): boolean {
  if (of === "assumable") return assume(b, who, resource);
  if (resource.kind === "LambdaFunction") return invoke(b, who, resource);
  const read = of === "store" && readFromOutside(b, who, resource);
  const fed = of === "channel" && feedFromOutside(b, who, resource);
  return read || fed;
}

function asked(
  b: Builder,
  who: Stranger,
  action: string,
  resource: Resource,
  arn?: string,
): { readonly ask: Ask; readonly way: Way } | undefined {
  const ask: Ask = { ...b.estate.ask(action, resource, arn), keys: who.keys };
  const way = wayOf(who.asker, ask);
  return way === undefined ? undefined : { ask, way: resource.kind === "Bucket" ? (throughBlock(b, who, resource, way) ?? way) : way };
}

function assume(b: Builder, who: Stranger, role: Resource): boolean {
  const target = b.estate.byId(role.id);
  const found = target && asked(b, who, "sts:AssumeRole", role);
  if (found) b.link(who.node, target.node, { technique: "sts-001", way: found.way, asks: [found.ask] }, who.asker);
  return found !== undefined;
}

function invoke(b: Builder, who: Stranger, fn: Noun<"LambdaFunction">): boolean {
  const found = asked(b, who, "lambda:InvokeFunction", fn);
  const call: UrlCall | undefined = found ? { way: found.way, asks: [found.ask] } : throughUrl(b, who, fn);
  if (call)
    b.link(
      who.node,
      b.estate.nodes.of(fn, "function"),
      { technique: "yagura-lambda-invoke", way: call.way, asks: call.asks, needs: ["flaw", ...(call.needs ?? [])] },
      who.asker,
    );
  return call !== undefined;
}

/** A URL that asks for a signature takes that of any account its policy lets in. */
function throughUrl(b: Builder, who: Stranger, fn: Noun<"LambdaFunction">): UrlCall | undefined {
  if (isUnknown(fn.Urls)) return undefined;
  for (const url of fn.Urls) {
    const call = url.AuthType === "AWS_IAM" ? urlCall(b, who, fn, url.Qualifier, "AWS_IAM") : undefined;
    if (call) return call;
  }
  return undefined;
}

function readFromOutside(b: Builder, who: Stranger, store: Resource): boolean {
  if (store.kind === "Bucket" && readThroughPoint(b, who, store)) return true;
  if (isBlocked(b, who, store)) return false;
  const reading = readings[store.kind];
  for (const action of reading?.actions ?? []) {
    const found = asked(b, who, action, store, reading?.object ? `${store.id}/${nameInside(b, store)}` : undefined);
    if (!found) continue;
    b.link(who.node, b.estate.nodes.of(store, "store"), { technique: "read", way: found.way, asks: [found.ask], base: 1 }, who.asker);
    return true;
  }
  return false;
}

/** Through an access point of the bucket: the point and the bucket must both let it in. */
function readThroughPoint(b: Builder, who: Stranger, bucket: Noun<"Bucket">): boolean {
  const { world } = b.estate;
  for (const point of b.estate.pointsOf(bucket)) {
    const own = readable(pointSources(point, world));
    const resource = `${point.id}/object/${insideOf(own)}`;
    const keys = { ...who.keys, ...Object.fromEntries(pointKeys(point)) };
    const control = resourceControl(world, point.account).levels;
    const asks = [own, ...behindPoint(point, world).slice(0, 1).map(readable)].map(
      (policies): Ask => ({ action: "s3:GetObject", resource, account: point.account, policies, control, keys }),
    );
    const way = asks.length < 2 ? undefined : wayOfAll(who.asker, asks);
    if (way === undefined) continue;
    b.link(who.node, b.estate.nodes.of(bucket, "store"), { technique: "read", way, asks, base: 1, through: point.id }, who.asker);
    return true;
  }
  return false;
}

function feedFromOutside(b: Builder, who: Stranger, resource: Resource): boolean {
  const channel = channels[resource.kind];
  if (!channel || !leadsOn(resource, b.estate.world.graph) || isBlocked(b, who, resource)) return false;
  const found = asked(b, who, channel.action, resource, channel.object ? `${resource.id}/${nameInside(b, resource)}` : undefined);
  if (found)
    b.link(who.node, b.estate.nodes.of(resource, "channel"), { technique: "channel", way: found.way, asks: [found.ask] }, who.asker);
  return found !== undefined;
}

/** A name that the bucket's policy speaks of. */
function nameInside(b: Builder, bucket: Resource): string {
  return insideOf(b.estate.policiesOf(bucket));
}

function insideOf(sources: readonly Source[]): string {
  for (const { policy } of sources) {
    if (isUnknown(policy)) continue;
    for (const { Effect, Resource: resources } of policy.Statement)
      for (const written of Effect === "Allow" ? (resources ?? []) : []) {
        const pattern = isUnknown(written)
          ? written
          : written.replace(/^(arn:[^:]*:s3:[^:]*:\d*:accesspoint)\/([^/]*)\/object\//, "$1:$2/");
        const slash = isUnknown(pattern) ? -1 : pattern.indexOf("/");
        if (!isUnknown(pattern) && slash >= 0)
          return pattern
            .slice(slash + 1)
            .replaceAll("*", "yagura")
            .replaceAll("?", "y");
      }
  }
  return "yagura";
}

/** `RestrictPublicBuckets` leaves a bucket with a public policy to its own account; of the bucket or of the account. */
function isBlocked(b: Builder, who: Stranger, resource: Resource): boolean {
  return resource.kind === "Bucket" && who.asker.caller.type !== "federated" && blockOf(b, resource) === true;
}

/** Undefined when a part of it is not known and no other decides. */
function blockOf(b: Builder, bucket: Noun<"Bucket">): boolean | undefined {
  const own = bucket.PublicAccessBlock;
  if (!isUnknown(own) && own?.RestrictPublicBuckets) return isPublic(b, bucket);
  const [account] = b.estate.world.known("Account", bucket);
  const wide = account?.S3PublicAccessBlock;
  if (wide !== undefined && !isUnknown(wide) && wide.RestrictPublicBuckets) return isPublic(b, bucket);
  return isUnknown(own) || isUnknown(wide) ? undefined : false;
}

/** The block cuts off whom a public policy admits; a policy that names accounts only is none. */
function isPublic(b: Builder, bucket: Noun<"Bucket">): boolean {
  return b.estate.granting.some(({ resource, everyone }) => resource === bucket && everyone);
}

function throughBlock(b: Builder, who: Stranger, bucket: Noun<"Bucket">, way: Way): Way {
  return who.asker.caller.type === "anonymous" && blockOf(b, bucket) === undefined ? "depends" : way;
}

/** A function's URL that asks nobody who they are. */
export function functionUrls(b: Builder, who: Stranger): void {
  for (const fn of b.estate.functions) {
    if (isUnknown(fn.Urls)) continue;
    for (const url of fn.Urls) {
      if (url.AuthType === "AWS_IAM") continue;
      const call = urlCall(b, who, fn, url.Qualifier, "NONE");
      if (call === undefined) continue;
      // A URL of which nobody knows how it asks may ask nobody.
      const way = isUnknown(url.AuthType) ? "depends" : call.way;
      const facts = [fact("url-without-auth", fn, "Urls")];
      const needs: readonly NeedId[] = ["flaw", ...(call.needs ?? [])];
      b.link(
        who.node,
        b.estate.nodes.of(fn, "function"),
        { technique: "function-url", way, asks: call.asks, needs, facts, base: 1 },
        who.asker,
      );
    }
  }
}

type UrlCall = Pick<Found, "way" | "asks" | "needs">;

/**
 * Lambda asks two questions of a call through a URL. URLs made before October 2025 were asked the first only, and AWS let them go on for a
 * while: where the second is not granted, the call works only if this is one of them.
 */
function urlCall(
  b: Builder,
  who: Stranger,
  fn: Noun<"LambdaFunction">,
  qualifier: string | undefined,
  authType: "NONE" | "AWS_IAM",
): UrlCall | undefined {
  const arn = qualifier === undefined ? fn.id : `${fn.id}:${qualifier}`;
  const policies = b.estate.policiesOf(fn, qualifier);
  const put = (action: string, keys: Keys): { readonly ask: Ask; readonly way: Way | undefined } => {
    const ask: Ask = { ...b.estate.ask(action, fn, arn), policies, keys: { ...who.keys, ...keys } };
    return { ask, way: wayOf(who.asker, ask) };
  };
  const url = put("lambda:InvokeFunctionUrl", { "lambda:functionurlauthtype": [authType] });
  if (url.way === undefined) return undefined;
  const invocation = put("lambda:InvokeFunction", { "lambda:invokedviafunctionurl": ["true"] });
  const way = both(url.way, invocation.way);
  return way === undefined ? { way: url.way, asks: [url.ask], needs: ["old-url"] } : { way, asks: [url.ask, invocation.ask] };
}

/** Identity providers that a role trusts: whoever can sign in there. */
export function federated(b: Builder): readonly Stranger[] {
  const out = new Map<string, Stranger>();
  for (const role of b.estate.kind("Role")) {
    const target = b.estate.byId(role.id);
    if (!target || isUnknown(role.AssumeRolePolicyDocument)) continue;
    for (const { Effect, Principal: principal } of role.AssumeRolePolicyDocument.Statement) {
      if (Effect === "Deny" || principal === undefined || isUnknown(principal) || principal === "*") continue;
      for (const provider of principal.Federated) {
        if (isUnknown(provider)) continue;
        const who = out.get(provider) ?? provided(b, provider);
        out.set(provider, who);
        for (const action of ["sts:AssumeRoleWithWebIdentity", "sts:AssumeRoleWithSAML"]) {
          const found = asked(b, who, action, role);
          if (found) b.link(who.node, target.node, { technique: "federation", way: found.way, asks: [found.ask] }, who.asker);
        }
      }
    }
  }
  return [...out.values()];
}

function provided(b: Builder, provider: string): Stranger {
  const name = provider.replace(/^arn:[^:]*:iam::\d*:(oidc|saml)-provider\//, "");
  return {
    node: b.estate.nodes.add("third-party", `provider:${provider}`, name),
    asker: { caller: { type: "federated", provider }, grants: NO_GRANTS },
    keys: FROM_OUTSIDE,
  };
}

/** Roles that an identity pool gives to people who have not signed in. */
export function guests(b: Builder, internet: number): void {
  for (const pool of b.estate.kind("IdentityPool")) {
    if (isUnknown(pool.AllowUnauthenticatedIdentities) || !pool.AllowUnauthenticatedIdentities) continue;
    const role = b.estate.roleOf(pool.UnauthenticatedRole, pool);
    if (role)
      b.link(internet, role.node, {
        technique: "guest",
        way: "allowed",
        asks: [],
        facts: [fact("guest-role", pool, "UnauthenticatedRole")],
      });
  }
}
