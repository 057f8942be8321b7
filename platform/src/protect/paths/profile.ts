import { type Fact, isUnknown, type Noun, type Policy, type Statement, type Unknown } from "../../model/index.ts";
import { matches } from "../iam/glob.ts";
import { type CompiledStatement, compilePolicy } from "../iam/policy/compile.ts";
import { NO, YES } from "../iam/policy/truth.ts";
import type { Caller, Source } from "../iam/question.ts";
import { trackedActions } from "./tracked.ts";

const NONE: ReadonlySet<string> = new Set();

/** The policies a principal carries, and those that limit it. What could not be read is apart: it is told, never guessed from. */
export interface Grants {
  readonly identity: readonly Source[];
  readonly boundary: readonly Source[] | undefined;
  readonly serviceControl: readonly (readonly Source[])[];
  readonly unread: readonly { readonly policy: string; readonly because: Unknown }[];
  /** What follows for every request from whose account it is, by condition key; the same object for all of an account. */
  readonly keys?: Readonly<Record<string, readonly string[] | "absent">>;
}

/** A user or role of the estate, or one as it would be after a change. */
export interface Principal {
  /** Index of its node. */
  readonly node: number;
  readonly caller: Extract<Caller, { readonly type: "user" | "role" }>;
  readonly holder: Noun<"Role"> | Noun<"User">;
  readonly grants: Grants;
  readonly profile: Profile;
}

/** Principals of one account whose policies say the same: what one of them can do, all can, but for what names them one by one. */
export class Profile {
  readonly key: string;
  readonly account: string;
  readonly grants: Grants;
  /** What else of a caller its answers may hang on: equal for profiles that differ in their policies only. */
  readonly who: string;
  readonly members: Principal[] = [];
  /** The node where its edges start, and those where edges start that it shares with other profiles. */
  home: number | undefined;
  readonly shared: number[] = [];
  /** Set when its edges are made: whether it may do anything at all. */
  administers: boolean | undefined;
  #patterns: ReadonlyMap<string, ReadonlySet<string>> | undefined;

  constructor(key: string, account: string, grants: Grants, who = key) {
    this.key = key;
    this.account = account;
    this.grants = grants;
    this.who = who;
  }

  /** Resource patterns of the Allow statements that cover an action; empty when none does. A superset: conditions and Denies come later. */
  patterns(action: string): ReadonlySet<string> {
    this.#patterns ??= patternsOf(this.grants.identity);
    return this.#patterns.get(action.toLowerCase()) ?? NONE;
  }

  /** Lets go of what can be read again. */
  forget(): void {
    this.#patterns = undefined;
  }

  has(action: string): boolean {
    return this.patterns(action).size > 0;
  }

  /**
   * What its policies say of these actions (in lower case), as a text. Control policies are left out: `who` has the account. Whoever has
   * the same `who` and the same text gets the same answers, but from a resource whose own policy tells callers apart.
   */
  about(actions: readonly string[]): string {
    const { identity, boundary } = this.grants;
    return `${saidBy(identity, actions)}|${boundary === undefined ? "-" : saidBy(boundary, actions)}`;
  }
}

const numbers = new WeakMap<CompiledStatement, number>();
let numbered = 0;

function saidBy(sources: readonly Source[], actions: readonly string[]): string {
  const services = new Map<string, string[]>();
  for (const action of actions) {
    const service = action.slice(0, action.indexOf(":"));
    const list = services.get(service);
    if (list) list.push(action);
    else services.set(service, [action]);
  }
  return [...services].map(([service, asked]) => saidOf(service, asked, sources)).join("&");
}

function saidOf(service: string, actions: readonly string[], sources: readonly Source[]): string {
  const allows = new Set<number>();
  const rest = new Set<number>();
  let everything = false;
  for (const { policy } of sources) {
    if (isUnknown(policy)) {
      rest.add(-1);
      continue;
    }
    for (const { compiled, position } of compilePolicy(policy).content.about(service)) {
      const tests = actions.map((action) => compiled.actions.test(action));
      if (tests.every((test) => test === NO)) continue;
      const isAllow = compiled.effect === "Allow";
      const isWhole = policy.Statement[position]?.Resource?.includes("*") === true && compiled.terms.length === 0;
      everything ||= isAllow && isWhole && tests.every((test) => test === YES);
      let number = numbers.get(compiled);
      if (number === undefined) numbers.set(compiled, (number = numbered += 1));
      (isAllow ? allows : rest).add(number);
    }
  }
  // Beside an Allow of all of it, for everything, the other Allows add nothing.
  return `${everything ? "*" : textOf(allows)};${textOf(rest)}`;
}

function textOf(all: ReadonlySet<number>): string {
  return [...all].toSorted((a, b) => a - b).join("+");
}

/** Resource patterns by the tracked action they are allowed for. */
function patternsOf(sources: readonly Source[]): ReadonlyMap<string, ReadonlySet<string>> {
  const out = new Map<string, Set<string>>();
  for (const { policy } of sources) {
    if (isUnknown(policy)) continue;
    for (const statement of policy.Statement) {
      if (statement.Effect === "Deny") continue;
      const resources = resourcesOf(statement);
      for (const action of coveredBy(statement)) {
        let known = out.get(action);
        if (!known) out.set(action, (known = new Set()));
        for (const resource of resources) known.add(resource);
      }
    }
  }
  return out;
}

function resourcesOf(statement: Statement): readonly string[] {
  if (statement.NotResource !== undefined || statement.Resource === undefined) return ["*"];
  // A resource nobody can read is no candidate for anything: it would be one for everything.
  return statement.Resource.filter((resource): resource is string => !isUnknown(resource));
}

function coveredBy(statement: Statement): Iterable<string> {
  if (statement.NotAction !== undefined) {
    const except = statement.NotAction.flatMap((pattern) => (isUnknown(pattern) ? [] : pattern.toLowerCase()));
    return trackedActions().filter((action) => !except.some((pattern) => matches(pattern, action)));
  }
  return (statement.Action ?? []).flatMap((pattern) => (isUnknown(pattern) ? [] : trackedBy(pattern)));
}

const byPattern = new Map<string, readonly string[]>();

/** Tracked actions that an action pattern covers. */
function trackedBy(pattern: string): readonly string[] {
  let found = byPattern.get(pattern);
  if (!found) {
    const lower = pattern.toLowerCase();
    found = /[*?]/.test(lower) ? trackedActions().filter((action) => matches(lower, action)) : [lower];
    byPattern.set(pattern, found);
  }
  return found;
}

/** Gives equal texts and equal policies equal, short names. */
export class Profiles {
  readonly #profiles = new Map<string, Profile>();
  readonly #contents = new Map<object, number>();

  /** The profile of a principal with these policies; `alone` keeps it apart from others with the same. */
  of(caller: Principal["caller"], grants: Grants, alone = ""): Profile {
    const lists: readonly (readonly Source[] | undefined)[] = [grants.identity, grants.boundary, ...grants.serviceControl];
    const own = lists.some((list) => list?.some(({ policy }) => speaksOfCaller(policy)));
    const linked = caller.type === "role" && caller.serviceLinked;
    const key = [
      caller.account,
      caller.type,
      linked,
      ...lists.map((list) =>
        list === undefined ? "-" : [...new Set(list.map((source) => this.#idOf(source)))].toSorted((a, b) => a - b).join("+"),
      ),
      own ? caller.arn : "",
      alone,
    ].join("|");
    let profile = this.#profiles.get(key);
    if (!profile) {
      const who = [caller.account, caller.type, linked, own ? caller.arn : ""].join("|");
      this.#profiles.set(key, (profile = new Profile(key, caller.account, grants, who)));
    }
    return profile;
  }

  get all(): Iterable<Profile> {
    return this.#profiles.values();
  }

  #idOf({ policy }: Source): number {
    const content = isUnknown(policy) ? policy : compilePolicy(policy).content;
    let id = this.#contents.get(content);
    if (id === undefined) this.#contents.set(content, (id = this.#contents.size));
    return id;
  }
}

const speaking = new WeakMap<Policy, boolean>();
const OF_CALLER =
  /\$\{|"(?:aws:(?:principal|username|userid|tokenissue|multifactor)|kms:calleraccount|saml:|[a-z0-9.-]+:(?:sub|aud|amr)")/i;

/** Whether two callers with this policy may get different answers. */
function speaksOfCaller(policy: Fact<Policy>): boolean {
  if (isUnknown(policy)) return false;
  let answer = speaking.get(policy);
  if (answer === undefined) {
    answer = policy.Statement.some((s) => OF_CALLER.test(JSON.stringify([s.Resource, s.NotResource, s.Condition])));
    speaking.set(policy, answer);
  }
  return answer;
}
