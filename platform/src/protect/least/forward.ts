import { type Fact, isUnknown, type Noun, type Resource, type World } from "../../model/index.ts";
import { actionInfo } from "../iam/catalog.ts";
import { matches } from "../iam/glob.ts";
import type { Need } from "./types.ts";

/** What a service does with the key of a resource in the caller's name. */
interface Forward {
  readonly kind: "Bucket" | "DynamoTable" | "Queue" | "Topic" | "Secret" | "SsmParameter" | "KinesisStream" | "StateMachine";
  /** The part of the ARN that is the resource itself. */
  readonly base: RegExp;
  key(resource: never): Fact<string | undefined>;
  /** Actions on the key by the action's name without the prefix. */
  readonly uses: readonly (readonly [action: RegExp, kms: readonly string[]])[];
}

const DECRYPT = ["kms:Decrypt"];
const WRITE = ["kms:GenerateDataKey", "kms:Decrypt"];

const forwards: Readonly<Record<string, Forward>> = {
  s3: {
    kind: "Bucket",
    base: /^(arn:[^:]*:s3:::[^/]+)/,
    key: ({ Encryption }: Noun<"Bucket">) =>
      isUnknown(Encryption) || Encryption === undefined
        ? Encryption
        : isUnknown(Encryption.Algorithm)
          ? Encryption.Algorithm
          : Encryption.Algorithm.startsWith("aws:kms")
            ? Encryption.KmsKeyId
            : undefined,
    uses: [
      [/^getobject/, DECRYPT],
      [/^(putobject$|abortmultipartupload$|replicate)/, WRITE],
    ],
  },
  dynamodb: {
    kind: "DynamoTable",
    base: /^(arn:[^:]*:dynamodb:[^:]*:[^:]*:table\/[^/]+)/,
    key: ({ KmsKeyArn }: Noun<"DynamoTable">) => KmsKeyArn,
    uses: [
      [
        /item|query|scan|partiql|getrecords/,
        ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey", "kms:CreateGrant"],
      ],
    ],
  },
  sqs: {
    kind: "Queue",
    base: /^(arn:[^:]*:sqs:.*)$/,
    key: ({ KmsMasterKeyId }: Noun<"Queue">) => KmsMasterKeyId,
    uses: [
      [/^sendmessage/, WRITE],
      [/^(receivemessage|startmessagemovetask)/, DECRYPT],
    ],
  },
  sns: {
    kind: "Topic",
    base: /^(arn:[^:]*:sns:.*)$/,
    key: ({ KmsMasterKeyId }: Noun<"Topic">) => KmsMasterKeyId,
    uses: [[/^publish/, WRITE]],
  },
  secretsmanager: {
    kind: "Secret",
    base: /^(arn:[^:]*:secretsmanager:.*)$/,
    key: ({ KmsKeyId }: Noun<"Secret">) => KmsKeyId,
    uses: [
      [/^(batch)?getsecretvalue/, DECRYPT],
      [/^(putsecretvalue|createsecret|updatesecret)/, WRITE],
    ],
  },
  ssm: {
    kind: "SsmParameter",
    base: /^(arn:[^:]*:ssm:.*)$/,
    key: ({ Type, KeyId }: Noun<"SsmParameter">) => (isUnknown(Type) ? Type : Type === "SecureString" ? KeyId : undefined),
    uses: [
      [/^getparameter/, DECRYPT],
      [/^putparameter/, ["kms:Encrypt", "kms:GenerateDataKey"]],
    ],
  },
  kinesis: {
    kind: "KinesisStream",
    base: /^(arn:[^:]*:kinesis:.*)$/,
    key: ({ EncryptionType, KeyId }: Noun<"KinesisStream">) =>
      isUnknown(EncryptionType) ? EncryptionType : EncryptionType === "KMS" ? KeyId : undefined,
    uses: [
      [/^putrecord/, ["kms:GenerateDataKey"]],
      [/^(getrecords|subscribetoshard)/, DECRYPT],
    ],
  },
  states: {
    kind: "StateMachine",
    base: /^(arn:[^:]*:states:.*)$/,
    key: ({ KmsKeyId }: Noun<"StateMachine">) => KmsKeyId,
    uses: [[/^(start|send|describeexecution|getexecution)/, WRITE]],
  },
};

/** The keys behind what is needed: a customer's key must be open to the caller too. AWS's own keys ask for nothing. */
export function forwardNeeds(needs: readonly Need[], world: World): readonly Need[] {
  const out: Need[] = [];
  for (const need of needs) {
    const [service, name] = need.action.toLowerCase().split(":") as [string, string];
    const forward = Object.hasOwn(forwards, service) ? forwards[service] : undefined;
    const actions = forward?.uses.find(([action]) => action.test(name))?.[1];
    if (!forward || !actions) continue;
    for (const key of keysOf(need, forward, world)) {
      const resolved = key !== undefined;
      for (const action of actions) {
        if (!actionInfo(action)) continue;
        const proofs = need.proofs.map((proof) => ({
          ...proof,
          reason: "forwarded" as const,
          confidence: resolved ? proof.confidence : ("low" as const),
          what: need.action,
        }));
        out.push({ action, resource: key ?? "*", resolved, proofs });
      }
    }
  }
  return out;
}

/** ARNs of keys; undefined among them stands for a key nobody knows. */
function keysOf(need: Need, forward: Forward, world: World): readonly (string | undefined)[] {
  const base = need.resolved ? forward.base.exec(need.resource)?.[1] : undefined;
  if (base === undefined) return [undefined];
  const found = [...world.everywhere(forward.kind).values()].filter(
    (resource) => base === resource.id || matches(base, resource.id) || (resource as Resource).aliases?.includes(base) === true,
  );
  if (found.length === 0) return [undefined];
  const keys = new Set<string | undefined>();
  for (const resource of found) {
    const key = forward.key(resource as never);
    if (key === undefined) continue;
    if (isUnknown(key)) keys.add(undefined);
    else if (/(^|:)alias\/aws\//.test(key)) continue;
    else {
      const noun = world.find("KmsKey", key, resource as unknown as Resource);
      if (isUnknown(noun) || noun === undefined) keys.add(key.startsWith("arn:") && key.includes(":key/") ? key : undefined);
      else if (isUnknown(noun.KeyManager) || noun.KeyManager !== "AWS") keys.add(noun.id);
    }
  }
  return [...keys];
}
