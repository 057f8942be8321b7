import {
  type CheckInfo,
  type Estate,
  emptyTally,
  isUnknown,
  type Kind,
  type Resource,
  type Status,
  type Tally,
} from "../../model/index.ts";

/** Who runs what, from "you run machines" to "you only configure". */
export const serviceModels = ["IaaS", "CaaS", "FaaS", "No-Code", "SaaS"] as const;
export type ServiceModel = (typeof serviceModels)[number];

/** The four cloud-native layers, from the bottom up (CSA's shared-responsibility model). */
export const rungs = ["provisioning", "runtime", "packaging", "definition"] as const;
export type Rung = (typeof rungs)[number];
export type Owner = "aws" | "shared" | "customer";

export interface Ladder {
  readonly model: ServiceModel;
  readonly owners: Readonly<Record<Rung, Owner>>;
}

export interface Responsibility {
  readonly resource: { readonly id: string; readonly kind: Kind; readonly name: string; readonly region: string };
  /** Undefined when what decides it could not be read. */
  readonly ladder: Ladder | undefined;
  /** The customer's duties on each rung, as verdicts of the checks about it. */
  readonly duties: Readonly<Record<Rung, Tally>>;
}

const IAAS: Ladder = {
  model: "IaaS",
  owners: { provisioning: "shared", runtime: "customer", packaging: "customer", definition: "customer" },
};
const CAAS: Ladder = { model: "CaaS", owners: { provisioning: "aws", runtime: "shared", packaging: "customer", definition: "customer" } };
const FAAS_ZIP: Ladder = { model: "FaaS", owners: { provisioning: "aws", runtime: "aws", packaging: "shared", definition: "customer" } };
const FAAS_CUSTOM_RUNTIME: Ladder = {
  model: "FaaS",
  owners: { provisioning: "aws", runtime: "shared", packaging: "shared", definition: "customer" },
};
const FAAS_IMAGE: Ladder = {
  model: "FaaS",
  owners: { provisioning: "aws", runtime: "shared", packaging: "customer", definition: "customer" },
};
const NO_CODE: Ladder = { model: "No-Code", owners: { provisioning: "aws", runtime: "aws", packaging: "aws", definition: "customer" } };
const SAAS: Ladder = { model: "SaaS", owners: { provisioning: "aws", runtime: "aws", packaging: "aws", definition: "shared" } };

const BY_KIND: Readonly<Partial<Record<Kind, Ladder>>> = {
  Ec2Instance: IAAS,
  AutoScalingGroup: IAAS,
  StateMachine: NO_CODE,
  RestApi: NO_CODE,
  HttpApi: NO_CODE,
  AppSyncApi: NO_CODE,
  EventBus: NO_CODE,
  EventRule: NO_CODE,
  Pipe: NO_CODE,
  Schedule: NO_CODE,
  CloudFrontDistribution: NO_CODE,
  WebAcl: NO_CODE,
  LoadBalancer: NO_CODE,
  Queue: SAAS,
  Topic: SAAS,
  KinesisStream: SAAS,
  FirehoseStream: SAAS,
  Bucket: SAAS,
  DynamoTable: SAAS,
  DbInstance: SAAS,
  DbCluster: SAAS,
  Cache: SAAS,
  SearchCollection: SAAS,
  FileSystem: SAAS,
  Secret: SAAS,
  UserPool: SAAS,
  IdentityPool: SAAS,
};

function ladderOf(resource: Resource): Ladder | undefined | "none" {
  if (resource.kind === "LambdaFunction") {
    if (isUnknown(resource.PackageType)) return undefined;
    if (resource.PackageType === "Image") return FAAS_IMAGE;
    if (isUnknown(resource.Runtime)) return undefined;
    return resource.Runtime?.startsWith("provided") ? FAAS_CUSTOM_RUNTIME : FAAS_ZIP;
  }
  if (resource.kind === "EcsService") {
    if (isUnknown(resource.LaunchType)) return undefined;
    return resource.LaunchType === "EC2" ? IAAS : CAAS;
  }
  if (resource.kind === "EcsTaskDefinition") return CAAS;
  return BY_KIND[resource.kind] ?? "none";
}

/** The rung a check speaks of. What is not about machines, runtimes or packages is about the definition. */
export function rungOf({ id }: Pick<CheckInfo, "id">): Rung {
  if (/runtime|imds|platform-version|end-of-life/.test(id)) return "runtime";
  if (/signing|layer|image|ecr\/|package|code-sha|scan/.test(id)) return "packaging";
  if (/vpc|subnet|zone|multi-az|network-interface/.test(id)) return "provisioning";
  return "definition";
}

export interface Heard {
  readonly check: Pick<CheckInfo, "id">;
  readonly resource: Pick<Resource, "id" | "scope">;
  readonly status: Status;
}

/** Every workload with its ladder and the customer's duties on each rung. */
export function responsibilities(estate: Estate, heard: readonly Heard[]): readonly Responsibility[] {
  const duties = new Map<string, Record<Rung, Tally>>();
  for (const { check, resource, status } of heard) {
    const key = `${resource.scope}|${resource.id}`;
    let own = duties.get(key);
    if (!own) {
      own = noDuties();
      duties.set(key, own);
    }
    own[rungOf(check)][status] += 1;
  }
  return estate.resources.flatMap((resource) => {
    const ladder = ladderOf(resource);
    if (ladder === "none") return [];
    const { id, kind, name, region } = resource;
    return [{ resource: { id, kind, name, region }, ladder, duties: duties.get(`${resource.scope}|${id}`) ?? noDuties() }];
  });
}

function noDuties(): Record<Rung, Tally> {
  return { provisioning: emptyTally(), runtime: emptyTally(), packaging: emptyTally(), definition: emptyTally() };
}
