import { isUnknown, type PathFact, type Resource } from "../../../model/index.ts";
import type { Builder } from "../builder.ts";
import { channels } from "../channels.ts";

export function fact(what: PathFact["fact"], resource: Resource, ...path: readonly string[]): PathFact {
  const place = resource.origin.locate?.(path) ?? resource.origin.locate?.([]);
  return { fact: what, resource: resource.id, ...(place ? { place } : {}) };
}

/** Whoever controls a function's code acts as its role, and has what its environment holds. */
export function runsAs(b: Builder, holding: ReadonlySet<Resource>): void {
  for (const fn of b.estate.functions) {
    const node = b.estate.nodes.of(fn, "function");
    if (holding.has(fn))
      b.link(node, b.estate.nodes.of(fn, "store"), {
        technique: "environment",
        way: "allowed",
        asks: [],
        facts: [fact("credential-in-environment", fn, "Environment")],
        base: 1,
      });
    const role = b.estate.roleOf(fn.Role, fn);
    if (role) b.link(node, role.node, { technique: "runs-as", way: "allowed", asks: [], facts: [fact("runs-as", fn, "Role")], base: 1 });
    else if (isUnknown(fn.Role)) b.estate.unread.push({ principal: fn.id, policy: "Role", because: fn.Role });
  }
}

/** What an event leads to from where it was put in. A function is only reached by what it is sent: its code has to have a flaw. */
export function carry(b: Builder, resource: Resource, from: number, done: Set<string>): void {
  if (done.has(`${from}`)) return;
  done.add(`${from}`);
  const { graph } = b.estate.world;
  for (const { to, type, resolved } of graph.behind(resource.id)) {
    if (!resolved || (type !== "triggers" && type !== "routes" && type !== "serves")) continue;
    const next = b.estate.world.byId(to);
    if (!next || next.id === resource.id) continue;
    const facts = [fact("triggers", resource)];
    if (next.kind === "LambdaFunction") {
      b.link(from, b.estate.nodes.of(next, "function"), {
        technique: "triggers",
        way: "allowed",
        asks: [],
        needs: ["flaw"],
        facts,
        base: 1,
      });
      continue;
    }
    const node = b.estate.nodes.of(next, channels[next.kind] ? "channel" : "door");
    b.link(from, node, { technique: "triggers", way: "allowed", asks: [], facts, base: 0 });
    carry(b, next, node, done);
  }
}
