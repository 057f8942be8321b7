import { NormalizedSchema } from "@smithy/core/schema";

/** Names of page tokens: a sample has one page. */
const TOKENS = /^(next_?token|(next)?marker|position|continuationtoken|lastevaluated.*|nextkey.*|nextrecord.*|nextuploadid.*)$/i;
const NO_MORE = /^(HasMore.*|Is_?Truncated|Truncated)$/i;
const POLICY =
  '{"Version":"2012-10-17","Statement":[{"Sid":"sample","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"*","Resource":"*"}]}';

/** What a field answers when its name or its place asks for something better than its own name. */
const TEXTS: readonly (readonly [RegExp, string])[] = [
  [/^(alias)?functionarn$/i, "arn:aws:lambda:us-east-1:123456789012:function:sample"],
  [/^state$/i, "COMPLETE"],
  [/^keyspec$/i, "SYMMETRIC_DEFAULT"],
  [/^origin$/i, "AWS_KMS"],
  [/^web_?aclid$/i, "arn:aws:sample:us-east-1:123456789012:thing/sample"],
  [/arn$/i, "arn:aws:sample:us-east-1:123456789012:thing/sample"],
  [/^queueurls?$/i, "https://sqs.us-east-1.amazonaws.com/123456789012/sample"],
  [/policy(document)?$|^resourcepolicy$/i, POLICY],
  [/^version$/i, "$LATEST"],
  [/^status$/i, "Enabled"],
  [/region$/i, "us-east-1"],
  [/^definition$/i, "{}"],
  [/^authorizationtype$/i, "NONE"],
  [/^requestvalidatorid$|^id$/i, "sample"],
  [/^target$/i, "integrations/sample"],
  [/^owner(id)?$/i, "123456789012"],
];

function text(name: string): string {
  return TEXTS.find(([pattern]) => pattern.test(name))?.[1] ?? "sample";
}

function value(schema: NormalizedSchema, name: string, depth: number): unknown {
  if (depth > 9) return undefined;
  if (schema.isUnionSchema()) {
    const [first] = Object.entries(schema.getMemberSchemas());
    return first ? { [first[0]]: value(first[1], first[0], depth + 1) } : {};
  }
  if (schema.isStructSchema()) return struct(schema, depth);
  if (schema.isListSchema()) {
    const item = value(schema.getValueSchema(), name.replace(/s$/, ""), depth + 1);
    return item === undefined ? [] : [item];
  }
  if (schema.isMapSchema()) return { sample: value(schema.getValueSchema(), name, depth + 1) };
  if (schema.isBooleanSchema()) return !NO_MORE.test(name);
  if (schema.isNumericSchema()) return 1;
  if (schema.isTimestampSchema()) return new Date("2026-01-02T03:04:05Z");
  if (schema.isBlobSchema()) return new TextEncoder().encode("sample");
  if (schema.isDocumentSchema())
    return [{ Rules: [{ ResourceType: "collection", Resource: ["collection/sample"] }], AllowFromPublic: true, Principal: ["sample"] }];
  return TOKENS.test(name) ? undefined : text(name);
}

function struct(schema: NormalizedSchema, depth: number): object {
  const out: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(schema.getMemberSchemas())) {
    if (/error|failures?$|^managedby$/i.test(name)) continue; // a sample is a good answer, about what the account made itself
    const sample = value(member, name, depth + 1);
    if (sample !== undefined) out[name] = sample;
  }
  return out;
}

/** Answers whose values have a form of their own. */
const OWN_ANSWERS: Readonly<Record<string, object>> = { ListDirectoryBuckets: { Buckets: [{ Name: "sample--use1-az4--x-s3" }] } };

/** A full answer of any SDK operation, made from the SDK's own description of it: one page, one item in every list. */
export function sampleAnswer(command: object): Record<string, unknown> {
  const schema = (command as { readonly schema?: readonly unknown[] }).schema;
  if (!schema) throw new Error(`${command.constructor.name} has no schema`);
  const own = OWN_ANSWERS[String(schema[2])] ?? {};
  return { ...struct(NormalizedSchema.of(schema[5] as never), 0), ...own, $metadata: { httpStatusCode: 200 } };
}
