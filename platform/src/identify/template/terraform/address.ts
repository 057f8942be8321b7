/** A module on the way to a resource, with the key of its instance. */
export interface ModuleStep {
  readonly name: string;
  readonly index: string | number | undefined;
}

/** A step of a reference: `.name`, `[0]` or `["key"]`. */
export type Step = string | number;

/** Splits `module.a["x"].aws_sqs_queue.q[0].arn` into its steps. Indexes that are strings are kept apart from names by `keys`. */
export function stepsOf(reference: string): { readonly steps: readonly Step[]; readonly keys: ReadonlySet<number> } {
  const steps: Step[] = [];
  const keys = new Set<number>();
  const pattern = /\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|\.?([^.[\]]+)/gy;
  for (let match = pattern.exec(reference); match; match = pattern.exec(reference)) {
    if (match[1] !== undefined) {
      keys.add(steps.length);
      steps.push(Number(match[1]));
    } else if (match[2] !== undefined) {
      keys.add(steps.length);
      steps.push(match[2].replace(/\\(.)/g, "$1"));
    } else steps.push(match[3]!);
  }
  return { steps, keys };
}

export interface Address {
  readonly modules: readonly ModuleStep[];
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly index: string | number | undefined;
  /** Steps after the resource: an attribute and what is inside it. */
  readonly rest: readonly Step[];
}

/** Reads the address of a resource, or a reference into one. */
export function parseAddress(address: string): Address {
  const { steps, keys } = stepsOf(address);
  const modules: ModuleStep[] = [];
  let at = 0;
  const key = () => (keys.has(at) ? steps[at++] : undefined);
  while (steps[at] === "module" && steps[at + 1] !== undefined) {
    const name = String(steps[at + 1]);
    at += 2;
    modules.push({ name, index: key() });
  }
  const isData = steps[at] === "data";
  if (isData) at += 1;
  const type = String(steps[at++] ?? "");
  const name = String(steps[at++] ?? "");
  const index = key();
  return { modules, mode: isData ? "data" : "managed", type, name, index, rest: steps.slice(at) };
}
