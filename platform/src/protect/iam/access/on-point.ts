import { type Fact, isUnknown, type Noun, type Policy, unknown } from "../../../model/index.ts";

/**
 * A bucket's policy as it speaks of requests through an access point: in a request through the point, `bucket/key` is called
 * `point/object/key`. Exact, whatever wildcards a pattern has.
 */
export function onPoint(policy: Policy, { id: bucket, origin }: Noun<"Bucket">, point: string): Policy {
  const known = memory.get(policy);
  if (known?.point === point && known.bucket === bucket) return known.policy;
  const moved = (patterns: readonly Fact<string>[]) =>
    patterns.flatMap((pattern) => {
      const places = moveTo(pattern, bucket, point);
      // A template may name its bucket in words of its own.
      return places.length === 0 && origin.source === "template" ? [unknown("elsewhere", { what: String(pattern) })] : places;
    });
  const Statement = policy.Statement.map((statement) => ({
    ...statement,
    ...(statement.Resource ? { Resource: moved(statement.Resource) } : {}),
    ...(statement.NotResource ? { NotResource: moved(statement.NotResource) } : {}),
  }));
  const made = { ...policy, Statement };
  memory.set(policy, { bucket, point, policy: made });
  return made;
}

const memory = new WeakMap<Policy, { readonly bucket: string; readonly point: string; readonly policy: Policy }>();

function moveTo(pattern: Fact<string>, bucket: string, point: string): readonly Fact<string>[] {
  if (isUnknown(pattern)) return [pattern];
  if (pattern.includes("${") && !pattern.startsWith(`${bucket}/`)) return [unknown("unsupported", { what: `Resource ${pattern}` })];
  const whole = rests(pattern, bucket);
  return [...(whole.some(isNothing) ? [point] : []), ...afterSlash(whole).map((rest) => `${point}/object/${rest}`)];
}

function afterSlash(patterns: readonly string[]): readonly string[] {
  return [...new Set(patterns.flatMap((pattern) => rests(pattern, "/")))];
}

function isNothing(pattern: string): boolean {
  return /^\**$/.test(pattern);
}

/** What is left of a pattern to match when it has matched a text: all ways of doing so. */
function rests(pattern: string, text: string): readonly string[] {
  let places = withoutStars(pattern, new Set([0]));
  for (const char of text) {
    const next = new Set<number>();
    for (const at of places) {
      if (pattern[at] === "*") next.add(at);
      else if (pattern[at] === "?" || pattern[at] === char) next.add(at + 1);
    }
    places = withoutStars(pattern, next);
  }
  // A star that goes on covers what stands after it as well.
  return [...places].filter((at) => pattern[at - 1] !== "*" || !places.has(at - 1)).map((at) => pattern.slice(at));
}

function withoutStars(pattern: string, places: Set<number>): Set<number> {
  for (const at of places) if (pattern[at] === "*") places.add(at + 1);
  return places;
}
