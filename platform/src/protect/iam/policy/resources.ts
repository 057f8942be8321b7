import { type Fact, isUnknown } from "../../../model/index.ts";
import { arnResource } from "./arn.ts";
import type { Lookup } from "./lookup.ts";
import { type TextTest, textTest } from "./texts.ts";
import { MAYBE, NO, not, type Truth, YES } from "./truth.ts";

/** The Resource or NotResource of a statement; undefined where there is neither, as in a role's trust policy. */
export type ResourceTest = (resource: string, lookup: Lookup) => Truth;

export function resourceTest(
  resources: readonly Fact<string>[] | undefined,
  except: readonly Fact<string>[] | undefined,
  variables: boolean,
): ResourceTest | undefined {
  const list = except ?? resources;
  if (list === undefined) return undefined;
  const known = list.filter((item): item is string => !isUnknown(item));
  const tests: TextTest[] = known.map((item) => textTest(item, { variables, wildcards: true }, arnResource));
  const none = known.length === list.length ? NO : MAYBE;
  const everything = tests.some((test) => test.universal);
  const one: ResourceTest = (resource, lookup) => {
    if (everything) return YES;
    let best: Truth = none;
    for (const { test } of tests) {
      const found = test(resource, lookup);
      if (found === YES) return YES;
      if (found > best) best = found;
    }
    return best;
  };
  return except === undefined ? one : (resource, lookup) => not(one(resource, lookup));
}
