import type { Gap, Resource } from "../../model/index.ts";

/** One resource may be seen twice (a list that shifted between two pages): the first answer stays. */
export function unique(resources: readonly Resource[]): readonly Resource[] {
  const seen = new Set<string>();
  return resources.filter((resource) => {
    // By account: AWS's own policies and an organisation's trails have one ARN in all of them, and other facts in each.
    const key = `${resource.scope}|${resource.kind}|${resource.id}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** One gap for each kind and region. */
export function uniqueGaps(gaps: readonly Gap[]): readonly Gap[] {
  const seen = new Map<string, Gap>();
  for (const gap of gaps) {
    const key = `${gap.scope}|${gap.kind}|${gap.region}`;
    if (!seen.has(key)) seen.set(key, gap);
  }
  return [...seen.values()];
}
