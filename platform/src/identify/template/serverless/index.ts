import { resolve } from "node:path";
import type { Place, Problem } from "../../../model/index.ts";
import { Template } from "../cloudformation.ts";
import type { Stack } from "../declared.ts";
import type { Format, FormatOptions } from "../formats.ts";
import { isObject, type Json, partitionOf } from "../intrinsics/index.ts";
import { localFile, neighboursIn } from "../nested.ts";
import type { Document } from "../read.ts";
import { stackOf } from "../stack.ts";
import { shape } from "./expansion.ts";
import { expandService } from "./service.ts";
import { textsOfService } from "./texts.ts";
import { Variables } from "./variables.ts";

/** Services of the Serverless Framework, versions 1 to 4, as they are written. */
export const serverless: Format = {
  id: "serverless",
  detect(document) {
    return isObject(document.root) && document.root["service"] !== undefined && document.root["provider"] !== undefined;
  },
  load: loadService,
};

const DEFAULT_REGION = "us-east-1";

/** Expands a service into CloudFormation and reads that. */
export function loadService(document: Document, options: FormatOptions): Stack {
  const { library } = options;
  const documents: Document[] = [document];
  const variables = new Variables({
    root: document.root,
    options: options.parameters,
    account: options.account,
    file(path) {
      const found = localFile(document.file, path);
      if (found === undefined) return undefined;
      const read = library.read(found);
      if (!documents.includes(read)) documents.push(read);
      return read.root;
    },
  });
  const root = shape(variables.resolve(document.root));
  const stage = variables.stage;
  const stageName = typeof stage === "string" || typeof stage === "number" ? String(stage) : "dev";
  const region = options.region === DEFAULT_REGION ? textOr(variables.region, options.region) : options.region;
  const expanded = expandService(root, stageName, documents, document.file);
  if (shape(root["provider"])["name"] !== undefined && shape(root["provider"])["name"] !== "aws") return nothing(document, options);
  const { template, expansion } = expanded;
  const made: Document = {
    ...document,
    root: template,
    problems: [],
    mentions: (text) => documents.some((one) => one.mentions(text)),
    placeOf: (container, key): Place | undefined => expanded.placeOf(container, key),
    locate: () => undefined,
  };
  const name = textOr(shape(root["provider"])["stackName"], `${expansion.service}-${stageName}`);
  const env = { account: options.account, region, partition: partitionOf(region), stackName: name };
  const engine = new Template({
    document: made,
    env,
    given: options.parameters,
    neighbours: neighboursIn(library, undefined),
    files: [resolve(document.file)],
  });
  const declared = engine.declared();
  const problems: Problem[] = [
    ...document.problems,
    ...documents.slice(1).flatMap((one) => one.problems),
    ...expansion.problems,
    ...engine.allProblems(),
  ];
  return stackOf({
    scope: options.scope,
    name,
    account: env.account,
    region,
    partition: env.partition,
    declared,
    problems,
    parameters: engine.parameters(),
    texts: documents.flatMap((one, i) => textsOfService(one, i === 0) ?? []),
  });
}

/** Services of other clouds hold nothing of AWS. */
function nothing(document: Document, options: FormatOptions): Stack {
  return stackOf({
    scope: options.scope,
    name: options.stackName,
    account: options.account,
    region: options.region,
    partition: partitionOf(options.region),
    declared: [],
    problems: document.problems,
  });
}

function textOr(value: Json, otherwise: string): string {
  return typeof value === "string" && value !== "" ? value : otherwise;
}
