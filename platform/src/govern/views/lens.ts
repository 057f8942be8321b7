import { emptyTally, type Kind, type Layer, type LensTopic, layers, type Report, statuses, type Tally, topics } from "../../model/index.ts";

export interface Lens {
  /** Verdicts by topic and layer. */
  readonly cells: Readonly<Record<LensTopic, Readonly<Record<Layer, Tally>>>>;
  /** Kinds found, on the layer their checks belong to, with how many there are. */
  readonly kinds: Readonly<Record<Layer, readonly { readonly kind: Kind; readonly count: number }[]>>;
}

/** The Serverless Lens: five security topics by the layers. */
export function lensOf(report: Report): Lens {
  const cells = Object.fromEntries(topics.map((t) => [t, Object.fromEntries(layers.map((l) => [l, emptyTally()]))])) as Record<
    LensTopic,
    Record<Layer, Tally>
  >;
  const layerOf = new Map<Kind, Layer>();
  for (const check of Object.values(report.checks)) {
    const cell = cells[check.topic][check.layer];
    for (const status of statuses) cell[status] += report.tallies[check.id]?.[status] ?? 0;
    if (!layerOf.has(check.on)) layerOf.set(check.on, check.layer);
  }
  const kinds = Object.fromEntries(layers.map((l) => [l, [] as { kind: Kind; count: number }[]])) as Record<
    Layer,
    { kind: Kind; count: number }[]
  >;
  for (const [kind, count] of Object.entries(report.resources) as [Kind, number][])
    kinds[LAYER_OF[kind] ?? layerOf.get(kind) ?? "account"].push({ kind, count });
  for (const list of Object.values(kinds)) list.sort((a, b) => b.count - a.count || a.kind.localeCompare(b.kind));
  return { cells, kinds };
}

/** Where the Lens puts each service, when its checks would put it elsewhere. */
const LAYER_OF: Readonly<Partial<Record<Kind, Layer>>> = {
  LambdaFunction: "compute",
  StateMachine: "compute",
  EcsService: "compute",
  EcsTaskDefinition: "compute",
  Ec2Instance: "compute",
  LambdaLayerVersion: "versioning",
  EventSourceMapping: "messaging",
  CodeSigningConfig: "deployment",
  SigningProfile: "deployment",
  EcrRepository: "deployment",
  RestApi: "edge",
  RestMethod: "edge",
  RestStage: "edge",
  RestAuthorizer: "edge",
  UsagePlan: "edge",
  HttpApi: "edge",
  HttpRoute: "edge",
  HttpStage: "edge",
  HttpAuthorizer: "edge",
  ApiDomainName: "edge",
  AppSyncApi: "edge",
  AppSyncDataSource: "edge",
  CloudFrontDistribution: "edge",
  WebAcl: "edge",
  WafRuleGroup: "edge",
  WebAclAssociation: "edge",
  Certificate: "edge",
  LoadBalancer: "edge",
  Queue: "messaging",
  Topic: "messaging",
  Subscription: "messaging",
  EventBus: "messaging",
  EventRule: "messaging",
  Pipe: "messaging",
  Schedule: "messaging",
  KinesisStream: "messaging",
  FirehoseStream: "messaging",
  Bucket: "data",
  DirectoryBucket: "data",
  S3AccessPoint: "data",
  DynamoTable: "data",
  DaxCluster: "data",
  DbInstance: "data",
  DbCluster: "data",
  DbEventSubscription: "data",
  Cache: "data",
  SearchCollection: "data",
  FileSystem: "data",
  Secret: "data",
  SsmParameter: "data",
  KmsKey: "data",
  BackupVault: "data",
  BackupPlan: "data",
  Role: "identity",
  ManagedPolicy: "identity",
  User: "identity",
  Group: "identity",
  InstanceProfile: "identity",
  ServerCertificate: "identity",
  IdentityProvider: "identity",
  UserPool: "identity",
  UserPoolClient: "identity",
  IdentityPool: "identity",
  Vpc: "network",
  Subnet: "network",
  SecurityGroup: "network",
  NetworkAcl: "network",
  RouteTable: "network",
  VpcPeering: "network",
  VpcEndpoint: "network",
  Account: "account",
  ControlPolicy: "identity",
  Region: "account",
  Template: "deployment",
  Trail: "monitoring",
  LogGroup: "monitoring",
  Alarm: "monitoring",
};

export function layerOfKind(kind: Kind): Layer {
  return LAYER_OF[kind] ?? "account";
}
