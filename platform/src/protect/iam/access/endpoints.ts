import { type Fact, isUnknown, type Noun, type Policy, unknown, type World } from "../../../model/index.ts";
import type { Source } from "../question.ts";
import type { Given } from "./access.ts";
import type { Person } from "./callers.ts";
import type { Target } from "./resources.ts";

/** A VPC endpoint that a request comes through, and so the policy that limits it. */
export interface Passage {
  /** Its id. */
  readonly name: string;
  readonly sources: readonly Source[];
  /** What the request says of its way, by condition key. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
  /** False: it may come another way. */
  readonly sure: boolean;
}

type Endpoint = Noun<"VpcEndpoint">;
type LambdaFunction = Noun<"LambdaFunction">;

/** Services whose endpoints are called otherwise than their actions begin. */
const CALLED: Readonly<Record<string, readonly string[]>> = {
  kinesis: ["kinesis-streams"],
  firehose: ["kinesis-firehose"],
  cloudwatch: ["monitoring"],
  ecr: ["ecr.api", "ecr.dkr"],
};

/**
 * The endpoint a request comes through: the one that the asker names as `aws:SourceVpce`, or that of the VPC the function stands in, when it
 * has one for the service. Undefined: nobody says so.
 */
export function passageOf(world: World, { fn }: Person, action: string, target: Target, given: Given | undefined): Passage | undefined {
  const named = valueOf(given, "aws:sourcevpce");
  if (named !== undefined) return typeof named === "string" || named.length !== 1 ? undefined : byId(world, named[0] as string);
  return fn === undefined ? undefined : ofFunction(world, fn, action, target);
}

function valueOf(given: Given | undefined, key: string): readonly string[] | "absent" | "unknown" | undefined {
  for (const [name, values] of given ?? []) if (name.toLowerCase() === key) return values;
  return undefined;
}

function byId(world: World, id: string): Passage {
  for (const endpoint of world.everywhere("VpcEndpoint").values())
    if (endpoint.VpcEndpointId === id || endpoint.id === id) return passage(endpoint, true);
  const policy = unknown("elsewhere", { what: id });
  return { name: id, sources: [{ name: id, policy }], keys: new Map([["aws:sourcevpce", [id]]]), sure: true };
}

function passage(endpoint: Endpoint, sure: boolean): Passage {
  const { VpcEndpointId: id, VpcId: vpc, Policy: policy } = endpoint;
  const keys = new Map<string, readonly string[]>();
  if (!isUnknown(id)) keys.set("aws:sourcevpce", [id]);
  if (!isUnknown(vpc)) keys.set("aws:sourcevpc", [vpc]);
  const name = isUnknown(id) ? endpoint.name : id;
  return { name, sources: [{ name, policy: policy === undefined ? FULL_ACCESS : policy, carrier: endpoint.id }], keys, sure };
}

/** What an endpoint has that nobody gave a policy, or that takes none. */
const FULL_ACCESS: Fact<Policy> = {
  Version: "2012-10-17",
  Statement: [{ Sid: undefined, Effect: "Allow", Principal: "*", Action: ["*"], Resource: ["*"], index: 0 }],
};

function ofFunction(world: World, fn: LambdaFunction, action: string, target: Target): Passage | undefined {
  const config = "VpcConfig" in fn ? fn.VpcConfig : undefined;
  if (config === undefined || isUnknown(config) || isUnknown(config.VpcId)) return undefined;
  const { VpcId: vpc, SubnetIds: subnets } = config;
  // Endpoints serve their own region; a call into another goes another way.
  const region = regionOf(target);
  if (region !== undefined && region !== fn.region) return undefined;
  const service = action.slice(0, Math.max(0, action.indexOf(":"))).toLowerCase();
  const called = (CALLED[service] ?? [service]).map((name) => `.${fn.region}.${name}`);
  for (const endpoint of world.known("VpcEndpoint", fn)) {
    const { ServiceName: name, VpcId: own, Type: type } = endpoint;
    if (isUnknown(name) || !called.some((end) => name.endsWith(end)) || endpoint.region !== fn.region) continue;
    if (!isUnknown(own) && vpc !== undefined && own !== vpc) continue;
    // An interface is used by whoever asks for its name; by default that is the service's own.
    if (type !== "Gateway") return passage(endpoint, false);
    const led = leads(world, fn, endpoint, subnets);
    if (led !== "no") return passage(endpoint, led === "yes" && region !== undefined && !isUnknown(own) && vpc !== undefined);
  }
  return undefined;
}

/** Where a resource is; undefined when neither its name nor the estate says so, as of a bucket elsewhere. */
function regionOf({ arn, owner }: Target): string | undefined {
  const written = arn.split(":", 4)[3] ?? "";
  if (/^[^*?]+$/.test(written)) return written;
  return owner?.region === "global" ? undefined : owner?.region;
}

/** Whether the routes of all subnets, some, or none of them lead through a gateway. */
function leads(world: World, fn: LambdaFunction, endpoint: Endpoint, subnets: readonly Fact<string>[]): "yes" | "perhaps" | "no" {
  if (isUnknown(endpoint.RouteTableIds)) return "perhaps";
  const through = new Set(endpoint.RouteTableIds);
  const tables = world.all("RouteTable", fn);
  const found = subnets.map((subnet): boolean | undefined => {
    if (isUnknown(subnet) || isUnknown(tables)) return undefined;
    const own = tables.filter(({ SubnetIds }) => !isUnknown(SubnetIds) && SubnetIds.includes(subnet));
    const main = tables.filter(({ Main, VpcId }) => Main === true && VpcId === endpoint.VpcId);
    const [table] = own.length > 0 ? own : main;
    if (!table || isUnknown(table.RouteTableId)) return undefined;
    return through.has(table.RouteTableId) ? true : [...through].some(isUnknown) ? undefined : false;
  });
  if (found.length > 0 && found.every((one) => one === true)) return "yes";
  return found.length > 0 && found.every((one) => one === false) ? "no" : "perhaps";
}
