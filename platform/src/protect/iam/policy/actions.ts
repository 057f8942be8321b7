import { type Fact, isUnknown } from "../../../model/index.ts";
import { type Glob, glob, wild } from "./glob.ts";
import { MAYBE, NO, not, type Truth, YES } from "./truth.ts";

/** The Action or NotAction of a statement. */
export interface ActionTest {
  /** `action` is in lower case. */
  readonly test: (action: string) => Truth;
  /** Whether any action of the service can match; the service is in lower case. */
  readonly touches: (service: string) => boolean;
}

interface ActionPattern {
  /** Undefined: the service has wildcards, or there is no colon. */
  readonly service: string | undefined;
  readonly glob: Glob;
}

/** Makes the actions of a statement ready; neither list is a malformed statement, of which nothing is known. */
export function actionTest(actions: readonly Fact<string>[] | undefined, except: readonly Fact<string>[] | undefined): ActionTest {
  const list = except ?? actions;
  if (list === undefined) return { test: () => MAYBE, touches: () => true };
  const patterns: ActionPattern[] = [];
  for (const item of list) if (!isUnknown(item)) patterns.push(actionPattern(item));
  const whole = patterns.length === list.length;
  const one = (action: string): Truth => {
    for (const pattern of patterns) if (pattern.glob.matches(action)) return YES;
    return whole ? NO : MAYBE;
  };
  if (except !== undefined) return { test: (action) => not(one(action)), touches: () => true };
  const touching = (service: string) => !whole || patterns.some((pattern) => pattern.service === undefined || pattern.service === service);
  return { test: one, touches: touching };
}

/** Whether a pattern as it is written can match an action of the service, which is in lower case. */
export function actionTouches(text: string, service: string): boolean {
  const pattern = actionPattern(text);
  return pattern.service === undefined || pattern.service === service;
}

/** Patterns of actions are few, and stand in thousands of policies. */
const patternsKnown = new Map<string, ActionPattern>();
/** Patterns after which the table starts afresh. */
const MOST_PATTERNS = 20_000;

function actionPattern(text: string): ActionPattern {
  let pattern = patternsKnown.get(text);
  if (pattern === undefined) {
    if (patternsKnown.size >= MOST_PATTERNS) patternsKnown.clear();
    patternsKnown.set(text, (pattern = readPattern(text)));
  }
  return pattern;
}

function readPattern(text: string): ActionPattern {
  const lower = text.toLowerCase();
  const colon = lower.indexOf(":");
  const service = colon < 0 ? "" : lower.slice(0, colon);
  return { service: service === "" || /[*?]/.test(service) ? undefined : service, glob: glob(wild(lower)) };
}
