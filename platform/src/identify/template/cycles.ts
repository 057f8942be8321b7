/** Groups of nodes that reach each other (Tarjan, without recursion), and nodes that point to themselves. */
export function cyclesIn(edges: ReadonlyMap<string, ReadonlySet<string>>): readonly (readonly string[])[] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const onStack = new Set<string>();
  const stack: string[] = [];
  const cycles: string[][] = [];
  for (const root of edges.keys()) {
    if (order.has(root)) continue;
    const work: { readonly node: string; readonly targets: Iterator<string> }[] = [];
    const open = (node: string) => {
      order.set(node, order.size);
      low.set(node, order.get(node)!);
      stack.push(node);
      onStack.add(node);
      work.push({ node, targets: (edges.get(node) ?? new Set<string>()).values() });
    };
    open(root);
    while (work.length > 0) {
      const { node, targets } = work[work.length - 1]!;
      const next = targets.next();
      if (!next.done) {
        if (!order.has(next.value)) open(next.value);
        else if (onStack.has(next.value)) low.set(node, Math.min(low.get(node)!, order.get(next.value)!));
        continue;
      }
      work.pop();
      const parent = work[work.length - 1]?.node;
      if (parent !== undefined) low.set(parent, Math.min(low.get(parent)!, low.get(node)!));
      if (low.get(node) !== order.get(node)) continue;
      const group: string[] = [];
      for (;;) {
        const member = stack.pop()!;
        onStack.delete(member);
        group.push(member);
        if (member === node) break;
      }
      if (group.length > 1 || edges.get(node)?.has(node)) cycles.push(group.reverse());
    }
  }
  return cycles;
}
