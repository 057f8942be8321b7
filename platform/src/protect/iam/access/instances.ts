import { type Fact, isUnknown, type Policy, type Statement } from "../../../model/index.ts";
import { budget } from "../exists/budget.ts";
import { textPattern } from "../exists/pattern.ts";
import { findText } from "../exists/texts.ts";
import { glob, wild } from "../policy/glob.ts";
import type { Policies } from "../question.ts";

/** As many as are tried; policies of people have a few dozen patterns. */
const MOST = 500;
/** As many patterns are tried together with each other: a boundary's with those of what the role holds. */
const MOST_TOGETHER = 24;
/** Steps for one pattern. */
const STEPS = 4000;

/**
 * Resources of an asked form that Allows are written for, and that Denies spare: of `bucket/*`, the `bucket/public/…` of a statement on
 * `bucket/public/*`. A request on the form itself would miss them.
 */
export function instancesOf(form: string, policies: Policies): readonly string[] {
  const patterns = new Set<string>();
  for (const policy of policiesIn(policies)) {
    if (isUnknown(policy)) continue;
    for (const statement of policy.Statement)
      for (const pattern of spared(statement) ?? [])
        if (!isUnknown(pattern) && patterns.size < MOST && !/^\*+$/.test(pattern)) patterns.add(pattern);
  }
  const wanted = glob(wild(form));
  const found = new Set<string>();
  const fitting: string[] = [];
  for (const pattern of patterns) {
    const instance = pattern.replaceAll("*", "x").replaceAll("?", "x");
    // What has no wildcard is tried as it is.
    const one = wanted.matches(instance) ? instance : instance === pattern ? undefined : common([form, pattern]);
    if (one === undefined) continue;
    found.add(one);
    fitting.push(pattern);
  }
  const together = fitting.slice(0, MOST_TOGETHER);
  for (const [index, a] of together.entries())
    for (const b of together.slice(index + 1)) {
      const one = common([form, a, b]);
      if (one !== undefined) found.add(one);
    }
  return [...found];
}

function policiesIn(policies: Policies): readonly Fact<Policy>[] {
  const { identity, boundary = [], session = [], serviceControl, resourceControl, resource, endpoint = [] } = policies;
  return [...identity, ...boundary, ...session, ...serviceControl.flat(), ...resourceControl.flat(), ...resource, ...endpoint].map(
    ({ policy }) => policy,
  );
}

/** What an Allow is written for, or a Deny leaves out. */
function spared({ Effect, Resource, NotResource }: Statement): readonly Fact<string>[] | undefined {
  return Effect === "Deny" ? NotResource : Resource;
}

/** Many callers hold the same patterns. */
const known = new Map<string, string | undefined>();
const MOST_KNOWN = 20_000;

/** A resource that is of all these patterns. */
function common(patterns: readonly string[]): string | undefined {
  const key = patterns.join("\n");
  if (known.has(key)) return known.get(key);
  const text = findText(
    patterns.map((pattern) => [textPattern(wild(pattern))]),
    [],
    budget(STEPS),
  );
  const found = typeof text === "object" ? text.text : undefined;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, found);
  return found;
}
