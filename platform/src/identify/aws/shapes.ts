import { type Fact, mapFact, type Policy, parsePolicy } from "../../model/index.ts";

/** The keys AWS services spell in three ways. */
interface AnyTag {
  readonly Key?: string | undefined;
  readonly key?: string | undefined;
  readonly TagKey?: string | undefined;
  readonly Value?: string | undefined;
  readonly value?: string | undefined;
  readonly TagValue?: string | undefined;
}

/** A list of tags as a record. A tag without a value has the empty one. */
export function tagRecord(tags: readonly AnyTag[] | undefined): Readonly<Record<string, string>> {
  const out: Record<string, string> = {};
  for (const tag of tags ?? []) {
    const key = tag.Key ?? tag.key ?? tag.TagKey;
    if (key !== undefined) out[key] = tag.Value ?? tag.value ?? tag.TagValue ?? "";
  }
  return out;
}

/** The tags of an answer that carries a list of them. An answer that is absent (the thing is gone) has none. */
export function tagsOf<O>(
  answer: Fact<O | undefined>,
  of: (known: O) => readonly AnyTag[] | undefined,
): Fact<Readonly<Record<string, string>>> {
  return mapFact(answer, (known) => (known === undefined ? {} : tagRecord(of(known))));
}

/** The policy of an answer; undefined when there is none. */
export function policyOf<O>(answer: Fact<O | undefined>, of: (known: O) => string | undefined): Fact<Policy | undefined> {
  return mapFact(answer, (known) => policyText(known === undefined ? undefined : of(known)));
}

/** A policy text as AWS answers it; empty, or `{}`, means none. */
export function policyText(text: string | undefined): Fact<Policy | undefined> {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" || trimmed === "{}" ? undefined : parsePolicy(trimmed);
}

/** One field of an answer. `gone` is what it is when the answer is absent. */
export function pick<O, T>(answer: Fact<O | undefined>, gone: T, of: (known: O) => Fact<T>): Fact<T> {
  return mapFact(answer, (known) => (known === undefined ? gone : of(known)));
}

/** ISO 8601 UTC of what the SDK made of a date. */
export function isoDate(date: Date | string | number | undefined): string | undefined {
  if (date === undefined) return undefined;
  const parsed = date instanceof Date ? date : new Date(date);
  return Number.isNaN(parsed.getTime()) ? undefined : parsed.toISOString();
}

/** The strings of a list, without the holes the SDK's types allow. */
export function strings(values: readonly (string | undefined)[] | undefined): readonly string[] {
  return (values ?? []).filter((value): value is string => value !== undefined);
}
