import type { Feed } from "../../model/index.ts";
import { ownFields } from "../event-fields.ts";
import type { CorrelationRule, DetectionRule, Header } from "../sigma/rule.ts";
import type { RuleSet } from "../sigma/ruleset.ts";
import { namingParameters } from "../targets.ts";

/** Names from the record down to a value. */
export type Path = readonly [string, ...string[]];

const REQUEST = "requestParameters";
const KEY_GIVEN: Path = ["responseElements", "credentials", "accessKeyId"];
const CALL: readonly Path[] = [["vpcEndpointId"], ["vpcEndpointAccountId"], [REQUEST, "instanceType"]];
const OBJECT: readonly Path[] = [
  [REQUEST, "key"],
  ["additionalEventData", "bytesTransferredOut"],
];
const READS_OBJECT: ReadonlySet<string> = new Set(["GetObject", "SelectObjectContent"]);

// Parquet has lines where text has hyphens.
const FLOW = "srcaddr dstaddr srcport dstport protocol packets bytes start end action tcp-flags tcp_flags interface-id interface_id";

/** Of logs that are not CloudTrail. */
const OTHER: Partial<Readonly<Record<Feed, readonly Path[]>>> = {
  "vpc-flow": FLOW.split(" ").map((name): Path => [name]),
  dns: [["vpc_id"]],
  "s3-access": [["bucket"], ["key"], ["bytessent"]],
  lambda: [
    ["record", "metrics", "billedDurationMs"],
    ["record", "metrics", "memorySizeMB"],
  ],
};

/**
 * What of a record is read by what remembers: habits, the lineage of keys, the targets of a signal. A record goes from thread to thread
 * with no more than this, unless a rule asks for the rest. The tests read whole logs through it and fail when anything else is read.
 */
export function pathsOf(feed: Feed, service: string, name: string): readonly Path[] {
  const paths = [
    ...namingParameters(service).map((parameter): Path => [REQUEST, parameter]),
    ...(service === "sts" ? [KEY_GIVEN] : []),
    ...(OTHER[feed] ?? []),
  ];
  // The bucket is a target of S3, the function one of Lambda.
  return feed === "cloudtrail" ? [...paths, ...CALL, ...(service === "s3" && READS_OBJECT.has(name) ? OBJECT : [])] : paths;
}

/** Fields that correlations and habits read of the matches of each rule, besides our own. Rules of which none is read are left out. */
export function fieldsAsked({
  rules,
  correlations,
}: Pick<RuleSet, "rules" | "correlations">): ReadonlyMap<DetectionRule, readonly string[]> {
  const asked = new Map<string, Set<string>>();
  const ask = (name: string, fields: Iterable<string>): boolean => {
    const known = asked.get(name) ?? new Set<string>();
    const before = known.size;
    for (const field of fields) if (!Object.hasOwn(ownFields, field)) known.add(field);
    asked.set(name, known);
    return known.size > before;
  };
  const askedOf = ({ id, name = id }: Header) => new Set([...(asked.get(id) ?? []), ...(asked.get(name) ?? [])]);
  // A correlation that stands on another asks the matches of that one's rules too, and so on.
  for (let more = true; more; ) {
    more = false;
    for (const correlation of correlations) {
      const fields = [...fieldsOf(correlation), ...askedOf(correlation)];
      for (const rule of correlation.rules) more = ask(rule, fields) || more;
    }
  }
  const all = rules.map((rule) => [rule, [...askedOf(rule), ...habitOf(rule)]] as const);
  return new Map(all.filter(([, fields]) => fields.length > 0));
}

function fieldsOf({ groupBy, field, aliases }: CorrelationRule): readonly string[] {
  const fields = field === undefined ? groupBy : [...groupBy, field];
  return [...fields, ...fields.flatMap((one) => Object.values(aliases[one] ?? {}))];
}

function habitOf({ custom }: DetectionRule): readonly string[] {
  const habit = custom["habit"];
  return Array.isArray(habit) ? habit.filter((field) => typeof field === "string") : [];
}
