import { type Fact, isUnknown, type Kind, type Noun, type Resource, type World } from "../../../model/index.ts";
import { type Answered, decideIn, type Given } from "../access/access.ts";
import { type Person, personOfFunction } from "../access/callers.ts";
import { targetOf } from "../access/resources.ts";
import { ownClass } from "./effective.ts";
import { rowsOf } from "./pairs.ts";
import { resourceIndex } from "./resource-index.ts";

export type Verb = "read" | "write" | "delete";

/** What a function can really do to the data in one resource. */
export interface Reach {
  readonly resource: Resource;
  readonly verbs: Readonly<
    Partial<Record<Verb, { readonly answer: "allowed" | "depends"; readonly action: string; readonly because: Answered }>>
  >;
}

/** For each kind of store: the actions that read, write and delete its data; `/*` marks those on what is inside. */
const ACTIONS: Readonly<Partial<Record<Kind, Readonly<Partial<Record<Verb, readonly string[]>>>>>> = {
  DynamoTable: {
    read: [
      "dynamodb:GetItem",
      "dynamodb:Query",
      "dynamodb:Scan",
      "dynamodb:BatchGetItem",
      "dynamodb:PartiQLSelect",
      "dynamodb:ExportTableToPointInTime",
    ],
    write: ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:BatchWriteItem", "dynamodb:PartiQLInsert", "dynamodb:PartiQLUpdate"],
    delete: ["dynamodb:DeleteItem", "dynamodb:DeleteTable", "dynamodb:BatchWriteItem", "dynamodb:PartiQLDelete"],
  },
  Bucket: {
    read: ["s3:GetObject/*", "s3:GetObjectVersion/*"],
    write: ["s3:PutObject/*"],
    delete: ["s3:DeleteObject/*", "s3:DeleteObjectVersion/*", "s3:PutLifecycleConfiguration"],
  },
  Secret: {
    read: ["secretsmanager:GetSecretValue", "secretsmanager:BatchGetSecretValue"],
    write: ["secretsmanager:PutSecretValue", "secretsmanager:UpdateSecret"],
    delete: ["secretsmanager:DeleteSecret"],
  },
  SsmParameter: {
    read: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath", "ssm:GetParameterHistory"],
    write: ["ssm:PutParameter"],
    delete: ["ssm:DeleteParameter", "ssm:DeleteParameters"],
  },
  Queue: { read: ["sqs:ReceiveMessage"], write: ["sqs:SendMessage"], delete: ["sqs:DeleteMessage", "sqs:PurgeQueue", "sqs:DeleteQueue"] },
  Topic: { read: ["sns:Subscribe"], write: ["sns:Publish"], delete: ["sns:DeleteTopic"] },
  KinesisStream: {
    read: ["kinesis:GetRecords", "kinesis:SubscribeToShard"],
    write: ["kinesis:PutRecord", "kinesis:PutRecords"],
    delete: ["kinesis:DeleteStream"],
  },
  FirehoseStream: { write: ["firehose:PutRecord", "firehose:PutRecordBatch"], delete: ["firehose:DeleteDeliveryStream"] },
  EventBus: { write: ["events:PutEvents"], delete: ["events:DeleteEventBus"] },
  DbCluster: {
    read: ["rds-data:ExecuteStatement"],
    write: ["rds-data:ExecuteStatement", "rds-data:BatchExecuteStatement"],
    delete: ["rds:DeleteDBCluster"],
  },
  DbInstance: { delete: ["rds:DeleteDBInstance"] },
  FileSystem: {
    read: ["elasticfilesystem:ClientMount"],
    write: ["elasticfilesystem:ClientWrite"],
    delete: ["elasticfilesystem:DeleteFileSystem"],
  },
  KmsKey: { read: ["kms:Decrypt"], write: ["kms:Encrypt", "kms:GenerateDataKey"], delete: ["kms:ScheduleKeyDeletion", "kms:DisableKey"] },
};

const VERBS: readonly Verb[] = ["read", "write", "delete"];
const memories = new WeakMap<World, Map<Noun<"LambdaFunction">, Fact<readonly Reach[]>>>();

/** The stores of the estate whose data a function can read, write or delete, its role's limits, resource policies and keys included. */
export function dataReach(world: World, fn: Noun<"LambdaFunction">): Fact<readonly Reach[]> {
  let memory = memories.get(world);
  if (!memory) memories.set(world, (memory = new Map()));
  let found = memory.get(fn);
  if (!found) {
    const person = personOfFunction(world, fn);
    memory.set(fn, (found = isUnknown(person) ? person : reachOf(world, person)));
  }
  return found;
}

/** The same for any user or role. */
export function reachOf(world: World, person: Person): readonly Reach[] {
  const out: Reach[] = [];
  for (const resource of candidates(world, person)) {
    const verbs: Partial<Record<Verb, NonNullable<Reach["verbs"][Verb]>>> = {};
    for (const verb of VERBS) {
      const best = bestOf(world, person, resource, verb);
      if (best) verbs[verb] = best;
    }
    if (Object.keys(verbs).length > 0) out.push({ resource, verbs });
  }
  return out;
}

/** Stores that a policy of the role, or a policy of their own, has anything to say about. */
function candidates(world: World, { holder }: Person): Iterable<Resource> {
  const found = new Set<Resource>();
  const isStore = (resource: Resource) => ACTIONS[resource.kind] !== undefined;
  if (holder?.kind === "Role") {
    const own = ownClass(world, holder);
    for (const { resources } of rowsOf(own, resourceIndex(world)))
      for (const member of resources.members) if (isStore(member)) found.add(member);
    // A policy that could not be read may be about anything.
    if (own.held.identity.some(({ policy }) => isUnknown(policy))) return stores(world);
  } else if (holder) return stores(world);
  for (const resource of speaking(world)) found.add(resource);
  return found;
}

const storesOf = new WeakMap<World, readonly Resource[]>();

function stores(world: World): readonly Resource[] {
  let found = storesOf.get(world);
  if (!found) {
    const byId = new Map(
      world.estate.resources.filter(({ kind }) => ACTIONS[kind] !== undefined).map((resource) => [resource.id, resource]),
    );
    storesOf.set(world, (found = [...byId.values()]));
  }
  return found;
}

const speakingOf = new WeakMap<World, readonly Resource[]>();

/** Stores whose own policy can let somebody in. */
function speaking(world: World): readonly Resource[] {
  let found = speakingOf.get(world);
  if (!found) speakingOf.set(world, (found = stores(world).filter((resource) => speaksForItself(world, resource))));
  return found;
}

function speaksForItself(world: World, resource: Resource): boolean {
  return targetOf(world, resource.id).sources.some(
    ({ policy }) => isUnknown(policy) || policy.Statement.some(({ Effect }) => Effect !== "Deny"),
  );
}

function bestOf(world: World, person: Person, resource: Resource, verb: Verb): Reach["verbs"][Verb] {
  let perhaps: Reach["verbs"][Verb];
  for (const written of ACTIONS[resource.kind]?.[verb] ?? []) {
    const inside = written.endsWith("/*");
    const action = inside ? written.slice(0, -2) : written;
    const arn = inside ? `${resource.id}/*` : resource.id;
    const because = decideIn(world, { person, action, target: targetOf(world, arn) });
    const answer = withKey(world, person, resource, verb, because);
    if (answer === "allowed") return { answer, action, because };
    if (answer === "depends") perhaps ??= { answer, action, because };
  }
  return perhaps;
}

/** Data under a customer's key is of use only to whom the key serves too: the service asks it in the caller's name. */
function withKey(world: World, person: Person, resource: Resource, verb: Verb, { decision }: Answered): "allowed" | "denied" | "depends" {
  const { answer } = decision;
  if (answer !== "allowed" && answer !== "depends") return "denied";
  const reference = verb === "delete" ? undefined : keyOf(resource);
  if (reference === undefined) return answer;
  if (isUnknown(reference)) return "depends";
  // The AWS-managed key of a service serves everybody whom the service lets in.
  if (/(?:^|:)alias\/aws\//.test(reference)) return answer;
  const key = world.find("KmsKey", reference, resource);
  if (isUnknown(key)) return "depends";
  if (!key) return "denied";
  if (key.KeyManager === "AWS") return answer;
  const service = resource.id.split(":", 3)[2] ?? "";
  const via: Given = new Map<string, readonly string[]>([
    ["kms:viaservice", [`${service}.${resource.region}.amazonaws.com`]],
    ["aws:viaawsservice", ["true"]],
    ["aws:calledvia", [`${service}.amazonaws.com`]],
    ["aws:calledviafirst", [`${service}.amazonaws.com`]],
    ["aws:calledvialast", [`${service}.amazonaws.com`]],
  ]);
  const action = verb === "read" ? "kms:Decrypt" : "kms:GenerateDataKey";
  const served = decideIn(world, { person, action, target: targetOf(world, key.id), context: via }).decision.answer;
  if (served !== "allowed" && served !== "depends") return "denied";
  return answer === "allowed" && served === "allowed" ? "allowed" : "depends";
}

/** The key of the data; undefined: none that policies have a say about. */
function keyOf(resource: Resource): Fact<string | undefined> {
  switch (resource.kind) {
    case "Bucket":
      return isUnknown(resource.Encryption) ? resource.Encryption : resource.Encryption?.KmsKeyId;
    case "DynamoTable":
      return resource.KmsKeyArn;
    case "Queue":
    case "Topic":
      return resource.KmsMasterKeyId;
    case "Secret":
      return resource.KmsKeyId;
    case "KinesisStream":
    case "SsmParameter":
      return resource.KeyId;
    default:
      return undefined;
  }
}
