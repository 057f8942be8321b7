import { underResourceControl } from "../catalog.ts";
import { and, MAYBE, NO, or, type Truth, YES } from "../policy/truth.ts";
import type { Caller, Layer, Policies, Source } from "../question.ts";
import type { Asked } from "./asked.ts";
import { type Heard, hear, type Said, SILENT } from "./layer.ts";
import { refusedToAll, resourceMustAllow } from "./services.ts";

/** What all layers say together. */
export interface Told {
  /** Some layer denies it explicitly. */
  readonly deny: Truth;
  /** Those that must allow it do. */
  readonly allow: Truth;
  /** Layers whose Allow is wanting. */
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

/** Puts a request to every layer that has a say in it, and combines what they say. */
export function tell(asked: Asked, policies: Policies, heard: Heard): Told {
  let deny: Truth = NO;
  const listen = (sources: readonly Source[], layer: Layer): Said => {
    if (sources.length === 0) return SILENT;
    const said = hear(sources, layer, asked, heard);
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
  const { caller } = asked;
  const own = caller.type === "user" || caller.type === "role";
  const layers: Layers = {
    identity: own ? listen(policies.identity, "identity") : SILENT,
    boundary: own ? limit(policies.boundary, "boundary") : YES,
    session: own ? limit(policies.session, "session") : YES,
    serviceControl: underServiceControl(caller) ? levels(policies.serviceControl, "serviceControl") : YES,
    resourceControl: controlled(asked, policies) ? levels(policies.resourceControl, "resourceControl") : YES,
    resource: listen(policies.resource, "resource"),
    endpoint: limit(policies.endpoint, "endpoint"),
  };
  const granted = grant(asked, layers);
  const limits = and(and(layers.serviceControl, layers.resourceControl), layers.endpoint);
  return { deny, allow: and(granted, limits), missing: () => missing(asked, layers, granted) };
}

function underServiceControl(caller: Caller): boolean {
  return caller.type === "role" ? !caller.serviceLinked : caller.type === "user" || caller.type === "root";
}

/** Resource control policies bind AWS services too, but not service-linked roles. */
function controlled({ caller, service }: Asked, { resourceControl }: Policies): boolean {
  return resourceControl.length > 0 && !(caller.type === "role" && caller.serviceLinked) && underResourceControl(service);
}

/** Whether caller and owner are of one account; they may or may not be where the owner is not known. */
function sameAccount({ caller, owner }: Asked): Truth {
  if (!("account" in caller)) return NO;
  return owner === undefined ? MAYBE : owner === caller.account ? YES : NO;
}

/** What identity policies, their limits and the resource's own policy grant together. */
function grant(asked: Asked, layers: Layers): Truth {
  const { caller } = asked;
  if (!("account" in caller)) return layers.resource.direct;
  if (refusedToAll(asked)) return NO;
  const same = sameAccount(asked);
  if (same === YES) return grantInside(asked, layers);
  if (same === NO) return grantAcross(asked, layers);
  const inside = grantInside(asked, layers);
  return inside === grantAcross(asked, layers) ? inside : MAYBE;
}

/** Root needs no policy of its own. */
function identityAllows({ caller }: Asked, { identity }: Layers): Truth {
  return caller.type === "root" ? YES : identity.allow;
}

/**
 * In one account, a grant of the resource stands beside those of the caller's own policies. One to a session or to everybody is limited
 * by nothing, one to a user by a session policy, one to a role by its boundary as well.
 */
function grantInside(asked: Asked, layers: Layers): Truth {
  const { boundary, session, resource } = layers;
  const own = identityAllows(asked, layers);
  const delegated = resourceMustAllow(asked.action, asked.resource) ? and(resource.account, own) : own;
  const limited = and(or(resource.role, delegated), boundary);
  return or(resource.direct, and(or(resource.user, limited), session));
}

/** Across accounts, both sides must grant it, the caller's within its limits. */
function grantAcross(asked: Asked, layers: Layers): Truth {
  const own = and(identityAllows(asked, layers), and(layers.boundary, layers.session));
  return and(own, layers.resource.allow);
}

function missing(asked: Asked, layers: Layers, granted: Truth): readonly Layer[] {
  const out: Layer[] = [];
  const note = (layer: Layer, allow: Truth): void => {
    if (allow === NO) out.push(layer);
  };
  note("resourceControl", layers.resourceControl);
  note("serviceControl", layers.serviceControl);
  note("endpoint", layers.endpoint);
  if (granted !== NO || refusedToAll(asked)) return out;
  const needed = !("account" in asked.caller) || sameAccount(asked) === NO || resourceMustAllow(asked.action, asked.resource);
  if (needed) note("resource", layers.resource.allow);
  if ("account" in asked.caller) {
    note("identity", identityAllows(asked, layers));
    note("boundary", layers.boundary);
    note("session", layers.session);
  }
  return out;
}
