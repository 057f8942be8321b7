import { type Ask, both, type Way, wayOf } from "../ask.ts";
import type { Builder } from "../builder.ts";
import type { Profile } from "../profile.ts";
import { adminProbes } from "../tracked.ts";

/** Whether the profile may do anything; adds the edge to the account's administrator. */
export function administers(b: Builder, profile: Profile): boolean {
  const [first] = adminProbes;
  const [by] = profile.members;
  if (!first || !by || !profile.has(first[0])) return false;
  const partition = by.caller.arn.split(":", 2)[1] ?? "aws";
  const asks: Ask[] = adminProbes.map(([action, resource]) => ({
    action,
    resource: resource.replace("{p}", partition).replace("{a}", profile.account),
    account: profile.account,
  }));
  let way: Way | undefined = "allowed";
  for (const ask of asks) way = both(way, wayOf(by, ask));
  if (way === undefined) return false;
  b.link(b.home(profile), b.admin(profile.account), { technique: "administers", way, asks, base: 1 }, by);
  return way === "allowed";
}
