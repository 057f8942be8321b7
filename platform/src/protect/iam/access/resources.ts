import { isUnknown, type Kind, type Noun, type Resource, type Unknown, unknown, type World } from "../../../model/index.ts";
import { accountOf } from "../../../model/world.ts";
import { actionInfo } from "../catalog.ts";
import type { Source } from "../question.ts";
import { apiSources } from "./api-policies.ts";
import { bucketSources } from "./bucket-policies.ts";
import { accountNoun } from "./organization.ts";
import { behindPoint, pointSources } from "./point-policies.ts";
import { resourceSources, streamSources } from "./resource-policies.ts";

/** A resource a question is about: its ARN, and what the estate knows of it. */
export interface Target {
  /** An ARN, or `*`. */
  readonly arn: string;
  /** What carries the policy: the bucket of an object, the function of an alias. */
  readonly owner: Resource | undefined;
  readonly account: string | undefined;
  readonly sources: readonly Source[];
  /** Of an access point: what stands on each bucket that may lie behind it. One of them must let the request in too. */
  readonly behind?: readonly (readonly Source[])[];
}

/** Services whose resources can have a policy of their own, with the kind that carries it. */
const CARRIER: Readonly<Record<string, Kind>> = {
  s3: "Bucket",
  dynamodb: "DynamoTable",
  sqs: "Queue",
  sns: "Topic",
  kms: "KmsKey",
  lambda: "LambdaFunction",
  secretsmanager: "Secret",
  kinesis: "KinesisStream",
  ecr: "EcrRepository",
  elasticfilesystem: "FileSystem",
  events: "EventBus",
  "execute-api": "RestApi",
  backup: "BackupVault",
  iam: "Role",
};
/** They can have one too, but Yagura does not read it. */
const UNREAD =
  /^(?:glacier|codeartifact|es|aoss|schemas|mediastore|rds|redshift|redshift-serverless|ses|bedrock|bedrock-agentcore|ram|s3express|s3tables|s3-object-lambda|s3-outposts|vpc-lattice|signer|ssm|ssm-contacts|ssm-incidents|acm-pca|codebuild|glue|aps|bcm-data-exports|cloudtrail|deadline|emr-serverless|entityresolution|iot|networkmanager|qbusiness|refactor-spaces|rolesanywhere|serverlessrepo|sso|wisdom|xray|payment-cryptography|apigateway)$/;

const NONE: readonly Source[] = [];
const EVERY: Target = { arn: "*", owner: undefined, account: undefined, sources: NONE };

const memories = new WeakMap<World, Map<string, Target>>();

/** What the estate knows of the resource with this ARN. */
export function targetOf(world: World, arn: string): Target {
  if (arn === "*") return EVERY;
  let memory = memories.get(world);
  if (!memory) memories.set(world, (memory = new Map()));
  let target = memory.get(arn);
  if (!target) {
    // Questions over a whole estate name its resources; what is asked beyond them must not fill the memory.
    if (memory.size > 200_000) memory.clear();
    memory.set(arn, (target = read(world, arn)));
  }
  return target;
}

function read(world: World, arn: string): Target {
  const own = world.byId(arn);
  const { owner, qualifier } = own ? { owner: own, qualifier: undefined } : carrierOf(world, arn);
  const named = accountOf(arn) || undefined;
  if (owner?.kind === "S3AccessPoint")
    return { arn, owner, account: owner.account || named, sources: pointSources(owner, world), behind: behindPoint(owner, world) };
  if (owner) {
    const sources =
      owner.kind === "Bucket"
        ? bucketSources(owner, accountNoun(world, owner.account)?.S3PublicAccessBlock)
        : owner.kind === "RestApi" || owner.kind === "HttpApi"
          ? apiSources(owner, world)
          : resourceSources(owner, qualifier);
    return { arn, owner, account: owner.account || named, sources };
  }
  const table = tableOfStream(world, arn);
  if (table) return { arn, owner: table, account: table.account || named, sources: streamSources(table) };
  const because = unreadPolicy(world, arn);
  return { arn, owner: undefined, account: named, sources: because ? [{ name: arn, policy: because }] : NONE };
}

/** The table whose stream it is, when the stream has a policy. */
function tableOfStream(world: World, arn: string): Noun<"DynamoTable"> | undefined {
  const id = /^(arn:[^:]*:dynamodb:[^:]*:[^:]*:table\/[^/]+)\/stream\//.exec(arn)?.[1];
  const table = id === undefined ? undefined : world.byId(id);
  return table?.kind === "DynamoTable" && streamSources(table).length > 0 ? table : undefined;
}

function carrierOf(world: World, arn: string): { readonly owner: Resource | undefined; readonly qualifier: string | undefined } {
  const [, partition, service = "", region = "", account = "", ...tail] = arn.split(":");
  const rest = tail.join(":");
  const at = (id: string) => world.byId(`arn:${partition}:${service}:${region}:${account}:${id}`);
  const plain = (owner: Resource | undefined) => ({ owner, qualifier: undefined });
  switch (service) {
    case "s3": {
      const point = account === "" ? undefined : /^accesspoint[/:]([^/:]+)/.exec(rest)?.[1];
      return plain(at(point === undefined ? rest.replace(/\/.*$/s, "") : `accesspoint/${point}`));
    }
    case "dynamodb":
      return plain(/^table\/[^/]+\/(?:index|backup|export)\//.test(rest) ? at(rest.split("/", 2).join("/")) : undefined);
    case "lambda": {
      const match = /^(function:[^:]+):(.+)$/.exec(rest);
      return match ? { owner: at(match[1] as string), qualifier: match[2] as string } : plain(undefined);
    }
    case "kms":
      return plain(rest.startsWith("alias/") ? everywhere(world, "KmsKey", arn, account) : undefined);
    case "execute-api":
      return plain(apiOf(world, `arn:${partition}:apigateway:${region}::`, rest.split("/", 1)[0] as string));
    case "secretsmanager":
      // Six random characters end the ARN of a secret; a partial one leaves them out.
      return plain(everywhere(world, "Secret", rest.replace(/^secret:/, ""), account));
    case "logs":
      return plain(at(rest.replace(/:\*$|:log-stream:.*$/s, "")));
    default:
      return plain(undefined);
  }
}

function apiOf(world: World, prefix: string, id: string): Resource | undefined {
  return world.byId(`${prefix}/restapis/${id}`) ?? world.byId(`${prefix}/apis/${id}`);
}

function everywhere(world: World, kind: Kind, alias: string, account: string): Resource | undefined {
  for (const found of world.everywhere(kind).values() as IterableIterator<Resource>)
    if (found.account === account && (found.id === alias || found.name === alias || found.aliases?.includes(alias))) return found;
  return undefined;
}

/** Why the policy of a resource outside the estate is not known; undefined when it has none. */
function unreadPolicy(world: World, arn: string): Unknown | undefined {
  const service = arn.split(":", 3)[2] ?? "";
  if (UNREAD.test(service)) return unknown("not-collected", { what: arn });
  const kind = CARRIER[service];
  if (!kind || (service === "iam" && !/:role\//.test(arn))) return undefined;
  if (service === "lambda" && !/:(?:function|layer):/.test(arn)) return undefined;
  const near = world.estate.resources.find((r) => r.account === accountOf(arn));
  // A resource that no complete list has is not there, and has no policy; a bucket's ARN does not say whose it is.
  if (!near || service === "s3") return unknown("elsewhere", { what: arn });
  const found = world.find(kind, arn, near);
  return isUnknown(found) ? found : undefined;
}

/** The ARN a text stands for: an ARN, a name, an alias, `bucket/key`, `s3://bucket/key`. More than one: the text is ambiguous. */
export function arnsOf(world: World, text: string, action: string): readonly string[] {
  if (text === "*") return ["*"];
  const service = action.slice(0, Math.max(0, action.indexOf(":"))).toLowerCase();
  if (text.startsWith("arn:")) return [shaped(text, action)];
  const [name, key] = splitKey(text.replace(/^s3:\/\//, ""), service);
  const found = new Set<string>();
  const others = new Set<string>();
  for (const resource of world.estate.resources) {
    if (resource.name !== name && resource.id !== name && !resource.aliases?.includes(name)) continue;
    if (resource.kind === "Template" || resource.kind === "ControlPolicy") continue;
    const arn = key === undefined ? (calledBy(resource, action) ?? shaped(resource.id, action)) : `${resource.id}/${key}`;
    (serviceOf(resource) === service ? found : others).add(arn);
  }
  return [...(found.size > 0 ? found : others)];
}

function serviceOf(resource: Resource): string {
  const service = resource.id.split(":", 3)[2] ?? "";
  // A role is assumed by STS, an API called by its own service, a user signs in nowhere else.
  return resource.kind === "Role" ? "sts" : resource.kind === "RestApi" || resource.kind === "HttpApi" ? "execute-api" : service;
}

/** An API is called by another ARN than it is managed by. */
function calledBy(resource: Resource, action: string): string | undefined {
  if ((resource.kind !== "RestApi" && resource.kind !== "HttpApi") || !/^execute-api:/i.test(action)) return undefined;
  const id = resource.kind === "RestApi" ? resource.RestApiId : resource.ApiId;
  const partition = resource.id.split(":", 2)[1];
  return isUnknown(id) ? undefined : `arn:${partition}:execute-api:${resource.region}:${resource.account}:${id}/*`;
}

function splitKey(text: string, service: string): readonly [string, string | undefined] {
  const slash = service === "s3" ? text.indexOf("/") : -1;
  return slash < 0 ? [text, undefined] : [text.slice(0, slash), text.slice(slash + 1)];
}

/** The form of ARN the action works on: who names a bucket for an action on objects means its objects. */
function shaped(arn: string, action: string): string {
  const types = actionInfo(action)?.resourceTypes ?? [];
  const onObjects = types.includes("object") && !types.includes("bucket");
  if (onObjects && /^arn:[^:]*:s3:::[^/]+$/.test(arn)) return `${arn}/*`;
  if (onObjects && /^arn:[^:]*:s3:[^:]*:\d*:accesspoint[/:][^/:]+$/.test(arn)) return `${arn}/object/*`;
  if (/^arn:[^:]*:logs:[^:]*:[^:]*:log-group:[^:]+$/.test(arn)) return types.includes("log-stream") ? `${arn}:log-stream:*` : `${arn}:*`;
  return arn;
}
