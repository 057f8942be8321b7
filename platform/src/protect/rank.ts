import { type Finding, isUnknown, knownOr, type Noun, type Resource, type Severity, type World } from "../model/index.ts";
import { administratorGrants, wildcardGrants } from "./iam/permission-questions.ts";
import { type Holder, permissionsOf } from "./iam/permissions.ts";
import { readPolicy } from "./iam/reader.ts";

const WEIGHT: Readonly<Record<Severity, number>> = { critical: 100, high: 75, medium: 50, low: 25, info: 10 };
/** How much of a finding's weight remains at the lowest of each factor; the highest keeps all of it. */
const FLOOR = 0.4;

/**
 * 0–100: severity × how easily it is reached × what it may do × what lies behind it. It orders the work; it is no grade.
 * Missing knowledge counts as the middle, so that an unreadable role is neither hidden nor put first.
 */
export function rankFinding(finding: Omit<Finding, "rank">, world: World): number {
  const risk = riskOf(finding.resource.id, world);
  const certain = finding.status === "fail" ? 1 : finding.status === "unknown" ? 0.5 : 0.3;
  return Math.round(WEIGHT[finding.severity] * certain * (FLOOR + (1 - FLOOR) * risk));
}

interface Known {
  /** By id; a resource has many findings. */
  readonly risks: Map<string, number>;
  /** By holder; many functions run as one role. */
  readonly privileges: Map<Holder, number>;
  /** Ids of front doors and of everything behind them. */
  readonly behindDoors: ReadonlySet<string>;
  /** Ids of stores and of everything in front of them. */
  readonly beforeStores: ReadonlySet<string>;
}

const memory = new WeakMap<World, Known>();

function knownOf(world: World): Known {
  let known = memory.get(world);
  if (!known) {
    const { graph } = world;
    const ids = (kinds: ReadonlySet<Resource["kind"]>) => world.estate.resources.filter((r) => kinds.has(r.kind)).map((r) => r.id);
    known = {
      risks: new Map(),
      privileges: new Map(),
      behindDoors: graph.behindAny(ids(FRONT_DOORS)),
      beforeStores: graph.frontOfAny(ids(STORES)),
    };
    memory.set(world, known);
  }
  return known;
}

/** 0–1: the mean of the three factors. */
function riskOf(id: string, world: World): number {
  const { risks } = knownOf(world);
  let risk = risks.get(id);
  if (risk === undefined) {
    const resource = world.byId(id);
    risk = resource === undefined ? 0.5 : (reach(resource, world) + privilege(resource, world) + data(resource, world)) / 3;
    risks.set(id, risk);
  }
  return risk;
}

const FRONT_DOORS = new Set<Resource["kind"]>([
  "RestApi",
  "RestMethod",
  "RestStage",
  "HttpApi",
  "HttpRoute",
  "HttpStage",
  "AppSyncApi",
  "CloudFrontDistribution",
  "UserPool",
  "UserPoolClient",
  "IdentityPool",
]);
const INNER = new Set<Resource["kind"]>(["LogGroup", "Alarm", "Trail", "Subnet", "RouteTable", "LambdaLayerVersion", "EcrRepository"]);

function reach(resource: Resource, world: World): number {
  if (resource.kind === "LambdaFunction") return functionReach(resource, world);
  if (FRONT_DOORS.has(resource.kind)) return 1;
  if (resource.kind === "LoadBalancer") return knownOr(resource.Scheme, "internal") === "internet-facing" ? 1 : 0.4;
  if (resource.kind === "DbInstance") return knownOr(resource.PubliclyAccessible, false) ? 1 : 0.3;
  if ("Policy" in resource && resource.Policy !== undefined && !isUnknown(resource.Policy)) {
    const open = readPolicy(resource.Policy, { account: resource.account }).admissions.some((a) => a.audience.who === "anyone");
    if (open) return 1;
  }
  if (behindFrontDoor(resource, world)) return 0.8;
  return INNER.has(resource.kind) ? 0.2 : 0.5;
}

/** Something people reach from the internet leads here, near or far. */
function behindFrontDoor(resource: Resource, world: World): boolean {
  return knownOf(world).behindDoors.has(resource.id);
}

function functionReach(fn: Noun<"LambdaFunction">, world: World): number {
  if (!isUnknown(fn.Urls) && fn.Urls.some((url) => url.AuthType === "NONE")) return 1;
  if (isUnknown(fn.Policies)) return 0.5;
  for (const { Document } of fn.Policies) {
    if (isUnknown(Document)) continue;
    for (const { audience } of readPolicy(Document, { account: fn.account }).admissions) {
      if (audience.who === "anyone") return 1;
      const service = audience.who === "service" || audience.who === "any-account-through-service" ? audience.service : "";
      if (/^(apigateway|elasticloadbalancing|appsync|cloudfront|cognito-idp)\./.test(service)) return 0.9;
    }
  }
  if (behindFrontDoor(fn, world)) return 0.8;
  return world.graph.front(fn.id).length > 0 ? 0.5 : 0.3;
}

function privilege(resource: Resource, world: World): number {
  const holder =
    resource.kind === "LambdaFunction"
      ? world.find("Role", resource.Role, resource)
      : resource.kind === "Role" || resource.kind === "User"
        ? resource
        : undefined;
  if (holder === undefined) return 0.4;
  if (isUnknown(holder)) return 0.5;
  const { privileges } = knownOf(world);
  let found = privileges.get(holder);
  if (found === undefined) privileges.set(holder, (found = privilegeOf(holder, world)));
  return found;
}

function privilegeOf(holder: Holder, world: World): number {
  const permissions = permissionsOf(holder, world);
  if (administratorGrants(permissions).length > 0) return 1;
  return wildcardGrants(permissions).length > 0 ? 0.7 : 0.3;
}

const STORES = new Set<Resource["kind"]>([
  "Bucket",
  "DynamoTable",
  "DbInstance",
  "DbCluster",
  "Secret",
  "SsmParameter",
  "SearchCollection",
  "FileSystem",
  "UserPool",
  "Cache",
  "KmsKey",
  "S3AccessPoint",
]);

function data(resource: Resource, world: World): number {
  if (STORES.has(resource.kind)) return 1;
  if (knownOf(world).beforeStores.has(resource.id)) return 0.9;
  return resource.kind === "LambdaFunction" || resource.kind === "Role" || resource.kind === "Account" ? 0.6 : 0.3;
}
