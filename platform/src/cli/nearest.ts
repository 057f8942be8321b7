/** The one with the fewest edits, when it is near enough to be meant. */
export function nearest(wanted: string, known: readonly string[]): string | undefined {
  const scored = known.map((name) => [name, distance(wanted, name)] as const).toSorted((a, b) => a[1] - b[1]);
  const [best] = scored;
  return best && best[1] <= Math.max(3, wanted.length / 3) && best[1] < wanted.length ? best[0] : undefined;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1));
    row = next;
  }
  return row[b.length] ?? 0;
}
