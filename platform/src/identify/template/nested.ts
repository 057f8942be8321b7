import { existsSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { isUnknown } from "../../model/index.ts";
import { type Neighbours, Template } from "./cloudformation.ts";
import { isObject, type Json, NO_VALUE, propertiesOf } from "./intrinsics/index.ts";
import type { Document } from "./read.ts";
import type { TemplateTransform } from "./transforms.ts";

const DEEPEST = 10;

/** Reads each file once. */
export interface Library {
  /** `bytes` saves reading it again. */
  read(file: string, bytes?: Uint8Array): Document;
}

/** Where a reference in one file leads on this machine; undefined for what is not a path, or not there. */
export function localFile(from: string, reference: Json): string | undefined {
  if (typeof reference !== "string" || reference === "" || /^(https?|s3|arn):/i.test(reference)) return undefined;
  const bare = reference.startsWith("file://") ? reference.slice("file://".length) : reference;
  const path = isAbsolute(bare) ? bare : join(dirname(from), bare);
  try {
    return existsSync(resolve(path)) && statSync(resolve(path)).isFile() ? path : undefined;
  } catch {
    return undefined;
  }
}

/** The file a nested stack is written in, as far as that can be told without values. */
export function nestedFile(from: string, resource: Json): string | undefined {
  if (!isObject(resource)) return undefined;
  const properties = propertiesOf(resource);
  if (resource["Type"] === "AWS::Serverless::Application") return localFile(from, properties["Location"]);
  if (resource["Type"] !== "AWS::CloudFormation::Stack") return undefined;
  const metadata = resource["Metadata"];
  const asset = isObject(metadata) ? metadata["aws:asset:path"] : undefined;
  return localFile(from, asset) ?? localFile(from, properties["TemplateURL"]);
}

/** Files that other files of the same scan contain as nested stacks: they are no stacks of their own. */
export function nestedFiles(document: Document): readonly string[] {
  const resources = isObject(document.root) ? document.root["Resources"] : undefined;
  if (!isObject(resources)) return [];
  return Object.values(resources).flatMap((resource) => nestedFile(document.file, resource) ?? []);
}

/** Finds nested stacks and includes beside a template. */
export function neighboursIn(library: Library, transformSam: TemplateTransform | undefined): Neighbours {
  const self: Neighbours = {
    transformSam,
    nested(parent, logicalId) {
      const resource = parent.resources[logicalId];
      if (!isObject(resource)) return undefined;
      const properties = propertiesOf(resource);
      const url = parent.evaluator.value(properties["TemplateURL"] ?? properties["Location"]);
      const file = nestedFile(parent.document.file, resource) ?? localFile(parent.document.file, url);
      if (file === undefined) {
        const shown = isUnknown(url) ? (url.what ?? "?") : typeof url === "string" ? url : "?";
        parent.report("E_TEMPLATE_NESTED_ELSEWHERE", { target: logicalId, location: shown }, resource);
        return undefined;
      }
      const path = resolve(file);
      if (parent.files.includes(path) || parent.files.length > DEEPEST) {
        parent.report("E_TEMPLATE_NESTED_LOOP", { target: logicalId, file }, resource);
        return undefined;
      }
      const document = library.read(file);
      const parameters = parent.evaluator.value(properties["Parameters"]);
      const given = isObject(parameters) ? parameters : {};
      return new Template({
        document,
        env: { ...parent.env, stackName: `${parent.env.stackName}-${logicalId}` },
        given: isUnknown(parameters) || parameters === NO_VALUE ? {} : given,
        neighbours: self,
        within: [...parent.within, logicalId],
        files: [...parent.files, path],
      });
    },
    include(document, location) {
      const file = localFile(document.file, location);
      return file === undefined ? undefined : library.read(file).root;
    },
  };
  return self;
}

/** A path as people write it: relative to where they are, when it is below. */
export function shownPath(path: string): string {
  const below = relative(process.cwd(), path);
  return below !== "" && !below.startsWith("..") && !isAbsolute(below) ? below : path;
}
