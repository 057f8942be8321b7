import { type Fact, type Policy, parsePolicy } from "../../../../model/index.ts";
import type { Answer, Caller, Context, Layer, Policies, Request, Source, Values } from "../../question.ts";

/** A row of the tables of cases: a question, the policies it is put to, and the answer. */
export interface Case {
  readonly name: string;
  readonly ask: Request;
  readonly policies: Policies;
  readonly answer: Answer;
  /** Layers that must be named as missing. */
  readonly missing?: readonly Layer[];
  /** Sids of the statements that must be named. */
  readonly by?: readonly string[];
  /** Keys, or reasons of what is unknown, that the answer must hang on. */
  readonly on?: readonly string[];
}

export const HERE = "111122223333";
export const THERE = "444455556666";
export const OBJECT = "arn:aws:s3:::bucket/key";
export const KEY = `arn:aws:kms:eu-west-1:${HERE}:key/k1`;
export const ROLE_ARN = `arn:aws:iam::${HERE}:role/app`;
export const SESSION_ARN = `arn:aws:sts::${HERE}:assumed-role/app/s1`;
export const USER_ARN = `arn:aws:iam::${HERE}:user/ann`;

export const user: Caller = { type: "user", arn: USER_ARN, account: HERE, id: "AIDAANN" };
export const role: Caller = { type: "role", arn: ROLE_ARN, account: HERE, session: "s1", id: "AROAAPP", serviceLinked: false };
export const anySession: Caller = { type: "role", arn: ROLE_ARN, account: HERE, id: "AROAAPP", serviceLinked: false };
export const root: Caller = { type: "root", account: HERE };
export const anonymous: Caller = { type: "anonymous" };
export const stranger: Caller = { type: "user", arn: `arn:aws:iam::${THERE}:user/eve`, account: THERE };
export const foreignRole: Caller = {
  type: "role",
  arn: `arn:aws:iam::${THERE}:role/app`,
  account: THERE,
  session: "s1",
  serviceLinked: false,
};
export const serviceLinked: Caller = {
  type: "role",
  arn: `arn:aws:iam::${HERE}:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX`,
  account: HERE,
  session: "s1",
  serviceLinked: true,
};

export function service(name: string): Caller {
  return { type: "service", service: name };
}

/** One value, several, or the states `absent` and `unknown`. */
export type State = string | Values;
type Keys = Readonly<Record<string, State>>;

/** Keys of a request; `absent` and `unknown` are states, everything else a value. Not listed means absent. */
export function context(keys: Keys = {}, others: Context["others"] = "absent"): Context {
  const state = (value: State): Values | "absent" | "unknown" =>
    value === "absent" || value === "unknown" ? value : typeof value === "string" ? [value] : value;
  return { keys: new Map(Object.entries(keys).map(([key, value]) => [key.toLowerCase(), state(value)])), others };
}

/** A question; by default the user's reading of an object in a bucket of the same account. */
export function ask(change: Partial<Request> & { readonly keys?: Keys } = {}): Request {
  const { keys, ...rest } = change;
  const resource = rest.resource ?? OBJECT;
  const owner = resource.startsWith("arn:aws:s3") && !("resourceAccount" in rest) ? { resourceAccount: HERE } : {};
  return { caller: user, action: "s3:GetObject", resource, context: context(keys), ...owner, ...rest };
}

type Raw = Readonly<Record<string, unknown>>;

/** An Allow of everything, narrowed by what is given. */
export function allow(change: Raw = {}): Raw {
  return {
    Effect: "Allow",
    ...("NotAction" in change ? {} : { Action: "*" }),
    ...("NotResource" in change ? {} : { Resource: "*" }),
    ...change,
  };
}

export function deny(change: Raw = {}): Raw {
  return { ...allow(change), Effect: "Deny" };
}

export function policy(...statements: readonly Raw[]): Fact<Policy> {
  return parsePolicy({ Version: "2012-10-17", Statement: statements });
}

export function source(name: string, document: Fact<Policy>): Source {
  return { name, policy: document };
}

type Layered = Raw | readonly Raw[] | Fact<Policy>;

/** Policies by layer; each is one statement, a list of them, or a whole policy. */
export interface Given {
  readonly identity?: Layered;
  readonly boundary?: Layered;
  readonly session?: Layered;
  readonly resource?: Layered;
  readonly endpoint?: Layered;
  /** One for each level. */
  readonly serviceControl?: readonly Layered[];
  readonly resourceControl?: readonly Layered[];
}

function sources(name: string, layered: Layered | undefined): readonly Source[] {
  if (layered === undefined) return [];
  if (Array.isArray(layered)) return [source(name, policy(...(layered as readonly Raw[])))];
  return [source(name, "Effect" in layered ? policy(layered as Raw) : (layered as Fact<Policy>))];
}

export function given({ identity, boundary, session, resource, endpoint, serviceControl = [], resourceControl = [] }: Given): Policies {
  return {
    identity: sources("identity", identity),
    resource: sources("resource", resource),
    serviceControl: serviceControl.map((level, i) => sources(`scp ${i}`, level)),
    resourceControl: resourceControl.map((level, i) => sources(`rcp ${i}`, level)),
    ...(boundary === undefined ? {} : { boundary: sources("boundary", boundary) }),
    ...(session === undefined ? {} : { session: sources("session", session) }),
    ...(endpoint === undefined ? {} : { endpoint: sources("endpoint", endpoint) }),
  };
}

type More = Pick<Case, "missing" | "by" | "on">;

/** One row. */
export function row(name: string, question: Request, layers: Given, answer: Answer, more: More = {}): Case {
  return { name, ask: question, policies: given(layers), answer, ...more };
}

export const YES: Answer = "allowed";
export const NONE: Answer = "implicitly-denied";
export const DENIED: Answer = "explicitly-denied";
export const OPEN: Answer = "depends";
