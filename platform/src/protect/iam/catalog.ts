import { readDataLines } from "./data-file.ts";
import { matches } from "./glob.ts";

/** As the Service Authorization Reference tells them apart, mildest first. */
export const accessLevels = ["List", "Read", "Write", "Tagging", "Permissions management"] as const;
export type AccessLevel = (typeof accessLevels)[number];

export interface ActionInfo {
  /** `service:Action` as AWS spells it. */
  readonly name: string;
  readonly service: string;
  readonly level: AccessLevel;
  /** Keys of the resource types it works on; empty for an action that takes `*` only. */
  readonly resourceTypes: readonly string[];
  readonly conditionKeys: readonly string[];
}

export interface ResourceType {
  readonly key: string;
  /** With `${Partition}`, `${Region}`, `${Account}` and the type's own names as placeholders. */
  readonly arn: string;
  readonly conditionKeys: readonly string[];
}

/** A service as the data file has it; numbers are places in the lists beside it. */
interface Raw {
  readonly actions: Readonly<Record<string, readonly [level: number, types: readonly number[], conditionKeys: readonly number[]]>>;
  readonly types: readonly (readonly [key: string, arn: string, conditionKeys: readonly number[]])[];
}

interface Catalog {
  readonly levels: readonly AccessLevel[];
  readonly keys: readonly string[];
  readonly resourceControl: ReadonlySet<string>;
  readonly services: readonly string[];
  readonly lines: ReadonlyMap<string, string>;
}

let read: Catalog | undefined;
const actionsOf = new Map<string, ReadonlyMap<string, ActionInfo>>();
const typesOf = new Map<string, readonly ResourceType[]>();
const expanded = new Map<string, readonly ActionInfo[]>();

/** Lines that begin with `@` are about all services; every other line is a service. */
function catalog(): Catalog {
  if (read) return read;
  const lines = readDataLines("iam-catalog.tsv.gz");
  const about = (name: string) => JSON.parse(lines.get(`@${name}`) as string) as readonly string[];
  return (read = {
    levels: about("levels") as readonly AccessLevel[],
    keys: about("keys"),
    resourceControl: new Set(about("resourceControlServices")),
    services: [...lines.keys()].filter((name) => !name.startsWith("@")),
    lines,
  });
}

/** Undefined for a service the catalogue does not know. */
function rawOf(service: string): Raw | undefined {
  const line = service.startsWith("@") ? undefined : catalog().lines.get(service);
  return line === undefined ? undefined : (JSON.parse(line) as Raw);
}

/** Service prefixes the catalogue knows. */
export function services(): readonly string[] {
  return catalog().services;
}

/** Actions of a service by their name in lower case, without the prefix. Empty for a service the catalogue does not know. */
export function actionsOfService(service: string): ReadonlyMap<string, ActionInfo> {
  const prefix = service.toLowerCase();
  let known = actionsOf.get(prefix);
  if (!known) actionsOf.set(prefix, (known = readActions(prefix)));
  return known;
}

function readActions(service: string): ReadonlyMap<string, ActionInfo> {
  const { keys, levels } = catalog();
  const entry = rawOf(service);
  const out = new Map<string, ActionInfo>();
  if (!entry) return out;
  for (const [name, [level, types, conditionKeys]] of Object.entries(entry.actions)) {
    out.set(name.toLowerCase(), {
      name: `${service}:${name}`,
      service,
      level: levels[level] as AccessLevel,
      resourceTypes: types.map((type) => (entry.types[type] as Raw["types"][number])[0]),
      conditionKeys: conditionKeys.map((key) => keys[key] as string),
    });
  }
  return out;
}

export function resourceTypesOfService(service: string): readonly ResourceType[] {
  const prefix = service.toLowerCase();
  let known = typesOf.get(prefix);
  if (!known) {
    const { keys } = catalog();
    known = (rawOf(prefix)?.types ?? []).map(([key, arn, conditionKeys]) => ({
      key,
      arn,
      conditionKeys: conditionKeys.map((k) => keys[k] as string),
    }));
    typesOf.set(prefix, known);
  }
  return known;
}

/** What is known of `service:Action`, in any case; undefined when AWS does not document it (or did not at the file's date). */
export function actionInfo(action: string): ActionInfo | undefined {
  const [service, name] = halves(action);
  return actionsOfService(service).get(name.toLowerCase());
}

/** `service:Action` at its colon; no action is named by nothing. */
function halves(action: string): readonly [service: string, name: string] {
  const [service, ...name] = action.split(":");
  return [service as string, name.join(":")];
}

/**
 * The documented actions a policy's action pattern covers: `s3:Get*`, `*`, `dynamodb:*Item`. The prefix has no wildcard but in `*`.
 * AWS adds actions every week: an empty answer is no proof that the pattern grants nothing.
 */
export function expandActions(pattern: string): readonly ActionInfo[] {
  const lower = pattern.toLowerCase();
  let found = expanded.get(lower);
  if (!found) expanded.set(lower, (found = expand(lower)));
  return found;
}

function expand(pattern: string): readonly ActionInfo[] {
  if (/^\*+$/.test(pattern)) return services().flatMap((service) => [...actionsOfService(service).values()]);
  const [prefix, name] = halves(pattern);
  const within = /[*?]/.test(prefix) ? services().filter((service) => matches(prefix, service)) : [prefix];
  return within.flatMap((service) => {
    const known = actionsOfService(service);
    if (!/[*?]/.test(name)) return known.get(name) ?? [];
    return [...known].flatMap(([key, info]) => (matches(name, key) ? info : []));
  });
}

/** Whether resource control policies have a say in the service's requests. */
export function underResourceControl(service: string): boolean {
  return catalog().resourceControl.has(service.toLowerCase());
}
