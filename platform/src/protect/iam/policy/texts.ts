import { type Glob, glob, ONE, STAR } from "./glob.ts";
import type { Lookup } from "./lookup.ts";
import { constant, parseTemplate, resolve, type TemplateOptions } from "./template.ts";
import { MAYBE, NO, type Truth, truth, YES } from "./truth.ts";

/** Something that a text may or may not match, given the request's keys. */
export interface TextTest {
  readonly test: (text: string, lookup: Lookup) => Truth;
  /** The same of a text of which only the beginning is known. */
  readonly testBeginning: (beginning: string) => Truth;
  /** It matches every text. */
  readonly universal: boolean;
  /** The only text it matches, when there is just one and it is known. */
  readonly exact: string | undefined;
  /** Condition keys it reads through policy variables, in lower case. */
  readonly reads: readonly string[];
}

/** How a pattern in the inner form is made ready; plain globs, or ARNs part by part. */
export type Ready = (pattern: string) => Glob;

/** Makes one value of a policy ready, its variables included. */
export function textTest(value: string, options: TemplateOptions, ready: Ready = glob): TextTest {
  const template = parseTemplate(value, options);
  const fixed = constant(template);
  if (fixed !== undefined) {
    const { matches, universal, exact } = ready(fixed);
    return {
      test: (text) => truth(matches(text)),
      testBeginning: (beginning) => beginsLike(fixed, matches, beginning),
      universal,
      exact,
      reads: [],
    };
  }
  return {
    universal: false,
    exact: undefined,
    reads: template.flatMap((part) => (typeof part === "string" ? [] : [part.key])),
    testBeginning: () => MAYBE,
    test(text, lookup) {
      const resolved = resolve(template, lookup);
      if (resolved === undefined) return NO;
      if (resolved.sure) return truth(ready(resolved.text).matches(text));
      // The star that stands for the unknown value may hold colons, so the whole text is matched, not its parts.
      return glob(resolved.text).matches(text) ? MAYBE : NO;
    },
  };
}

function beginsLike(pattern: string, matches: (text: string) => boolean, beginning: string): Truth {
  if (pattern.endsWith(STAR) && matches(beginning)) return YES;
  const wildcard = pattern.search(new RegExp(`[${STAR}${ONE}]`));
  if (wildcard < 0) return pattern.startsWith(beginning) ? MAYBE : NO;
  const head = pattern.slice(0, wildcard);
  return head.startsWith(beginning) || beginning.startsWith(head) ? MAYBE : NO;
}
