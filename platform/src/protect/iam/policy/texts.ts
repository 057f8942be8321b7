import { type Glob, glob } from "./glob.ts";
import type { Lookup } from "./lookup.ts";
import { constant, parseTemplate, resolve, type TemplateOptions } from "./template.ts";
import { MAYBE, NO, type Truth, truth } from "./truth.ts";

/** Something that a text may or may not match, given the request's keys. */
export interface TextTest {
  readonly test: (text: string, lookup: Lookup) => Truth;
  /** It matches every text. */
  readonly universal: boolean;
  /** Condition keys it reads through policy variables, in lower case. */
  readonly reads: readonly string[];
}

/** How a pattern in the inner form is made ready; plain globs, or ARNs part by part. */
export type Ready = (pattern: string) => Pick<Glob, "matches" | "universal">;

/** Makes one value of a policy ready, its variables included. */
export function textTest(value: string, options: TemplateOptions, ready: Ready = glob): TextTest {
  const template = parseTemplate(value, options);
  const fixed = constant(template);
  if (fixed !== undefined) {
    const { matches, universal } = ready(fixed);
    return { test: (text) => truth(matches(text)), universal, reads: [] };
  }
  return {
    universal: false,
    reads: template.flatMap((part) => (typeof part === "string" ? [] : [part.key])),
    test(text, lookup) {
      const resolved = resolve(template, lookup);
      if (resolved === undefined) return NO;
      if (resolved.sure) return truth(ready(resolved.text).matches(text));
      // The star that stands for the unknown value may hold colons, so the whole text is matched, not its parts.
      return glob(resolved.text).matches(text) ? MAYBE : NO;
    },
  };
}
