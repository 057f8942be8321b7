import { basename } from "node:path";
import type { TemplateText } from "../../../model/index.ts";
import type { FileTexts } from "../declared.ts";
import { isObject } from "../intrinsics/index.ts";
import type { Document } from "../read.ts";
import { collect, collectResource, collectStack, textsIn } from "../texts.ts";
import { items } from "./expansion.ts";

/** Sections whose keys name what is in them, as people chose. */
const NAMED = ["custom", "params"] as const;
/** Sections whose keys are the framework's. */
const SETTINGS = ["provider", "functions", "layers", "package", "stepFunctions"] as const;

/** The texts of a service, or of a file that one includes; environments are judged with their functions. */
export function textsOfService(document: Document, isService: boolean): FileTexts | undefined {
  const { root, file } = document;
  const texts: TemplateText[] = [];
  if (!isService || !isObject(root)) collect(texts, undefined, [], root);
  else {
    for (const section of NAMED) collect(texts, undefined, [section], root[section]);
    for (const section of SETTINGS) collectResource(texts, [section], root[section], undefined);
    const { resources } = root;
    for (const [i, block] of items(resources).entries())
      if (isObject(block)) collectStack(texts, Array.isArray(resources) ? ["resources", i] : ["resources"], block);
  }
  return textsIn(file, isService ? [] : [basename(file)], texts, (path) => document.locate(path));
}
