import { readDataFile } from "./data-file.ts";
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

interface Raw {
  readonly levels: readonly string[];
  readonly keys: readonly string[];
  readonly resourceControlServices: readonly string[];
  readonly services: Readonly<
    Record<
      string,
      {
        readonly actions: Readonly<Record<string, readonly [number, readonly number[], readonly number[]]>>;
        readonly types: readonly (readonly [string, string, readonly number[]])[];
      }
    >
  >;
}

let raw: Raw | undefined;
const actionsOf = new Map<string, ReadonlyMap<string, ActionInfo>>();
const typesOf = new Map<string, readonly ResourceType[]>();
const expanded = new Map<string, readonly ActionInfo[]>();
let resourceControl: ReadonlySet<string> | undefined;

function catalog(): Raw {
  raw ??= readDataFile("iam-catalog.json.gz") as Raw;
  return raw;
}

/** Service prefixes the catalogue knows. */
export function services(): readonly string[] {
  return Object.keys(catalog().services);
}

/** Actions of a service by their name in lower case, without the prefix. Empty for a service the catalogue does not know. */
export function actionsOfService(service: string): ReadonlyMap<string, ActionInfo> {
  const prefix = service.toLowerCase();
  let known = actionsOf.get(prefix);
  if (!known) actionsOf.set(prefix, (known = readActions(prefix)));
  return known;
}

function readActions(service: string): ReadonlyMap<string, ActionInfo> {
  const { services: all, keys, levels } = catalog();
  const entry = Object.hasOwn(all, service) ? all[service] : undefined;
  const out = new Map<string, ActionInfo>();
  if (!entry) return out;
  for (const [name, [level, types, conditionKeys]] of Object.entries(entry.actions)) {
    out.set(name.toLowerCase(), {
      name: `${service}:${name}`,
      service,
      level: levels[level] as AccessLevel,
      resourceTypes: types.map((type) => (entry.types[type] as Raw["services"][string]["types"][number])[0]),
      conditionKeys: conditionKeys.map((key) => keys[key] as string),
    });
  }
  return out;
}

export function resourceTypesOfService(service: string): readonly ResourceType[] {
  const prefix = service.toLowerCase();
  let known = typesOf.get(prefix);
  if (!known) {
    const { services: all, keys } = catalog();
    const entry = Object.hasOwn(all, prefix) ? all[prefix] : undefined;
    known = (entry?.types ?? []).map(([key, arn, conditionKeys]) => ({
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
  const colon = action.indexOf(":");
  return colon < 0 ? undefined : actionsOfService(action.slice(0, colon)).get(action.slice(colon + 1).toLowerCase());
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
  const colon = pattern.indexOf(":");
  if (colon < 0) return [];
  const [prefix, name] = [pattern.slice(0, colon), pattern.slice(colon + 1)];
  const within = /[*?]/.test(prefix) ? services().filter((service) => matches(prefix, service)) : [prefix];
  return within.flatMap((service) => {
    const known = actionsOfService(service);
    if (!/[*?]/.test(name)) return known.get(name) ?? [];
    return [...known].flatMap(([key, info]) => (matches(name, key) ? info : []));
  });
}

/** Whether resource control policies have a say in the service's requests. */
export function underResourceControl(service: string): boolean {
  resourceControl ??= new Set(catalog().resourceControlServices);
  return resourceControl.has(service.toLowerCase());
}
