import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  type GrantListEntry,
  type KeyMetadata,
  KMSClient,
  ListAliasesCommand,
  ListGrantsCommand,
  ListKeysCommand,
  ListResourceTagsCommand,
} from "@aws-sdk/client-kms";
import { type Fact, isUnknown, mapFact, type Policy, parsePolicy, unknown } from "../../model/index.ts";
import type { KmsGrant } from "../../model/nouns/data.ts";
import { arnOf } from "../ids.ts";
import { type Aws, defineCollector } from "./collector.ts";
import { strings, tagRecord } from "./shapes.ts";

const GONE = ["NotFoundException"];
const MARKER = ["Marker", "NextMarker"] as const;

/** Keys with their aliases. Of AWS's own keys neither rotation nor tags are asked: they rotate every year and carry none. */
export const kms = defineCollector({
  service: "kms",
  scope: "region",
  kinds: ["KmsKey"],
  calls: {
    ListKeys: "kms:ListKeys",
    ListAliases: "kms:ListAliases",
    ListGrants: "kms:ListGrants",
    DescribeKey: "kms:DescribeKey",
    GetKeyPolicy: "kms:GetKeyPolicy",
    GetKeyRotationStatus: "kms:GetKeyRotationStatus",
    ListResourceTags: "kms:ListResourceTags",
  },
  origins: {
    KmsKey: {
      "": "kms:DescribeKey",
      Policy: "kms:GetKeyPolicy",
      RotationEnabled: "kms:GetKeyRotationStatus",
      Grants: "kms:ListGrants",
      AliasNames: "kms:ListAliases",
      Tags: "kms:ListResourceTags",
    },
  },
  async collect(aws) {
    const client = aws.client(KMSClient);
    const [keys, aliases] = await Promise.all([
      aws.list(["KmsKey"], client, ListKeysCommand, { Limit: 1000 }, { items: (page) => page.Keys, token: MARKER }),
      aws.listFact(client, ListAliasesCommand, { Limit: 100 }, { items: (page) => page.Aliases, token: MARKER }),
    ]);
    // A key may be referred to by an alias that nobody could list: then "there is no such key" is not known.
    if (isUnknown(aliases)) aws.gap(["KmsKey"], aliases);
    const names = mapFact(aliases, (list) => {
      const byKey = new Map<string, string[]>();
      for (const { TargetKeyId, AliasName } of list) {
        if (TargetKeyId === undefined || AliasName === undefined) continue;
        const known = byKey.get(TargetKeyId);
        if (known) known.push(AliasName);
        else byKey.set(TargetKeyId, [AliasName]);
      }
      return byKey;
    });
    await aws.each(keys, (key) => collectKey(aws, client, key.KeyId ?? "", key.KeyArn, names));
  },
});

async function collectKey(
  aws: Aws,
  client: KMSClient,
  id: string,
  listedArn: string | undefined,
  names: Fact<ReadonlyMap<string, readonly string[]>>,
): Promise<void> {
  const answer = await aws.read(client, new DescribeKeyCommand({ KeyId: id }), { absent: GONE });
  if (answer === undefined) return; // deleted since it was listed
  const key = mapFact(answer, (known) => known?.KeyMetadata as KeyMetadata);
  const isAws = !isUnknown(key) && key.KeyManager === "AWS";
  const [policy, grants, rotation, tags] = await Promise.all([
    aws.read(client, new GetKeyPolicyCommand({ KeyId: id, PolicyName: "default" }), { absent: GONE }),
    aws.listFact(
      client,
      ListGrantsCommand,
      { KeyId: id, Limit: 100 },
      { items: (page) => page.Grants as readonly GrantListEntry[] | undefined, token: MARKER, absent: GONE },
    ),
    isAws || (!isUnknown(key) && !canRotate(key))
      ? undefined
      : aws.read(client, new GetKeyRotationStatusCommand({ KeyId: id }), {
          absent: [...GONE, "UnsupportedOperationException", "KMSInvalidStateException"],
        }),
    isAws ? [] : aws.listFact(client, ListResourceTagsCommand, { KeyId: id }, { items: (page) => page.Tags, token: MARKER, absent: GONE }),
  ]);
  const arn = listedArn ?? arnOf(aws, "kms", `key/${id}`);
  const aliases = mapFact(names, (known) => known.get(id) ?? []);
  const known = isUnknown(aliases) ? [] : aliases;
  aws.add(
    "KmsKey",
    { id: arn, name: known[0] ?? id, aliases: [id, ...known, ...known.map((name) => arnOf(aws, "kms", name))] },
    {
      Arn: arn,
      KeyId: id,
      KeyManager: mapFact(key, (k) => (k.KeyManager === "AWS" ? "AWS" : "CUSTOMER")),
      KeyState: mapFact(key, (k) => k.KeyState ?? ""),
      KeySpec: mapFact(key, (k) => k.KeySpec ?? k.CustomerMasterKeySpec ?? "SYMMETRIC_DEFAULT"),
      KeyUsage: mapFact(key, (k) => k.KeyUsage ?? "ENCRYPT_DECRYPT"),
      Origin: mapFact(key, (k) => k.Origin ?? "AWS_KMS"),
      MultiRegionReplica: mapFact(key, (k) => k.MultiRegionConfiguration?.MultiRegionKeyType === "REPLICA"),
      RotationEnabled: isAws ? true : mapFact(rotation, (r) => r?.KeyRotationEnabled ?? false),
      Policy: mapFact(
        policy,
        (p): Fact<Policy> =>
          p?.Policy ? parsePolicy(p.Policy) : unknown("failed", { action: "kms:GetKeyPolicy", what: "no policy was answered" }),
      ),
      Grants: mapFact(grants, (list) => list.map(grantOf)),
      AliasNames: aliases,
      Tags: mapFact(tags, tagRecord),
    },
  );
}

function grantOf(grant: GrantListEntry): KmsGrant {
  const { EncryptionContextEquals: equal, EncryptionContextSubset: subset } = grant.Constraints ?? {};
  const pairs = equal ?? subset;
  return {
    GrantId: grant.GrantId ?? "",
    Name: grant.Name || undefined,
    GranteePrincipal: grant.GranteePrincipal ?? "",
    Operations: strings(grant.Operations),
    EncryptionContext: pairs && { Pairs: pairs, Exactly: equal !== undefined },
  };
}

/** Only symmetric encryption keys made by KMS itself rotate; a key about to be deleted is not asked. */
function canRotate(key: KeyMetadata): boolean {
  return (
    (key.KeySpec ?? "SYMMETRIC_DEFAULT") === "SYMMETRIC_DEFAULT" &&
    (key.Origin ?? "AWS_KMS") === "AWS_KMS" &&
    key.KeyState !== "PendingDeletion"
  );
}
