import { createHash } from "node:crypto";
import {
  type AttackPath,
  type Fact,
  isUnknown,
  type PathEdge,
  type PathNode,
  type PathProof,
  type Place,
  type ProofCondition,
  type ProofStatement,
  type Severity,
  type World,
} from "../../model/index.ts";
import { isAwsManaged } from "../iam/aws-managed.ts";
import type { Deciding, Residual } from "../iam/question.ts";
import { type Ask, type Asker, answerOf } from "./ask.ts";
import type { PathEstate } from "./estate.ts";
import type { NodeInfo } from "./nodes.ts";
import type { Pair } from "./pairs.ts";
import type { Step } from "./search.ts";
import { techniques } from "./techniques.ts";

/** Turns what the search found into plain data with proofs, each asked of the evaluator once more. */
export class Explainer {
  readonly #estate: PathEstate;
  readonly #nodes = new Map<number, PathNode>();

  constructor(estate: PathEstate) {
    this.#estate = estate;
  }

  path(pair: Pair, steps: readonly Step[], also: readonly number[] = []): AttackPath {
    const edges = steps.map((step) => this.edge(step));
    const text = [pair.start, ...edges.flatMap((edge) => [edge.from.kind, edge.from.id, edge.technique, edge.to.kind, edge.to.id])].join(
      "\n",
    );
    return {
      id: createHash("sha256").update(text).digest("hex").slice(0, 32),
      rank: pair.rank,
      severity: severityOf(pair.rank),
      start: pair.start,
      target: pair.target,
      edges,
      also: also.map((node) => this.node(node)),
    };
  }

  edge({ edge, from }: Step): PathEdge {
    const asker = this.askerOf({ edge, from });
    const proofs = asker ? edge.asks.map((ask) => proofOf(asker, ask, this.#estate.world)) : [];
    return {
      from: this.node(from),
      to: this.node(edge.to),
      technique: edge.technique,
      ...shapeOf(edge.technique),
      certainty: edge.way === "depends" ? "depends" : edge.needs.length > 0 ? "needs" : "certain",
      proofs,
      facts: edge.facts ?? [],
      needs: edge.needs,
      ...(edge.through === undefined ? {} : { through: edge.through }),
    };
  }

  /** Who makes the requests of a step: the member itself, for an edge of its profile. */
  askerOf({ edge, from }: Step): Asker | undefined {
    return this.#estate.byNode(from) ?? edge.by;
  }

  node(index: number): PathNode {
    let node = this.#nodes.get(index);
    if (!node) this.#nodes.set(index, (node = shown(this.#estate.nodes.at(index))));
    return node;
  }
}

function shapeOf(technique: string): Pick<PathEdge, "shape" | "thing"> {
  const found = techniques().find(({ id }) => id === technique);
  return found ? { shape: found.shape, ...(found.thing ? { thing: found.thing } : {}) } : {};
}

function shown({ id, kind, name, account, resource }: NodeInfo): PathNode {
  const place = resource?.origin.locate?.([]);
  return {
    id,
    kind,
    name: resource?.kind === "RestMethod" || resource?.kind === "HttpRoute" ? routeOf(resource) : name,
    ...(resource ? { resource: resource.kind } : {}),
    ...(account === undefined ? {} : { account }),
    ...(place ? { place } : {}),
  };
}

function routeOf(resource: NonNullable<NodeInfo["resource"]>): string {
  if (resource.kind === "HttpRoute") return isUnknown(resource.RouteKey) ? resource.name : resource.RouteKey;
  if (resource.kind !== "RestMethod" || isUnknown(resource.HttpMethod) || isUnknown(resource.ResourcePath)) return resource.name;
  return `${resource.HttpMethod} ${resource.ResourcePath}`;
}

function proofOf(asker: Asker, ask: Ask, world: World): PathProof {
  const decision = answerOf(asker, ask);
  return {
    action: ask.action,
    resource: ask.resource,
    answer: decision.answer === "allowed" ? "allowed" : "depends",
    by: unique(decision.by.map((by) => statementOf(by, world, asker))),
    conditions: unique(decision.residual.map((residual) => conditionOf(residual, world))),
  };
}

function statementOf({ layer, source, statement }: Deciding, world: World, asker?: Asker): ProofStatement {
  const place = placeOf({ layer, source, statement }, world) ?? attachedAt(source.name, layer, world, asker);
  return {
    layer,
    policy: source.name,
    ...(statement.Sid === undefined ? {} : { sid: statement.Sid }),
    index: statement.index,
    ...(place ? { place } : {}),
  };
}

function conditionOf(residual: Residual, world: World): ProofCondition {
  const { key, operator, values, because } = residual;
  return {
    ...statementOf(residual, world),
    ...(key === undefined ? {} : { key }),
    ...(operator === undefined ? {} : { operator }),
    ...(values === undefined ? {} : { values: values.map(textOf) }),
    ...(because === undefined
      ? {}
      : { because: { reason: because.reason, ...(because.action === undefined ? {} : { action: because.action }) } }),
  };
}

function textOf(value: Fact<string>): string {
  return isUnknown(value) ? "?" : value;
}

/** A policy that AWS keeps has no line of its own; where it is attached does. */
function attachedAt(name: string, layer: string, world: World, asker: Asker | undefined): Place | undefined {
  if (asker === undefined || layer !== "identity" || !isAwsManaged(name) || !("arn" in asker.caller)) return undefined;
  return world.byId(asker.caller.arn)?.origin.locate?.(["ManagedPolicyArns"]);
}

/** The line of a statement: where it says itself, or under the resource that carries its policy. */
export function placeOf({ layer, source, statement }: Deciding, world: World): Place | undefined {
  if (statement.at) return statement.at.origin.locate?.(statement.at.path);
  const carrier = source.carrier === undefined ? undefined : world.byId(source.carrier);
  if (!carrier) return undefined;
  const tail = ["Statement", statement.index];
  const { origin } = carrier;
  if (layer === "resource") return origin.locate?.([carrier.kind === "Role" ? "AssumeRolePolicyDocument" : "Policy", ...tail]);
  if (carrier.kind === "ManagedPolicy") return origin.locate?.(["PolicyDocument", ...tail]);
  if (!("Policies" in carrier) || isUnknown(carrier.Policies)) return origin.locate?.([]);
  const at = carrier.Policies.findIndex((policy) => "PolicyName" in policy && policy.PolicyName === source.name);
  return origin.locate?.(at < 0 ? [] : ["Policies", at, "PolicyDocument", ...tail]);
}

function unique<T>(items: readonly T[]): readonly T[] {
  const seen = new Map(items.map((item) => [JSON.stringify(item), item]));
  return [...seen.values()];
}

export function severityOf(rank: number): Severity {
  return rank >= 75 ? "critical" : rank >= 50 ? "high" : rank >= 30 ? "medium" : "low";
}
