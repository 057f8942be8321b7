import { type Fact, isUnknown, type Kind, mapFact, type Noun, type Resource, type Unknown, type World } from "../../model/index.ts";
import { oncePer } from "../compute/once.ts";
import { allOf, anyOf } from "../monitoring/three-valued.ts";

/** Resources of a kind by the API they belong to; those whose API is not known are left out. */
function grouped<K extends Kind>(
  world: World,
  near: Resource,
  kind: K,
  apiOf: (one: Noun<K>) => Fact<string>,
): ReadonlyMap<string, readonly Noun<K>[]> {
  return oncePer(world, near, `by-api:${kind}`, () => {
    const groups = new Map<string, Noun<K>[]>();
    for (const one of world.known(kind, near)) {
      const api = apiOf(one);
      if (isUnknown(api)) continue;
      const list = groups.get(api);
      if (list) list.push(one);
      else groups.set(api, [one]);
    }
    return groups;
  });
}

/** The REST API a method, stage or authorizer belongs to. */
export function restApiOf(id: Fact<string>, near: Resource, world: World): Fact<Noun<"RestApi"> | undefined> {
  if (isUnknown(id)) return id;
  return grouped(world, near, "RestApi", (api) => api.RestApiId).get(id)?.[0] ?? world.find("RestApi", id, near);
}

/** The known methods of a REST API. */
export function methodsOf(apiId: string, near: Resource, world: World): readonly Noun<"RestMethod">[] {
  return grouped(world, near, "RestMethod", (method) => method.RestApiId).get(apiId) ?? [];
}

/** Why a method's API is not known, when there is such a method: it may belong to any. */
export function strayMethod(near: Resource, world: World): Unknown | undefined {
  return oncePer(world, near, "stray-method", () => {
    const methods = world.all("RestMethod", near);
    return isUnknown(methods) ? methods : methods.map(({ RestApiId }) => RestApiId).find(isUnknown);
  });
}

/** The known custom domains that serve an API. */
export function domainsOf(apiId: string, near: Resource, world: World): readonly Noun<"ApiDomainName">[] {
  return world.known("ApiDomainName", near).filter((domain) => !isUnknown(domain.ApiIds) && domain.ApiIds.includes(apiId));
}

/** The web ACL behind an ARN. */
export function webAclOf(arn: Fact<string>, near: Resource, world: World): Fact<Noun<"WebAcl"> | undefined> {
  return world.find("WebAcl", arn, near);
}

const LIMITS_BODIES = /^managed:AWS\/AWSManagedRulesCommonRuleSet$|^size-?constraint/i;

interface Rule {
  readonly Statement: Fact<string>;
  readonly Action: Fact<string>;
}

/** Whether one of the rules refuses large bodies: the common rule set does, or a size constraint of its own. */
export function limitsBodies(rules: readonly Rule[]): Fact<boolean> {
  return someRuleActs(rules, (statement) => LIMITS_BODIES.test(statement));
}

/** Whether a rule with such a statement does more than count; unknown when a statement or the action of a matching one is. */
export function someRuleActs(rules: readonly Rule[], wanted: (statement: string) => boolean): Fact<boolean> {
  return anyOf(
    rules.map(({ Statement, Action }) =>
      allOf([mapFact(Statement, wanted), mapFact(Action, (action) => action.toLowerCase() !== "count")]),
    ),
  );
}
