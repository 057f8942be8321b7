import type { Path, Place } from "../../../model/index.ts";
import type { Stack } from "../declared.ts";
import type { Format, FormatOptions } from "../formats.ts";
import { type Environment, isObject, partitionOf } from "../intrinsics/index.ts";
import type { Document } from "../read.ts";
import { stackOf } from "../stack.ts";
import { declare } from "./declare.ts";
import { Source } from "./hcl/source.ts";
import { type Plan, type Planned, readPlan, record } from "./plan.ts";
import { Resolver } from "./resolver.ts";
import { mappings } from "./services/index.ts";
import { textsOfTerraform } from "./texts.ts";

/** Plans of Terraform and OpenTofu, as `terraform show -json` writes them. */
export const terraform: Format = {
  id: "terraform",
  detect(document) {
    const root = document.root;
    return isObject(root) && typeof root["format_version"] === "string" && (isObject(root["planned_values"]) || isObject(root["values"]));
  },
  load: loadPlan,
};

const DEFAULT_ACCOUNT = "000000000000";
const DEFAULT_REGION = "us-east-1";

/** Reads one plan as one stack. */
export function loadPlan(document: Document, options: FormatOptions): Stack {
  const plan = readPlan(document.root);
  const account = options.account === DEFAULT_ACCOUNT ? (accountIn(plan) ?? options.account) : options.account;
  let resolver: Resolver | undefined;
  const regionOf = (key: unknown): string | undefined => {
    const providers = record(plan.configuration["provider_config"]);
    const provider = record(providers[typeof key === "string" && Object.hasOwn(providers, key) ? key : "aws"]);
    const region = resolver?.expression(record(provider["expressions"])["region"], { modules: [], index: undefined }, "region");
    return typeof region === "string" ? region : undefined;
  };
  const fallback: Environment = { account, region: options.region, partition: partitionOf(options.region), stackName: options.stackName };
  let main = fallback;
  const environments = new Map<string, Environment>();
  const envOf = (planned: Planned): Environment => {
    const own = planned.values["region"];
    const key = planned.config?.["provider_config_key"];
    const region = typeof own === "string" && /^[a-z]{2}(-[a-z]+)+-\d$/.test(own) ? own : (aliased(key) && regionOf(key)) || main.region;
    let env = environments.get(region);
    if (!env) environments.set(region, (env = { ...main, region, partition: partitionOf(region) }));
    return env;
  };
  const source = new Source(plan, document.file);
  resolver = new Resolver({ plan, mappings, envOf, written: (planned, path, self) => source.written(planned, path, self) });
  const region = options.region === DEFAULT_REGION ? (regionOf("aws") ?? regionIn(plan) ?? options.region) : options.region;
  main = { ...fallback, region, partition: partitionOf(region) };
  const locate = (planned: Planned, path: Path): Place | undefined => source.locate(planned, path) ?? placeInPlan(document, planned, path);
  const declared = declare({ plan, file: document.file, mappings, resolver, locate, envOf });
  return stackOf({
    scope: options.scope,
    name: options.stackName,
    account,
    region: main.region,
    partition: main.partition,
    declared,
    problems: document.problems,
    texts: textsOfTerraform(plan, document, source.files(), source.root),
  });
}

/** A provider with a name of its own, `aws.virginia`. */
function aliased(key: unknown): boolean {
  return typeof key === "string" && /\.[^.]+$/.test(key);
}

function accountIn(plan: Plan): string | undefined {
  for (const data of plan.data) {
    const id = data.type === "aws_caller_identity" ? data.values["account_id"] : undefined;
    if (typeof id === "string" && /^\d{12}$/.test(id)) return id;
  }
  return undefined;
}

function regionIn(plan: Plan): string | undefined {
  for (const data of plan.data) {
    const name = data.type === "aws_region" ? (data.values["name"] ?? data.values["region"]) : undefined;
    if (typeof name === "string" && name !== "") return name;
  }
  return undefined;
}

function placeInPlan(document: Document, planned: Planned, path: Path): Place | undefined {
  let place = document.placeOf(planned.source, "address");
  let current: unknown = planned.values;
  for (const key of path) {
    if (Array.isArray(current) && typeof key === "string" && current.length > 0) current = current[0];
    if (typeof current !== "object" || current === null) break;
    const next = document.placeOf(current, key);
    if (!next) break;
    place = next;
    current = (current as Record<string | number, unknown>)[key];
  }
  return place;
}
