import { type Fact, isUnknown, type Unknown, unknown } from "../../../model/index.ts";
import type { Fold, Stack } from "../declared.ts";
import { noun } from "./make.ts";
import { document, flag, get, or, parts, tags, text, textParts } from "./read.ts";

// OpenSearch Serverless

/** `collection/orders*` covers `orders-1`. */
function covers(pattern: string, collection: string): boolean {
  const name = /^(?:collection|index)\/([^/]+)/.exec(pattern)?.[1];
  if (name === undefined) return false;
  return name.endsWith("*") ? collection.startsWith(name.slice(0, -1)) : name === collection;
}

/** Whether one policy entry has a rule for the collection. */
function ruleCovers(entry: unknown, collection: string): Fact<boolean> {
  for (const rule of parts(entry, "Rules")) {
    for (const pattern of textParts(rule, "Resource")) {
      if (isUnknown(pattern)) return pattern;
      if (covers(pattern, collection)) return true;
    }
  }
  return false;
}

interface Row {
  readonly entry: unknown;
}

/** Entries of all policies of one type that cover the collection. None in the template means that they are kept elsewhere. */
function entriesFor(stack: Stack, resourceType: string, policyType: string, collection: string): readonly Row[] | Unknown {
  const out: Row[] = [];
  for (const policy of stack.of(resourceType)) {
    const type = text(policy.properties, "Type");
    if (isUnknown(type)) return type;
    if (type !== policyType) continue;
    const body = document(policy.properties, "Policy");
    if (isUnknown(body)) return body;
    for (const entry of Array.isArray(body) ? body : [body]) {
      const covered = ruleCovers(entry, collection);
      if (isUnknown(covered)) return covered;
      if (covered) out.push({ entry });
    }
  }
  return out.length === 0 ? unknown("elsewhere", { what: `${policyType} policy` }) : out;
}

export const collection: Fold = (d, stack) => {
  const p = d.properties;
  const encryption = entriesFor(stack, "AWS::OpenSearchServerless::SecurityPolicy", "encryption", d.name);
  const network = entriesFor(stack, "AWS::OpenSearchServerless::SecurityPolicy", "network", d.name);
  const access = entriesFor(stack, "AWS::OpenSearchServerless::AccessPolicy", "data", d.name);
  return [
    noun("SearchCollection", d, stack, {
      Arn: d.arn ?? d.name,
      Name: d.name,
      Type: or(text(p, "Type"), "TIMESERIES"),
      KmsKeyArn:
        text(p, "EncryptionConfig", "KmsKeyArn") ??
        (isUnknown(encryption) ? encryption : text(encryption.find((row) => get(row.entry, "KmsARN") !== undefined)?.entry, "KmsARN")),
      PublicNetworkAccess: isUnknown(network) ? network : anyTrue(network.map((row) => or(flag(row.entry, "AllowFromPublic"), false))),
      DataAccessPrincipals: isUnknown(access) ? access : [...new Set(access.flatMap((row) => textParts(row.entry, "Principal")))],
      Tags: tags(p["Tags"]),
    }),
  ];
};

function anyTrue(facts: readonly Fact<boolean>[]): Fact<boolean> {
  return facts.includes(true) ? true : (facts.find(isUnknown) ?? false);
}
