import { and, NO, or, type Truth, YES } from "../policy/truth.ts";
import type { Caller, Decision, Layer, Policies, Request, Source } from "../question.ts";
import { type Asked, ask } from "./asked.ts";
import { type Heard, hear, type Said, SILENT } from "./layer.ts";
import { residuals } from "./residual.ts";
import { isAssumeRole, resourceControlled, resourceMustAllow } from "./services.ts";

/** Says whether a request is allowed under the policies that have a say in it, and by which statements. */
export function decide(request: Request, policies: Policies): Decision {
  const asked = ask(request);
  const heard: Heard = { allows: [], denies: [], open: [] };
  const told = tell(asked, policies, heard);
  if (told.deny === YES) return { answer: "explicitly-denied", by: heard.denies, missing: [], residual: [] };
  // A Deny that may apply to what nobody allows changes nothing.
  if (told.allow === NO) return { answer: "implicitly-denied", by: [], missing: told.missing(), residual: [] };
  if (told.allow === YES && told.deny === NO) return { answer: "allowed", by: heard.allows, missing: [], residual: [] };
  return { answer: "depends", by: [], missing: [], residual: residuals(heard.open, asked) };
}

interface Told {
  readonly deny: Truth;
  readonly allow: Truth;
  readonly missing: () => readonly Layer[];
}

/** Layers of one request, each heard. An absent boundary, session or endpoint limits nothing. */
interface Layers {
  readonly identity: Said;
  readonly boundary: Truth;
  readonly session: Truth;
  readonly serviceControl: Truth;
  readonly resourceControl: Truth;
  readonly resource: Said;
  readonly endpoint: Truth;
}

function tell(asked: Asked, policies: Policies, heard: Heard): Told {
  let deny: Truth = NO;
  const listen = (sources: readonly Source[], layer: Layer): Said => {
    const said = sources.length === 0 ? SILENT : hear(sources, layer, asked, heard);
    deny = or(deny, said.deny);
    return said;
  };
  const limit = (sources: readonly Source[] | undefined, layer: Layer): Truth =>
    sources === undefined ? YES : listen(sources, layer).allow;
  const levels = (lists: readonly (readonly Source[])[], layer: Layer): Truth => {
    let all: Truth = YES;
    for (const sources of lists) all = and(all, listen(sources, layer).allow);
    return all;
  };
  const { caller } = asked.request;
  const own = caller.type === "user" || caller.type === "role";
  const layers: Layers = {
    identity: own ? listen(policies.identity, "identity") : SILENT,
    boundary: own ? limit(policies.boundary, "boundary") : YES,
    session: own ? limit(policies.session, "session") : YES,
    serviceControl: underServiceControl(caller) ? levels(policies.serviceControl, "serviceControl") : YES,
    resourceControl: underResourceControl(asked) ? levels(policies.resourceControl, "resourceControl") : YES,
    resource: listen(policies.resource, "resource"),
    endpoint: limit(policies.endpoint, "endpoint"),
  };
  const granted = grant(asked, layers);
  const limits = and(and(layers.serviceControl, layers.resourceControl), layers.endpoint);
  return { deny, allow: and(granted, limits), missing: () => missing(asked, layers) };
}

function underServiceControl(caller: Caller): boolean {
  return caller.type === "role" ? !caller.serviceLinked : caller.type === "user" || caller.type === "root";
}

function underResourceControl({ request: { caller }, service }: Asked): boolean {
  return resourceControlled(service) && !(caller.type === "role" && caller.serviceLinked);
}

/** Whether caller and owner are of one account; they may or may not be where the owner is not known. */
function sameAccount({ request: { caller }, owner }: Asked): Truth {
  if (!("account" in caller)) return NO;
  return owner === undefined ? 1 : owner === caller.account ? YES : NO;
}

/** What identity policies, their limits and the resource's own policy grant together. */
function grant(asked: Asked, layers: Layers): Truth {
  const { caller } = asked.request;
  if (caller.type === "anonymous" || caller.type === "service" || caller.type === "federated") return layers.resource.direct;
  if (caller.type === "root" && isAssumeRole(asked.action, asked.request.resource)) return NO;
  const same = sameAccount(asked);
  const inside = same === NO ? NO : grantInside(asked, layers);
  const across = same === YES ? YES : grantAcross(asked, layers);
  if (same === YES) return inside;
  if (same === NO) return across;
  return inside === across ? inside : 1;
}

/** Root needs no policy of its own. */
function identityAllows(caller: Caller, { identity }: Layers): Truth {
  return caller.type === "root" ? YES : identity.allow;
}

function grantInside({ request: { caller, resource }, action }: Asked, layers: Layers): Truth {
  const { boundary, session } = layers;
  const named = layers.resource;
  const own = identityAllows(caller, layers);
  const delegated = resourceMustAllow(action, resource) ? and(named.account, own) : own;
  const limited = and(or(named.role, delegated), boundary);
  // A resource that names a role is limited by the role's boundary and session; one that names a user only by the session.
  return or(named.direct, and(or(named.user, limited), session));
}

function grantAcross({ request: { caller } }: Asked, layers: Layers): Truth {
  const own = and(identityAllows(caller, layers), and(layers.boundary, layers.session));
  return and(own, layers.resource.allow);
}

function missing(asked: Asked, layers: Layers): readonly Layer[] {
  const { caller, resource } = asked.request;
  const out: Layer[] = [];
  const note = (layer: Layer, allow: Truth): void => {
    if (allow === NO) out.push(layer);
  };
  note("resourceControl", layers.resourceControl);
  note("serviceControl", layers.serviceControl);
  note("endpoint", layers.endpoint);
  if (grant(asked, layers) !== NO) return out;
  if (!("account" in caller)) return [...out, "resource"];
  const across = sameAccount(asked) === NO;
  if (layers.resource.allow === NO && (across || resourceMustAllow(asked.action, resource))) out.push("resource");
  note("identity", identityAllows(caller, layers));
  note("boundary", layers.boundary);
  note("session", layers.session);
  return out;
}
