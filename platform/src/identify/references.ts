import { type Estate, type Fact, isUnknown, type Kind, type Noun, type Resource, World } from "../model/index.ts";
import { functionReference } from "./ids.ts";
import { PatternIndex } from "./pattern-index.ts";

/** Which kind an ARN names, and the part of it that is the resource itself. */
const SHAPES: readonly (readonly [pattern: RegExp, kind: Kind])[] = [
  [/^arn:[^:]+:lambda:[^:]*:[^:]*:function:[^:/]+/, "LambdaFunction"],
  [/^arn:[^:]+:sqs:[^:]*:[^:]*:[^:/]+/, "Queue"],
  [/^arn:[^:]+:sns:[^:]*:[^:]*:[^:/]+/, "Topic"],
  [/^arn:[^:]+:dynamodb:[^:]*:[^:]*:table\/[^/]+/, "DynamoTable"],
  [/^arn:[^:]+:s3:::[^/]+/, "Bucket"],
  [/^arn:[^:]+:kinesis:[^:]*:[^:]*:stream\/[^/]+/, "KinesisStream"],
  [/^arn:[^:]+:firehose:[^:]*:[^:]*:deliverystream\/[^/]+/, "FirehoseStream"],
  [/^arn:[^:]+:states:[^:]*:[^:]*:stateMachine:[^:/]+/, "StateMachine"],
  [/^arn:[^:]+:events:[^:]*:[^:]*:event-bus\/[^/]+/, "EventBus"],
  [/^arn:[^:]+:secretsmanager:[^:]*:[^:]*:secret:.+/, "Secret"],
  [/^arn:[^:]+:ssm:[^:]*:[^:]*:parameter\/.+/, "SsmParameter"],
  [/^arn:[^:]+:rds:[^:]*:[^:]*:cluster:.+/, "DbCluster"],
  [/^arn:[^:]+:rds:[^:]*:[^:]*:db:.+/, "DbInstance"],
  [/^arn:[^:]+:elasticfilesystem:[^:]*:[^:]*:file-system\/.+/, "FileSystem"],
  [/^arn:[^:]+:logs:[^:]*:[^:]*:log-group:[^:]+/, "LogGroup"],
  [/^arn:[^:]+:kms:[^:]*:[^:]*:(?:key|alias)\/.+/, "KmsKey"],
  [/^arn:[^:]+:ecs:[^:]*:[^:]*:cluster\/.+/, "EcsCluster"],
  [/^arn:[^:]+:aoss:[^:]*:[^:]*:collection\/.+/, "SearchCollection"],
];

/** The shapes of one service: few of them have to be tried. */
const byService = new Map<string, (typeof SHAPES)[number][]>();
for (const shape of SHAPES) {
  const service = /:([a-z0-9]+):/.exec(shape[0].source)![1]!;
  byService.set(service, [...(byService.get(service) ?? []), shape]);
}

function shapesOf(arn: string): typeof SHAPES {
  return byService.get(arn.split(":", 3)[2] ?? "") ?? [];
}

/** Kinds that a function may be told of by name in its environment. */
const NAMED: readonly Kind[] = [
  "DynamoTable",
  "Bucket",
  "Queue",
  "Topic",
  "Secret",
  "SsmParameter",
  "StateMachine",
  "EventBus",
  "KinesisStream",
  "FirehoseStream",
  "LambdaFunction",
];

/** Finds resources of an estate by whatever a fact says of them. */
export class References {
  readonly world: World;
  readonly #patterns: Places<readonly string[]> = new Map();
  readonly #byRole: Places<readonly (readonly string[])[]> = new Map();
  readonly #indexes = new Map<string, PatternIndex>();
  /** By everything they are called; made when somebody asks by value. */
  #named: Places<Resource> | undefined;

  constructor(estate: Estate, world: World = new World(estate, { now: new Date(0) })) {
    this.world = world;
  }

  /** A resource of a known kind. */
  find<K extends Kind>(kind: K, reference: string, near: Resource): Noun<K> | undefined {
    const found = this.world.find(kind, reference, near);
    return isUnknown(found) ? undefined : found;
  }

  /** A function by name, ARN, or either with a qualifier. */
  fn(reference: string, near: Resource): Noun<"LambdaFunction"> | undefined {
    const { qualifier } = functionReference(reference);
    return this.find(
      "LambdaFunction",
      reference.startsWith("arn:") && qualifier !== undefined
        ? reference.slice(0, -qualifier.length - 1)
        : qualifier === undefined
          ? reference
          : functionReference(reference).name,
      near,
    );
  }

  /** Whatever an ARN names. */
  byArn(arn: string, near: Resource): Resource | undefined {
    for (const [pattern, kind] of shapesOf(arn)) {
      const match = pattern.exec(arn);
      if (match) return (this.find(kind, match[0], near) ?? this.find(kind, arn, near)) as Resource | undefined;
    }
    return undefined;
  }

  /** Whatever an environment value names, exactly. */
  byValue(value: string, near: Resource): Resource | undefined {
    this.#named ??= namedIn(this.world.estate);
    return placeIn(this.#named, near).get(value) ?? (value.startsWith("arn:") ? this.byArn(value, near) : undefined);
  }

  /** Ids of everything in the scope that a policy's resource pattern names, without log groups. `*` alone names nothing in particular. */
  byPattern(pattern: string, near: Resource): readonly string[] {
    const patterns = placeIn(this.#patterns, near);
    let found = patterns.get(pattern);
    if (!found) patterns.set(pattern, (found = this.#match(pattern, near)));
    return found;
  }

  /** What a role's policies name, found once for all that have the role and are in the same place. */
  once(role: Resource, near: Resource, find: () => readonly (readonly string[])[]): readonly (readonly string[])[] {
    const roles = placeIn(this.#byRole, near);
    const key = `${role.scope} ${role.id}`;
    let lists = roles.get(key);
    if (!lists) roles.set(key, (lists = find()));
    return lists;
  }

  #match(pattern: string, near: Resource): readonly string[] {
    const shape = shapesOf(pattern).find(([regexp]) => regexp.test(pattern));
    if (!shape || shape[1] === "LogGroup") return NONE;
    const head = shape[0].exec(pattern)![0];
    if (!/[*?]/.test(head)) {
      const one = this.byArn(pattern, near);
      return one ? [one.id] : NONE;
    }
    const key = `${near.scope} ${shape[1]}`;
    let index = this.#indexes.get(key);
    if (!index) {
      const known = this.world.known(shape[1], near) as unknown as readonly Resource[];
      this.#indexes.set(key, (index = new PatternIndex(known.map(({ id }) => id))));
    }
    return index.matching(head);
  }
}

const NONE: readonly never[] = [];

function namedIn(estate: Estate): Places<Resource> {
  const places: Places<Resource> = new Map();
  const kinds = new Set<Kind>(NAMED);
  for (const resource of estate.resources) {
    if (!kinds.has(resource.kind)) continue;
    const names = placeIn(places, resource);
    names.set(resource.name, resource);
    names.set(resource.id, resource);
    for (const alias of resource.aliases ?? []) names.set(alias, resource);
  }
  return places;
}

/** By scope and region, then by what was written. */
type Places<T> = Map<string, Map<string, Map<string, T>>>;

function placeIn<T>(places: Places<T>, { scope, region }: Resource): Map<string, T> {
  let regions = places.get(scope);
  if (!regions) places.set(scope, (regions = new Map()));
  let place = regions.get(region);
  if (!place) regions.set(region, (place = new Map()));
  return place;
}

/** A fact as a list of references: what is unknown stays in it. */
export function referencesOf(fact: Fact<string | undefined | readonly Fact<string | undefined>[]>): readonly Fact<string>[] {
  if (fact === undefined) return [];
  if (isUnknown(fact)) return [fact];
  if (typeof fact === "string") return fact === "" ? [] : [fact];
  return fact.filter((item): item is Fact<string> => item !== undefined);
}
