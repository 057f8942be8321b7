import type { Resource } from "../../../model/index.ts";
import { wayOf } from "../ask.ts";
import type { Builder } from "../builder.ts";
import { channels, leadsOn } from "../channels.ts";
import type { Principal, Profile } from "../profile.ts";
import { concrete } from "../witness.ts";

/** Puts an event into what carries it to a function. */
export function feedChannels(b: Builder, profile: Profile): void {
  const actions = Object.values(channels).map(({ action }) => action);
  for (const resource of b.candidates(profile, "channel", actions, withoutObject))
    b.each(profile, resource, (by, from) => feedChannel(b, by, from, resource));
}

export function feedChannel(b: Builder, by: Principal, from: number, resource: Resource): void {
  const channel = channels[resource.kind];
  if (!channel || !leadsOn(resource, b.estate.world.graph)) return;
  for (const arn of arnsIn(resource, channel.object, by.profile.patterns(channel.action))) {
    const ask = b.estate.ask(channel.action, resource, arn);
    const way = wayOf(by, ask);
    if (way === undefined) continue;
    b.link(from, b.estate.nodes.of(resource, "channel"), { technique: "channel", way, asks: [ask] }, by);
    return;
  }
}

/** The bucket's part of an object's pattern. */
export function withoutObject(pattern: string): string {
  const slash = /^arn:[^:]*:s3:::[^/]*\//.exec(pattern);
  return slash ? slash[0].slice(0, -1) : pattern;
}

/** The resource itself, or something inside it of a name that the patterns suggest. */
export function arnsIn(resource: Resource, separator: string | undefined, patterns: Iterable<string>): readonly string[] {
  if (separator === undefined) return [resource.id];
  const names = new Set<string>();
  for (const pattern of patterns) {
    const at = pattern.indexOf("/");
    if (at < 0 || names.size >= 20) continue;
    const name = concrete(pattern, "aws", resource.region, resource.account);
    if (name !== undefined) names.add(name.slice(name.indexOf("/") + 1));
  }
  names.add("yagura");
  return [...names].map((name) => `${resource.id}${separator}${name}`);
}
