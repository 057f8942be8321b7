import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { isUnknown } from "../../model/index.ts";
import type { Declared, Stack } from "../template/declared.ts";

/** Where the code of a function lies on this machine. */
export interface CodePlace {
  /** The code's folder first, then those of layers; empty when it is not here. */
  readonly folders: readonly string[];
  readonly shownFrom: string;
  /** References of the layers among them. */
  readonly layers: readonly string[];
}

/** Folders of a declared function: a local path of the template, the source `sam build` made it from, or a CDK asset. */
export function codeOf(declared: Declared, stack: Stack): CodePlace {
  const file = declared.origin.file ?? "";
  const shownFrom = dirname(resolve(file));
  const own = folderOf(declared.properties["Code"] ?? declared.properties["CodeUri"], declared, shownFrom);
  if (own === undefined) return { folders: [], shownFrom, layers: [] };
  const layers = declared.properties["Layers"];
  const folders = [own];
  const read: string[] = [];
  for (const reference of Array.isArray(layers) ? layers : []) {
    if (isUnknown(reference)) continue;
    const layer = stack.of("AWS::Lambda::LayerVersion").find((one) => one.ref === reference || one.arn === reference);
    const folder =
      layer && folderOf(layer.properties["Content"] ?? layer.properties["ContentUri"], layer, dirname(resolve(layer.origin.file ?? file)));
    if (folder === undefined) continue;
    folders.push(folder, join(folder, "nodejs"), join(folder, "nodejs", "node_modules"), join(folder, "python"));
    read.push(String(reference));
  }
  return { folders, shownFrom, layers: read };
}

function folderOf(code: unknown, declared: Declared, base: string): string | undefined {
  if (typeof code === "string" && !code.startsWith("s3://")) return folder(resolve(base, code));
  if (typeof code !== "object" || code === null || isUnknown(code)) return undefined;
  const key = (code as Record<string, unknown>)["S3Key"];
  // CDK names an asset by the hash that is also its folder's name in cdk.out.
  if (typeof key === "string") {
    const hash = /([0-9a-f]{64})\.zip$/.exec(key)?.[1];
    if (hash !== undefined) return folder(join(dirname(resolve(declared.origin.file ?? "")), `asset.${hash}`));
  }
  return undefined;
}

function folder(path: string): string | undefined {
  return existsSync(path) && statSync(path).isDirectory() ? path : undefined;
}
