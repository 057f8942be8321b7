import { isUnknown, type Noun, type Resource, type World } from "../../../model/index.ts";
import { bucketSources } from "../access/bucket-policies.ts";
import { accountNoun, controlLevels } from "../access/organization.ts";
import { behindPoint, pointKeys, pointSources } from "../access/point-policies.ts";
import { resourceSources, streamSources } from "../access/resource-policies.ts";
import { underResourceControl } from "../catalog.ts";
import type { Source } from "../question.ts";
import { type ExternalAccess, type ExternalQuestion, externalAccess } from "./external.ts";
import { guestAccess } from "./guests.ts";
import { isPublicByS3 } from "./public-by-s3.ts";
import { rulesOf } from "./rules.ts";
import type { Zone } from "./setting.ts";

/** A resource that has something to say about who may use it, and whom outside the trust zone that lets in. */
export interface Exposure {
  readonly resource: Resource;
  /** Alias or version of a function; `stream` of a table. */
  readonly qualifier?: string;
  readonly access: ExternalAccess;
}

/** Service prefix of the actions on a kind of resource, and what lies below it in patterns. */
const KINDS: Readonly<
  Partial<Record<Resource["kind"], { readonly service: string; readonly below?: (arn: string) => readonly string[] }>>
> = {
  Bucket: { service: "s3", below: (arn) => [`${arn}/*`] },
  DirectoryBucket: { service: "s3express" },
  S3AccessPoint: { service: "s3", below: (arn) => [`${arn}/object/*`] },
  Role: { service: "sts" },
  KmsKey: { service: "kms" },
  LambdaFunction: { service: "lambda" },
  LambdaLayerVersion: { service: "lambda" },
  Queue: { service: "sqs" },
  Topic: { service: "sns" },
  Secret: { service: "secretsmanager" },
  EcrRepository: { service: "ecr" },
  FileSystem: { service: "elasticfilesystem" },
  DynamoTable: { service: "dynamodb", below: (arn) => [`${arn}/*`] },
  KinesisStream: { service: "kinesis", below: (arn) => [`${arn}/*`] },
  EventBus: { service: "events" },
  BackupVault: { service: "backup" },
  RestApi: { service: "execute-api", below: (arn) => ["execute-api:/*", `${arn.split("/", 1)[0]}/*`] },
};

/** Every kind of resource that is looked at. */
export const externalKinds: readonly Resource["kind"][] = [...(Object.keys(KINDS) as Resource["kind"][]), "IdentityPool"];

/** Whom every resource of the estate lets in from outside. */
export function exposuresOf(world: World): readonly Exposure[] {
  return world.estate.resources.flatMap((resource) => exposuresOfOne(resource, world));
}

/** Whom one resource lets in from outside; nothing when it has no policy, grant or list. */
export function exposuresOfOne(resource: Resource, world: World): readonly Exposure[] {
  if (resource.kind === "IdentityPool") {
    const access = guestAccess(resource, world);
    return access === undefined ? [] : [{ resource, access }];
  }
  // A service made it for itself, and nobody can change whom it trusts.
  if (resource.kind === "Role" && !isUnknown(resource.Path) && resource.Path.startsWith("/aws-service-role/")) return [];
  if (resource.kind === "DynamoTable")
    return [...exposure(resource, undefined, sourcesOf(resource, world), world), ...streamExposure(resource, world)];
  if (resource.kind !== "LambdaFunction") return exposure(resource, undefined, sourcesOf(resource, world), world);
  if (isUnknown(resource.Policies)) return exposure(resource, undefined, resourceSources(resource), world);
  const qualifiers = new Set(resource.Policies.map(({ Qualifier }) => Qualifier));
  return [...qualifiers].flatMap((qualifier) => exposure(resource, qualifier, resourceSources(resource, qualifier), world));
}

/** A stream has a policy of its own. */
function streamExposure(table: Noun<"DynamoTable">, world: World): readonly Exposure[] {
  const sources = streamSources(table);
  if (sources.length === 0) return [];
  const { StreamArn: arn } = table;
  return exposure(table, "stream", sources, world, arn === undefined || isUnknown(arn) ? `${table.id}/stream/*` : arn);
}

function sourcesOf(resource: Resource, world: World): readonly Source[] {
  if (resource.kind === "S3AccessPoint") return pointSources(resource, world);
  if (resource.kind !== "Bucket") return resourceSources(resource);
  // Templates know nothing of the account they will be deployed to.
  const account = resource.origin.source === "template" ? undefined : accountNoun(world, resource.account);
  return bucketSources(resource, account?.S3PublicAccessBlock);
}

function exposure(
  resource: Resource,
  qualifier: string | undefined,
  policies: readonly Source[],
  world: World,
  own?: string,
): readonly Exposure[] {
  const kind = KINDS[resource.kind];
  if (kind === undefined || policies.length === 0) return [];
  const arn = own ?? (qualifier === undefined ? arnOf(resource) : `${arnOf(resource)}:${qualifier}`);
  const { service } = kind;
  const question: ExternalQuestion = {
    policies,
    resource: arn,
    // A template does not know its account, so what its policies name may be the resource itself.
    below: resource.origin.source === "template" ? ["*"] : (kind.below?.(arn) ?? []),
    service,
    zone: zoneOf(resource, world),
    resourceControl: underResourceControl(service) ? controlLevels(world, resource.account, "RESOURCE_CONTROL_POLICY") : [],
    ...(resource.kind === "LambdaFunction" ? { keys: urlKeys(resource, qualifier) } : {}),
    ...(resource.kind === "S3AccessPoint" ? { keys: pointKeys(resource), behind: behindPoint(resource, world) } : {}),
  };
  const found = externalAccess(question);
  const access =
    resource.kind === "S3AccessPoint" ? withinNetwork(resource, found) : resource.kind === "Bucket" ? withPublic(resource, found) : found;
  return [{ resource, access, ...(qualifier === undefined ? {} : { qualifier }) }];
}

/** Policies of an API are about its methods, not about the API as such. */
function arnOf(resource: Resource): string {
  if (resource.kind !== "RestApi") return resource.id;
  const id = isUnknown(resource.RestApiId) ? "*" : resource.RestApiId;
  return `arn:aws:execute-api:${resource.region}:${resource.account}:${id}/stage/GET/`;
}

/** The account of a resource and all that are trusted with it. */
export function zoneOf(resource: Resource, world: World): Zone {
  const trusted = new Set([...world.settings.trustedAccounts, ...world.estate.scopes.flatMap(({ account }) => account ?? [])]);
  const organization = accountNoun(world, resource.account)?.Organization;
  if (organization === undefined || isUnknown(organization)) return { account: resource.account, trusted: [...trusted] };
  trusted.add(organization.ManagementAccount);
  if (!isUnknown(organization.MemberAccounts)) for (const member of organization.MemberAccounts) trusted.add(member);
  return { account: resource.account, trusted: [...trusted], organization: organization.Id };
}

/** How function URLs of a function can be called; without a URL a statement about them is inert. */
function urlKeys({ Urls }: Noun<"LambdaFunction">, qualifier: string | undefined): ReadonlyMap<string, readonly string[]> {
  if (isUnknown(Urls)) return new Map();
  const types = Urls.filter((url) => url.Qualifier === qualifier).map(({ AuthType }) => AuthType);
  if (types.some(isUnknown)) return new Map();
  return new Map([["lambda:functionurlauthtype", types as readonly string[]]]);
}

/** An access point of a VPC is reached from there only. */
function withinNetwork(point: Noun<"S3AccessPoint">, access: ExternalAccess): ExternalAccess {
  if (point.NetworkOrigin !== "VPC") return access;
  const findings = access.findings.map((finding) =>
    finding.who.who === "anonymous" || finding.who.who === "any-principal" ? { ...finding, who: { who: "network" } as const } : finding,
  );
  return { ...access, findings };
}

/** Lists and blocks have no part in what S3 calls a public policy. */
function withPublic({ Policy: policy }: Noun<"Bucket">, access: ExternalAccess): ExternalAccess {
  return { ...access, publicByS3: policy === undefined ? false : isUnknown(policy) ? policy : isPublicByS3(rulesOf(policy)) };
}
