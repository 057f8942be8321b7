import {
  type Fact,
  type Facts,
  isUnknown,
  type Kind,
  mapFact,
  type Nouns,
  type Origin,
  type Path,
  type Policy,
  parsePolicy,
  type Resource,
} from "../../../model/index.ts";
import type { Common } from "../../../model/resource.ts";
import { lastPart, type Where } from "../../ids.ts";
import type { Declared, Stack } from "../declared.ts";
import { get } from "./read.ts";

export type Props = Readonly<Record<string, unknown>>;

/** Where a field is written when that is not the property of the same name: a path, or a path in another resource. */
export type Places = Readonly<Record<string, Path | { readonly origin: Origin; readonly path: Path }>>;

export interface About {
  readonly id?: string;
  readonly name?: string;
  readonly region?: string;
  readonly aliases?: readonly (string | undefined)[];
  /** Where fields are written whose names or nesting differ from CloudFormation's. */
  readonly places?: Places;
  /** Path of the part of the resource that this noun is: a route inside an OpenAPI body. */
  readonly root?: Path;
}

export function whereOf(stack: Stack): Where {
  return { partition: stack.partition, region: stack.region, account: stack.account };
}

/** The id AWS would give: what `Ref` gives, without the rest of an ARN. */
export function idOf(declared: Declared): string {
  return lastPart(declared.ref);
}

/** Everything the template may call a declaration by. */
export function namesOf(declared: Declared): readonly string[] {
  const names = [declared.name];
  if (declared.ref !== declared.name) names.push(declared.ref);
  if (declared.arn !== undefined) names.push(declared.arn, lastPart(declared.arn));
  return names;
}

function placed(origin: Origin, root: Path | undefined, places: Places | undefined): Origin {
  const locate = origin.locate?.bind(origin);
  if (!locate || (root === undefined && places === undefined)) return origin;
  const base = root ?? [];
  return {
    ...origin,
    locate(path) {
      const place = path.length > 0 ? places?.[String(path[0])] : undefined;
      if (place === undefined) return locate([...base, ...path]) ?? locate(base);
      if ("origin" in place) return place.origin.locate?.([...place.path, ...path.slice(1)]);
      // A path may name the noun's field or be CloudFormation's own already (`Environment.Variables.X`).
      const own = place.length > 1 && place.every((key, index) => key === path[index]);
      return locate(own ? [...base, ...path] : [...base, ...place, ...path.slice(1)]) ?? locate(base);
    },
  };
}

/** One noun of a declaration. */
export function noun<K extends Kind>(
  kind: K,
  declared: Declared,
  stack: Stack,
  facts: Facts<Nouns[K] & Common>,
  about: About = {},
): Resource {
  const aliases = new Set<string>();
  for (const alias of about.aliases ?? namesOf(declared)) if (alias !== undefined) aliases.add(alias);
  const id =
    about.id ?? declared.arn ?? `arn:${stack.partition}:${kind.toLowerCase()}:${stack.region}:${stack.account}:${declared.logicalId}`;
  const noun: unknown = {
    kind,
    id,
    name: about.name ?? declared.name,
    account: stack.account,
    region: about.region ?? stack.region,
    scope: stack.scope,
    origin: placed(declared.origin, about.root, about.places),
    aliases: [...aliases],
    ...facts,
  };
  return noun as Resource;
}

/** Parses a policy and stamps every statement with the place where it is written. */
export function policyAt(document: unknown, origin: Origin, path: Path): Fact<Policy> {
  return mapFact(parsePolicy(document), (policy) => {
    const rows = get(document, "Statement");
    const many = Array.isArray(rows);
    const inside = typeof document === "object";
    return {
      ...policy,
      Statement: policy.Statement.map((statement) => ({
        ...statement,
        at: { origin, path: inside ? [...path, "Statement", ...(many ? [statement.index] : [])] : path },
      })),
    };
  });
}

/** As `policyAt` for a property of the resource itself; `undefined` when it is not written, or written as an empty text. */
export function ownPolicy(declared: Declared, ...path: Path): Fact<Policy | undefined> {
  const document = get(declared.properties, ...path);
  return document === undefined || document === "" ? undefined : policyAt(document, declared.origin, path);
}

/** Joins policies that AWS would see as one; an undecided one makes the whole undecided. */
export function joinPolicies(policies: readonly Fact<Policy>[]): Fact<Policy | undefined> {
  if (policies.length === 0) return undefined;
  // Its version decides whether AWS fills in policy variables: a policy that stands alone keeps its own.
  if (policies.length === 1) return policies[0];
  const statements: Policy["Statement"][number][] = [];
  for (const policy of policies) {
    if (isUnknown(policy)) return policy;
    for (const statement of policy.Statement) statements.push({ ...statement, index: statements.length });
  }
  return { Version: "2012-10-17", Statement: statements };
}
