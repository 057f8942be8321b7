import { isUnknown, type Path, type Place } from "../../model/index.ts";
import { isObject, type Json } from "./intrinsics/index.ts";
import { sourceOf } from "./provenance.ts";
import type { Document } from "./read.ts";
import type { MadeFrom } from "./transforms.ts";

/**
 * Where a property of a resource is written: the deepest part of the path that is, else the resource's own line. For what a
 * transform made, the resource it was made from.
 */
export function locateResource(
  document: Document,
  resources: Readonly<Record<string, Json>>,
  logicalId: string,
  path: Path,
  made: MadeFrom | undefined,
): Place | undefined {
  const resource = resources[logicalId];
  if (path.length > 0 && isObject(resource)) {
    const place = walk(document, resource["Properties"], path) ?? walk(document, resource, path);
    if (place) return place;
  }
  const place = locateSource(document, made ?? { logicalId, path: ["Resources", logicalId] }, path);
  if (place) return place;
  return (
    placeOf(document, resources, logicalId) ??
    (isObject(resource) ? placeOfContainer(document, resource) : undefined) ??
    document.locate(["Resources"])
  );
}

/** Where a container begins: its first key. */
function placeOfContainer(document: Document, container: object): Place | undefined {
  const source = sourceOf(container);
  const [first] = Object.keys(source);
  return first === undefined ? undefined : document.placeOf(source, first);
}

locateResource.container = placeOfContainer;

function placeOf(document: Document, container: object, key: string | number): Place | undefined {
  return document.placeOf(sourceOf(container), key);
}

function walk(document: Document, start: Json, path: Path): Place | undefined {
  let place: Place | undefined;
  let current = start;
  for (const key of path) {
    current = open(current, key);
    if (typeof current !== "object" || current === null) break;
    // A container that a transform made may hold one that is written in the file.
    place = placeOf(document, current, key) ?? place;
    current = (current as Record<string | number, Json>)[key];
  }
  return place;
}

/** Looks through `Fn::If`: the branch that has the key. */
function open(value: Json, key: string | number): Json {
  if (!isObject(value)) return value;
  const branches = value["Fn::If"];
  if (!Array.isArray(branches)) return value;
  return (
    (branches as Json[])
      .slice(1)
      .map((branch) => open(branch, key))
      .find((branch) => typeof branch === "object" && branch !== null && key in branch) ?? value
  );
}

function locateSource(document: Document, made: MadeFrom, path: Path): Place | undefined {
  const root = document.root;
  const resources = isObject(root) ? root["Resources"] : undefined;
  if (!isObject(resources)) return undefined;
  const source = resources[made.logicalId];
  const whole = made.path.length <= 2;
  const properties = isObject(source) ? source["Properties"] : undefined;
  return (
    (whole && path.length > 0 ? walk(document, properties, path) : undefined) ??
    (source === undefined ? undefined : document.locate(made.path))
  );
}

/** Every path below a value, for those who must ask for all places at once. */
export function* pathsIn(value: unknown, before: Path = []): Generator<Path> {
  if (typeof value !== "object" || value === null || isUnknown(value)) return;
  for (const [key, item] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    const path = [...before, key];
    yield path;
    yield* pathsIn(item, path);
  }
}
