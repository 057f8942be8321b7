import type { UnknownReason } from "./fact.ts";
import type { Severity } from "./finding.ts";
import type { Kind, Place } from "./resource.ts";

/**
 * What a node of a path is. `channel`: what carries events to others (queue, topic, bus, bucket, stream, state machine);
 * `raised`: a principal after it was given everything its boundary lets through.
 */
export type PathNodeKind =
  | "internet"
  | "third-party"
  | "user"
  | "role"
  | "raised"
  | "function"
  | "compute"
  | "door"
  | "channel"
  | "store"
  | "admin";

export const pathStarts = ["internet", "function", "third-party", "user"] as const;
export type PathStart = (typeof pathStarts)[number];

export const pathTargets = ["admin", "data"] as const;
export type PathTarget = (typeof pathTargets)[number];

export interface PathNode {
  /** Id of the resource where there is one. */
  readonly id: string;
  readonly kind: PathNodeKind;
  readonly name: string;
  /** Kind of the resource. */
  readonly resource?: Kind;
  readonly account?: string;
  readonly place?: Place;
}

/**
 * - `self-raise`: gives itself more · `take-over`: becomes another principal · `pass-role`: starts something that runs as a role
 * - `steer`: makes something that already runs as a role do its bidding · `feed`: puts an event before a function
 */
export type TechniqueShape = "self-raise" | "take-over" | "pass-role" | "steer" | "feed";

/** What runs as a role. */
export type RoleCarrier =
  | "app-runner-service"
  | "code-interpreter"
  | "stack"
  | "stack-set"
  | "build-project"
  | "data-pipeline"
  | "instance"
  | "launch-template"
  | "task"
  | "glue-endpoint"
  | "glue-job"
  | "function"
  | "notebook"
  | "training-job"
  | "processing-job"
  | "state-machine"
  | "event-rule"
  | "schedule"
  | "pipe";

/** How parts of the estate lead to each other without anybody's doing. */
export type PathRelation =
  | "runs-as"
  | "triggers"
  | "door"
  | "function-url"
  | "read"
  | "environment"
  | "administers"
  | "channel"
  | "federation"
  | "guest";

/** Something a step of a path asks for that the policies do not show; `words/paths.ts` says each. */
export type NeedId =
  | "api-key"
  | "batch-builds"
  | "cluster"
  | "code-unsigned"
  | "container-instance"
  | "decrypt"
  | "event-source"
  | "flaw"
  | "free-key-slot"
  | "function-runs"
  | "instance-launched"
  | "instance-profile"
  | "instance-running"
  | "key-slots-full"
  | "layers-unsigned"
  | "login-profile"
  | "machine-runs"
  | "no-login-profile"
  | "old-url"
  | "service-does-the-call"
  | "ssh-reachable"
  | "ssm-agent"
  | "task-with-exec"
  | "thing-exists"
  | "thing-runs-as-role";

/** A statement that lets a request in. */
export interface ProofStatement {
  readonly layer: string;
  /** Name of the inline policy, ARN of the managed one, id of the resource that carries it. */
  readonly policy: string;
  readonly sid?: string;
  readonly index: number;
  readonly place?: Place;
}

/** What an answer hangs on: a condition on something nobody knows beforehand, or something that could not be read. */
export interface ProofCondition extends ProofStatement {
  readonly key?: string;
  readonly operator?: string;
  readonly values?: readonly string[];
  readonly because?: { readonly reason: UnknownReason; readonly action?: string };
}

/** One request of an edge, as the evaluator answered it. */
export interface PathProof {
  readonly action: string;
  readonly resource: string;
  readonly answer: "allowed" | "depends";
  readonly by: readonly ProofStatement[];
  readonly conditions: readonly ProofCondition[];
}

/** Something of the configuration that is no policy: who runs as what, which route has no authorizer. */
export interface PathFact {
  readonly fact:
    | "runs-as"
    | "no-authorizer"
    | "url-without-auth"
    | "triggers"
    | "guest-role"
    | "acl"
    | "credential-in-environment"
    | "api-key";
  readonly resource: string;
  readonly place?: Place;
}

/** `needs`: what it asks for besides could not be checked. `depends`: the evaluator's answer hangs on conditions. */
export type Certainty = "certain" | "needs" | "depends";

export interface PathEdge {
  readonly from: PathNode;
  readonly to: PathNode;
  /** Id of the technique, or the relation. */
  readonly technique: string;
  /** Undefined for a relation. */
  readonly shape?: TechniqueShape;
  readonly thing?: RoleCarrier;
  readonly certainty: Certainty;
  readonly proofs: readonly PathProof[];
  readonly facts: readonly PathFact[];
  readonly needs: readonly NeedId[];
  /** Another principal or group it goes through. */
  readonly through?: string;
}

export interface AttackPath {
  /** 16 bytes of SHA-256 over its nodes and techniques, in hex. */
  readonly id: string;
  /** 0–100: how exposed the start is × what is at the end × how sure the way is. */
  readonly rank: number;
  readonly severity: Severity;
  readonly start: PathStart;
  readonly target: PathTarget;
  readonly edges: readonly PathEdge[];
  /** More targets that the last step reaches in the same way. */
  readonly also: readonly PathNode[];
}

/** What to take away so that most paths break. */
export interface Cut {
  /** The edge to remove, as it stands in a path; several where none of them breaks anything alone. */
  readonly edges: readonly PathEdge[];
  /** How many pairs of start and target no longer have a path, after the cuts before this one. */
  readonly breaks: number;
  /** Of how many there were at first. */
  readonly of: number;
}

export interface AttackPaths {
  readonly schema: "yagura/paths/1";
  /** Highest rank first. */
  readonly paths: readonly AttackPath[];
  /** Pairs of start and target with a path, shown or not. */
  readonly total: number;
  readonly counts: Readonly<Record<PathTarget, Readonly<Record<PathStart, number>>>>;
  /** In the order in which to make them. */
  readonly cuts: readonly Cut[];
  /** Principals whose policies were not read to the end: "no path" does not hold for what those would allow. */
  readonly unread: readonly {
    readonly principal: string;
    readonly policy: string;
    readonly reason: UnknownReason;
    readonly action?: string;
  }[];
  /** How many principals, functions and stores were looked at. */
  readonly seen: Readonly<Record<"principals" | "functions" | "stores", number>>;
}
