import { dirname, join } from "node:path";
import type { Problem } from "../../model/index.ts";
import { type Given, isObject } from "./intrinsics/index.ts";
import type { Library } from "./nested.ts";
import type { Document } from "./read.ts";

/** One stack of a cloud assembly. */
export interface AssemblyStack {
  readonly document: Document;
  readonly file: string;
  readonly stackName: string;
  readonly label: string;
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly parameters: Given;
}

const DEEPEST = 10;

/** The stacks of a CDK cloud assembly, with those of its stages. Nested stacks are found through their parents. */
export function assemblyStacks(
  manifest: Document,
  library: Library,
): { readonly stacks: readonly AssemblyStack[]; readonly problems: readonly Problem[] } {
  const stacks: AssemblyStack[] = [];
  const problems: Problem[] = [];
  visit(manifest, library, stacks, problems, 0);
  return { stacks, problems };
}

function visit(manifest: Document, library: Library, stacks: AssemblyStack[], problems: Problem[], depth: number): void {
  problems.push(...manifest.problems);
  const artifacts = isObject(manifest.root) ? manifest.root["artifacts"] : undefined;
  if (!isObject(artifacts)) {
    if (manifest.problems.length === 0)
      problems.push({ code: "E_TEMPLATE_NOT_A_TEMPLATE", detail: { file: manifest.file }, place: { file: manifest.file, line: 1 } });
    return;
  }
  const directory = dirname(manifest.file);
  for (const [id, artifact] of Object.entries(artifacts)) {
    if (!isObject(artifact)) continue;
    const properties = isObject(artifact["properties"]) ? artifact["properties"] : {};
    if (artifact["type"] === "cdk:cloud-assembly" && typeof properties["directoryName"] === "string") {
      if (depth < DEEPEST)
        visit(library.read(join(directory, properties["directoryName"], "manifest.json")), library, stacks, problems, depth + 1);
      continue;
    }
    if (artifact["type"] !== "aws:cloudformation:stack" || typeof properties["templateFile"] !== "string") continue;
    const file = join(directory, properties["templateFile"]);
    const place = /^aws:\/\/([^/]+)\/(.+)$/.exec(String(artifact["environment"] ?? ""));
    stacks.push({
      document: library.read(file),
      file,
      stackName: typeof properties["stackName"] === "string" ? properties["stackName"] : id,
      label: typeof artifact["displayName"] === "string" ? artifact["displayName"] : id,
      account: place?.[1] !== undefined && /^\d{12}$/.test(place[1]) ? place[1] : undefined,
      region: place?.[2] !== undefined && !place[2].startsWith("unknown") ? place[2] : undefined,
      parameters: isObject(properties["parameters"]) ? properties["parameters"] : {},
    });
  }
}
