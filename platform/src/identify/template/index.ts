import { basename, dirname, resolve } from "node:path";
import { type Estate, type Gap, mergeEstates, type Problem, type Resource, type Scope } from "../../model/index.ts";
import { assemblyStacks } from "./cdk.ts";
import { Template } from "./cloudformation.ts";
import type { Stack } from "./declared.ts";
import { discover } from "./discover.ts";
import { folds, gapsOf } from "./fold/index.ts";
import { type Format, type FormatId, type FormatOptions, formatNames, formatOf, loaders } from "./formats.ts";
import { type Given, partitionOf, readParameterFile } from "./intrinsics/index.ts";
import { type Library, neighboursIn, nestedFiles, shownPath } from "./nested.ts";
import { type Document, readDocument, readFile } from "./read.ts";
import { stackOf } from "./stack.ts";
import { templatesOf } from "./texts.ts";
import { SAM, type TemplateTransform, transformsOf } from "./transforms.ts";

export { isDynamicReference } from "./intrinsics/index.ts";

/** What the user may say about templates. */
export interface LoadOptions {
  /** Parameter values; they go before those of parameter files. */
  readonly parameters?: Given;
  /** Files with parameter values, later ones over earlier ones. */
  readonly parameterFiles?: readonly string[];
  readonly account?: string;
  readonly region?: string;
  /** Name of the stack; without it the path gives one. Only for a single template. */
  readonly stackName?: string;
  /** What people call the scope; the path without it. */
  readonly label?: string;
}

/** Reads templates of every format from files and directories. One bad template does not stop the others. */
export async function loadTemplates(paths: readonly string[], options: LoadOptions = {}): Promise<Estate> {
  const { stacks, problems } = await loadStacks(paths, options);
  return mergeEstates([
    { scopes: [], resources: [], gaps: [], problems, unrecognised: {} },
    ...stacks.map(({ stack, label }) => estateOf(stack, label)),
  ]);
}

/** A stack and what people call it. */
export interface LoadedStack {
  readonly stack: Stack;
  readonly label: string;
}

/** As `loadTemplates`, before anything is folded into nouns. */
export async function loadStacks(
  paths: readonly string[],
  options: LoadOptions = {},
): Promise<{ readonly stacks: readonly LoadedStack[]; readonly problems: readonly Problem[] }> {
  const problems: Problem[] = [];
  const library = libraryOf();
  const given = { ...parametersFrom(options.parameterFiles ?? [], problems), ...options.parameters };
  const works: Work[] = [];
  let candidates = 0;
  const failures = discover(
    paths.map((path) => shownPath(path)),
    ({ file, explicit, bytes }) => {
      candidates += 1;
      const document = library.read(file, bytes);
      const format = formatOf(document);
      if (format !== undefined) works.push({ document, format });
      else if (document.root === undefined) problems.push(...document.problems);
      else if (explicit)
        problems.push(...document.problems, { code: "E_TEMPLATE_NOT_A_TEMPLATE", detail: { file }, place: { file, line: 1 } });
    },
  );
  problems.push(...failures);
  if (candidates > 0 && works.length === 0 && problems.length === 0) {
    problems.push({ code: "E_TEMPLATE_NONE_FOUND", detail: { directory: paths.join(", ") } });
  }
  const roots = rootsOf(works);
  const transformSam = await samFor(works, library);
  const stacks: LoadedStack[] = [];
  const context: Context = { options, given, library, transformSam, names: new Set(), problems };
  for (const work of roots) stacks.push(...(await load(work, context)));
  return { stacks, problems };
}

interface Work {
  readonly document: Document;
  readonly format: FormatId;
}

/** Leaves out what others contain as nested stacks; of files that contain each other in a circle, the one nearest to the root stays. */
function rootsOf(works: readonly Work[]): readonly Work[] {
  const children = new Map(
    works.map((work) => [
      resolve(work.document.file),
      work.format === "cloudformation" ? nestedFiles(work.document).map((file) => resolve(file)) : [],
    ]),
  );
  const inner = new Set([...children.values()].flat());
  const reached = new Set<string>();
  const reach = (path: string) => {
    const open = [path];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      open.push(...(children.get(next) ?? []));
    }
  };
  const roots = works.filter((work) => !inner.has(resolve(work.document.file)));
  for (const work of roots) reach(resolve(work.document.file));
  for (const work of works.toSorted((a, b) => depthOf(a) - depthOf(b))) {
    const path = resolve(work.document.file);
    if (reached.has(path)) continue;
    reach(path);
    roots.push(work);
  }
  return roots;
}

function depthOf(work: Work): number {
  return work.document.file.split(/[\\/]/).length;
}

interface Context {
  readonly options: LoadOptions;
  readonly given: Given;
  readonly library: Library;
  readonly transformSam: TemplateTransform | undefined;
  readonly names: Set<string>;
  readonly problems: Problem[];
}

async function load(work: Work, context: Context): Promise<readonly LoadedStack[]> {
  const { document, format } = work;
  const { options, given } = context;
  try {
    if (format === "cdk") {
      const { stacks, problems } = assemblyStacks(document, context.library);
      context.problems.push(...problems);
      return stacks.map((stack) =>
        cloudFormationStack(stack.document, context, {
          stackName: stack.stackName,
          account: options.account ?? stack.account,
          region: options.region ?? stack.region,
          label: stack.label,
          given: { ...stack.parameters, ...given },
        }),
      );
    }
    if (format === "cloudformation") {
      const loaded = cloudFormationStack(document, context, {
        stackName: options.stackName,
        account: options.account,
        region: options.region,
        label: options.label,
        given,
      });
      return /[\\/]\.serverless[\\/][^\\/]+$/.test(document.file) ? [await inService(loaded, document, context)] : [loaded];
    }
    const loader: (() => Promise<Format>) | undefined = loaders[format];
    if (!loader) {
      context.problems.push({
        code: "E_TEMPLATE_FORMAT",
        detail: { format: formatNames[format] },
        place: { file: document.file, line: 1 },
      });
      return [];
    }
    const formatOptions: FormatOptions = {
      scope: scopeOf(document.file),
      stackName: options.stackName ?? stackNameOf(document.file, context.names),
      account: options.account ?? DEFAULT_ACCOUNT,
      region: options.region ?? DEFAULT_REGION,
      parameters: given,
      path: resolve(document.file),
      library: context.library,
    };
    return [{ stack: await (await loader()).load(document, formatOptions), label: options.label ?? document.file }];
  } catch (error) {
    context.problems.push(fault(error, document.file));
    return [];
  }
}

/** What `serverless package` wrote points to the service it was made from. */
async function inService(loaded: LoadedStack, document: Document, { given, library }: Context): Promise<LoadedStack> {
  const { isPackaged, placedInService } = await import("./serverless/packaged.ts");
  if (!isPackaged(document.file)) return loaded;
  const { scope, name, account, region } = loaded.stack;
  return {
    ...loaded,
    stack: placedInService(loaded.stack, { scope, stackName: name, account, region, parameters: given, library }, document.file),
  };
}

const DEFAULT_ACCOUNT = "000000000000";
const DEFAULT_REGION = "us-east-1";

interface Target {
  readonly stackName: string | undefined;
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly label: string | undefined;
  readonly given: Given;
}

function cloudFormationStack(document: Document, context: Context, target: Target): LoadedStack {
  const region = target.region ?? DEFAULT_REGION;
  const env = {
    account: target.account ?? DEFAULT_ACCOUNT,
    region,
    partition: partitionOf(region),
    stackName: target.stackName ?? stackNameOf(document.file, context.names),
  };
  const template = new Template({
    document,
    env,
    given: target.given,
    neighbours: neighboursIn(context.library, context.transformSam),
    files: [resolve(document.file)],
  });
  const declared = template.declared();
  const stack = stackOf({
    scope: scopeOf(document.file),
    name: env.stackName,
    account: env.account,
    region,
    partition: env.partition,
    declared,
    problems: template.allProblems(),
    parameters: template.parameters(),
    texts: template.texts(),
  });
  return { stack, label: target.label ?? document.file };
}

/** Folds the declarations of a stack into nouns. */
export function estateOf(stack: Stack, label: string): Estate {
  const resources: Resource[] = [];
  const gaps: Gap[] = [];
  const problems: Problem[] = [...stack.problems];
  const unrecognised: Record<string, number> = {};
  for (const declared of stack.declared) {
    const fold = Object.hasOwn(folds, declared.type) ? folds[declared.type] : undefined;
    if (!fold) {
      if (declared.type !== "AWS::CloudFormation::Stack") unrecognised[declared.type] = (unrecognised[declared.type] ?? 0) + 1;
      continue;
    }
    try {
      for (const resource of fold(declared, stack)) resources.push(resource);
      for (const gap of gapsOf(declared, stack)) gaps.push(gap);
    } catch (error) {
      problems.push({
        code: "E_TEMPLATE_FAULT",
        detail: { message: `${declared.logicalId}: ${messageOf(error)}` },
        place: declared.origin.locate?.([]) ?? { file: declared.origin.file ?? label, line: 1 },
      });
    }
  }
  for (const resource of templatesOf(stack)) resources.push(resource);
  const scope: Scope = { id: stack.scope, source: "template", account: stack.account, regions: [stack.region], label };
  return { scopes: [scope], resources, gaps, problems, unrecognised };
}

function libraryOf(): Library {
  const read = new Map<string, Document>();
  return {
    read(file, bytes) {
      const path = resolve(file);
      const known = read.get(path);
      if (known) return known;
      const document = bytes ? readDocument(file, bytes) : readFile(file, path);
      read.set(path, document);
      return document;
    },
  };
}

function parametersFrom(files: readonly string[], problems: Problem[]): Given {
  const given: Record<string, unknown> = {};
  for (const file of files) {
    const document = readFile(file, resolve(file));
    problems.push(...document.problems);
    if (document.root === undefined) continue;
    const parameters = readParameterFile(document.root);
    if (parameters) Object.assign(given, parameters);
    else problems.push({ code: "E_TEMPLATE_PARAMETER_FILE", detail: { file }, place: { file, line: 1 } });
  }
  return given;
}

async function samFor(works: readonly Work[], library: Library): Promise<TemplateTransform | undefined> {
  const asks = (document: Document) => transformsOf(document.root).includes(SAM);
  const wanted = works.some(({ document }) => asks(document) || nestedFiles(document).some((file) => asks(library.read(file))));
  return wanted ? await loaders.sam?.() : undefined;
}

function scopeOf(file: string): string {
  return `template:${file}`;
}

const GENERIC = /^(template|serverless|cloudformation|stack|main|index|plan|cloudformation-template-update-stack)$/;

/** A stack name from the path: the file's name, or that of its directory when the file's says nothing. */
export function stackNameOf(file: string, taken: Set<string>): string {
  const parts = file.split(/[\\/]+/).filter((part) => part !== "." && part !== ".." && part !== "" && !/^[A-Za-z]:$/.test(part));
  const own = basename(file).replace(/(\.template)?\.[^.]+$/, "");
  const around = parts.slice(0, -1).filter((part) => part !== ".serverless" && part !== ".aws-sam" && part !== "build");
  const near = file === dirname(file) || /^([\\/]|[A-Za-z]:)/.test(file) ? around.slice(-1) : around;
  const words = GENERIC.test(own) && near.length > 0 ? near : [...near, own];
  const clean =
    words
      .join("-")
      .replace(/[^A-Za-z0-9-]+/g, "-")
      .replace(/^[^A-Za-z]+|-+$/g, "")
      .slice(0, 100) || "stack";
  let name = clean;
  for (let n = 2; taken.has(name); n += 1) name = `${clean}-${n}`;
  taken.add(name);
  return name;
}

function fault(error: unknown, file: string): Problem {
  return { code: "E_TEMPLATE_FAULT", detail: { message: messageOf(error) }, place: { file, line: 1 } };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
