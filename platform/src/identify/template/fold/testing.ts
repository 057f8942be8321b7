import type { Kind, Noun, Place, Resource } from "../../../model/index.ts";
import type { Declared, Stack } from "../declared.ts";
import { identify } from "../identity.ts";
import { stackOf } from "../stack.ts";
import { folds } from "./index.ts";

/** For tests: declarations by logical id, each with its type and its resolved properties. */
export type Rows = Readonly<Record<string, readonly [type: string, properties?: Readonly<Record<string, unknown>>]>>;

/** A stack named `s` in account 111122223333, ap-northeast-1. Places say the path: `<logical id>:<path>`. */
export function stackFrom(rows: Rows): Stack {
  const env = { account: "111122223333", region: "ap-northeast-1", partition: "aws", stackName: "s" };
  const declared = Object.entries(rows).map(([logicalId, [type, properties = {}]]): Declared => {
    const generated = `s-${logicalId}`;
    const identity = identify(type, generated, env, (name) => properties[name]);
    const locate = (path: readonly (string | number)[]): Place => ({ file: `${logicalId}:${path.join(".")}`, line: 1 });
    return {
      type,
      logicalId,
      properties,
      name: identity.name,
      arn: identity.arn,
      ref: identity.ref ?? generated,
      origin: { source: "template", file: "t.yaml", address: logicalId, locate },
    };
  });
  return stackOf({ scope: "template:t.yaml", name: "s", ...env, declared, problems: [] });
}

/** Every noun of the declarations. */
export function foldAll(rows: Rows): readonly Resource[] {
  const stack = stackFrom(rows);
  return stack.declared.flatMap((declared) => folds[declared.type]?.(declared, stack) ?? []);
}

/** The only noun of a kind. */
export function only<K extends Kind>(kind: K, rows: Rows): Noun<K> {
  const found = foldAll(rows).filter((resource) => resource.kind === kind);
  if (found.length !== 1) throw new Error(`expected one ${kind}, found ${found.length}`);
  return found[0] as unknown as Noun<K>;
}
