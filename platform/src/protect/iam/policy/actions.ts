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
  const patterns = list.filter((item): item is string => !isUnknown(item)).map(actionPattern);
  const whole = patterns.length === list.length;
  const one = (action: string): Truth => {
    for (const pattern of patterns) if (pattern.glob.matches(action)) return YES;
    return whole ? NO : MAYBE;
  };
  if (except !== undefined) return { test: (action) => not(one(action)), touches: () => true };
  const services = new Set(patterns.map((pattern) => pattern.service));
  const anywhere = !whole || services.has(undefined);
  return { test: one, touches: (service) => anywhere || services.has(service) };
}

function actionPattern(text: string): ActionPattern {
  const lower = text.toLowerCase();
  const colon = lower.indexOf(":");
  const service = colon < 0 ? "" : lower.slice(0, colon);
  return { service: service === "" || /[*?]/.test(service) ? undefined : service, glob: glob(wild(lower)) };
}
