import { relations } from "../../platform/src/identify/relations.ts";
import {
  type Fact,
  type Gap,
  type Kind,
  parsePolicy,
  type Resource,
  type Settings,
  type Unknown,
  type Usage,
  type Use,
  unknown,
  World,
} from "../../platform/src/model/index.ts";
import { findSprawl, type Sprawl, type SprawlInput } from "../../platform/src/protect/sprawl/sprawl.ts";

export const NOW = new Date("2026-11-22T12:00:00Z");
export const SINCE = "2025-08-25";
export const OLD = "2024-01-01T00:00:00.000Z";
export const ACCOUNT = "111122223333";
export const REGION = "ap-northeast-1";
export const DENIED = unknown("access-denied", { action: "cloudwatch:GetMetricData" });

export const arn = (service: string, rest: string, region: string = REGION) => `arn:aws:${service}:${region}:${ACCOUNT}:${rest}`;
export const fnArn = (name: string, region: string = REGION) => arn("lambda", `function:${name}`, region);
export const roleArn = (name: string) => `arn:aws:iam::${ACCOUNT}:role/${name}`;

type More = Readonly<Record<string, unknown>>;

function made(kind: Kind, id: string, name: string, facts: More): Resource {
  return {
    kind,
    id,
    name,
    account: ACCOUNT,
    region: REGION,
    scope: `aws:${ACCOUNT}`,
    origin: { source: "aws", at: NOW.toISOString() },
    Arn: id,
    Tags: {},
    ...facts,
  } as unknown as Resource;
}

export function fn(name: string, more: More = {}): Resource {
  const region = (more["region"] as string | undefined) ?? REGION;
  return made("LambdaFunction", fnArn(name, region), name, {
    FunctionName: name,
    PackageType: "Zip",
    Runtime: "nodejs24.x",
    Architectures: ["x86_64"],
    Role: roleArn(`${name}-role`),
    MemorySize: 1024,
    Environment: {},
    Layers: [],
    LoggingConfig: { LogGroup: `/aws/lambda/${name}`, LogFormat: "Text" },
    FileSystemArns: [],
    ReservedConcurrentExecutions: undefined,
    ProvisionedConcurrency: [],
    SnapStart: "None",
    Policies: [],
    Urls: [],
    Aliases: [],
    Versions: [],
    EventInvokeConfigs: [],
    LastModified: OLD,
    ...more,
  });
}

export function role(name: string, more: More = {}, service = "lambda.amazonaws.com"): Resource {
  return made("Role", roleArn(name), name, {
    region: "global",
    RoleName: name,
    Path: "/",
    AssumeRolePolicyDocument: parsePolicy({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
    }),
    Policies: [],
    ManagedPolicyArns: [],
    CreateDate: OLD,
    LastUsedDate: undefined,
    ...more,
  });
}

export function mapping(uuid: string, source: string, target: string, more: More = {}): Resource {
  return made("EventSourceMapping", arn("lambda", `event-source-mapping:${uuid}`), `${source} → ${target}`, {
    EventSourceArn: source,
    FunctionName: target,
    Enabled: true,
    ...more,
  });
}

export function queue(name: string, more: More = {}): Resource {
  return made("Queue", arn("sqs", name), name, {
    QueueName: name,
    QueueUrl: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}`,
    ...more,
  });
}

export function rule(name: string, targets: readonly string[], more: More = {}): Resource {
  return made("EventRule", arn("events", `rule/${name}`), name, {
    Name: name,
    EventBusName: "default",
    State: "ENABLED",
    Targets: targets.map((Arn) => ({ Arn, RoleArn: undefined, DeadLetterArn: undefined })),
    ...more,
  });
}

export function restApi(id: string, name: string, more: More = {}): Resource {
  return made("RestApi", `arn:aws:apigateway:${REGION}::/restapis/${id}`, name, {
    RestApiId: id,
    Name: name,
    aliases: [id],
    DisableExecuteApiEndpoint: false,
    ...more,
  });
}

export function method(apiId: string, path: string, target: string): Resource {
  return made("RestMethod", `arn:aws:apigateway:${REGION}::/restapis/${apiId}/resources${path}/methods/GET`, `GET ${path}`, {
    RestApiId: apiId,
    ResourcePath: path,
    HttpMethod: "GET",
    IntegrationUri: `arn:aws:apigateway:${REGION}:lambda:path/2015-03-31/functions/${target}/invocations`,
  });
}

export function layer(name: string, version: number, more: More = {}): Resource {
  return made("LambdaLayerVersion", arn("lambda", `layer:${name}:${version}`), `${name}:${version}`, {
    LayerName: name,
    Version: version,
    Policy: undefined,
    Tags: undefined,
    ...more,
  });
}

export function logGroup(name: string): Resource {
  return made("LogGroup", arn("logs", `log-group:${name}`), name, { LogGroupName: name, Tags: unknown("not-collected") });
}

export function any(kind: Kind, id: string, name: string, more: More = {}): Resource {
  return made(kind, id, name, more);
}

/** A function's policy with one statement. */
export function permission(principal: unknown, condition?: unknown): More {
  const Document = parsePolicy({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: principal,
        Action: "lambda:InvokeFunction",
        Resource: "*",
        ...(condition ? { Condition: condition } : {}),
      },
    ],
  });
  return { Policies: [{ Qualifier: undefined, Document }] };
}

export interface Evidence {
  readonly uses?: Readonly<Record<string, string | undefined | Unknown>>;
  readonly taken?: Readonly<Record<string, string | undefined | Unknown>>;
  readonly born?: Readonly<Record<string, Fact<string | undefined>>>;
  readonly versions?: Readonly<Record<string, unknown>>;
  readonly logs?: Readonly<Record<string, unknown>>;
}

export function usage({ uses = {}, taken = {}, born = {}, versions = {}, logs = {} }: Evidence): Usage {
  const asUse = (row: Readonly<Record<string, string | undefined | Unknown>>): ReadonlyMap<string, Use> =>
    new Map(Object.entries(row).map(([id, last]) => [id, { last, since: SINCE, by: "AWS/Lambda Invocations" }]));
  return {
    uses: asUse(uses),
    taken: asUse(taken),
    born: new Map(Object.entries(born)),
    versions: new Map(Object.entries(versions)) as Usage["versions"],
    logs: new Map(Object.entries(logs)) as Usage["logs"],
    creators: new Map(),
  };
}

export function worldOf(resources: readonly Resource[], gaps: readonly Kind[] = [], settings: Partial<Settings> = {}): World {
  const scope = `aws:${ACCOUNT}`;
  const gap = (kind: Kind): Gap => ({ scope, kind, region: REGION, because: unknown("access-denied", { action: `list:${kind}` }) });
  return new World(
    {
      scopes: [{ id: scope, source: "aws", account: ACCOUNT, regions: [REGION, "us-east-1"], label: ACCOUNT }],
      resources,
      gaps: gaps.map(gap),
      problems: [],
      unrecognised: {},
    },
    { now: NOW, relate: relations, settings },
  );
}

export function sprawlOf(
  resources: readonly Resource[],
  evidence: Evidence | undefined,
  more: { readonly gaps?: readonly Kind[]; readonly settings?: Partial<Settings>; readonly input?: Partial<SprawlInput> } = {},
): Sprawl {
  return findSprawl(worldOf(resources, more.gaps, more.settings), {
    usage: evidence === undefined ? undefined : usage(evidence),
    findings: [],
    ...more.input,
  });
}

/** Verdict and reason of one resource. */
export function verdictOf(sprawl: Sprawl, id: string, subject?: string): string | undefined {
  const item = sprawl.items.find((i) => i.resource.id === id && (subject === undefined || i.judgement.subject !== undefined));
  return item === undefined ? undefined : `${item.judgement.verdict}: ${item.judgement.reason}`;
}
