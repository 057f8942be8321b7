import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { CodePlace } from "../identify/code/index.ts";
import { type CodeReading, isUnknown, type Noun } from "../model/index.ts";
import { YaguraError } from "./errors.ts";
import type { TemplateOptions } from "./options.ts";

type Fn = Noun<"LambdaFunction">;

const LANGUAGES: readonly (readonly [runtime: RegExp, language: "javascript" | "python"])[] = [
  [/^nodejs/, "javascript"],
  [/^python/, "python"],
];

/** `--code dir` for every function, or `--code name=dir` for one. */
export function codeFolders(values: readonly string[]): (fn: Fn) => string | undefined {
  const named = new Map<string, string>();
  let any: string | undefined;
  for (const value of values) {
    const at = value.indexOf("=");
    const folder = at < 0 ? value : value.slice(at + 1);
    if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new YaguraError("E_FILE_MISSING", { file: folder });
    if (at < 0) any = folder;
    else named.set(value.slice(0, at), folder);
  }
  return (fn) => named.get(fn.name) ?? named.get(fn.origin.address ?? "") ?? any;
}

/** Where templates say the code of their functions lies, by the function's id. */
export async function templateCode(
  paths: readonly string[],
  options: TemplateOptions & { readonly region?: string },
): Promise<ReadonlyMap<string, CodePlace>> {
  const out = new Map<string, CodePlace>();
  if (paths.length === 0) return out;
  const [{ loadStacks, estateOf }, { codeOf }] = await Promise.all([
    import("../identify/template/index.ts"),
    import("../identify/code/index.ts"),
  ]);
  const parameters = Object.fromEntries(
    (options.parameter ?? []).map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]),
  );
  const { stacks } = await loadStacks(paths, {
    parameters,
    parameterFiles: options.parameterFile ?? [],
    ...(options.stackAccount === undefined ? {} : { account: options.stackAccount }),
    ...(options.region === undefined || options.region === "all" ? {} : { region: options.region.split(",")[0] as string }),
  });
  for (const { stack, label } of stacks) {
    const places = new Map(stack.of("AWS::Lambda::Function").map((declared) => [declared.arn ?? declared.name, codeOf(declared, stack)]));
    for (const resource of estateOf(stack, label).resources) {
      const place = resource.kind === "LambdaFunction" ? places.get(resource.id) : undefined;
      if (place) out.set(resource.id, place);
    }
  }
  return out;
}

/** Reads the code of one function; a reading with a doubt when it, or one of its layers, cannot be read. */
export async function readHandler(fn: Fn, place: CodePlace | undefined, given: string | undefined): Promise<CodeReading> {
  const reading = await readOwn(fn, place, given);
  const unread = isUnknown(fn.Layers)
    ? ["?"]
    : fn.Layers.map((layer) => (isUnknown(layer) ? "?" : layer)).filter((layer) => !isRead(layer, given === undefined ? place : undefined));
  return { ...reading, doubts: [...reading.doubts, ...unread.map((what) => ({ why: "layer" as const, what }))] };
}

/** What Powertools and Lambda Insights call is known; every other layer may bring an extension that calls anything. */
function isRead(layer: string, place: CodePlace | undefined): boolean {
  return /:layer:(AWSLambdaPowertools|LambdaInsightsExtension)/.test(layer) || place?.layers.includes(layer) === true;
}

async function readOwn(fn: Fn, place: CodePlace | undefined, given: string | undefined): Promise<CodeReading> {
  const none = (why: "elsewhere" | "language" | "handler", what: string): CodeReading => ({
    fn: fn.id,
    files: [],
    calls: [],
    doubts: [{ why, what }],
    problems: [],
  });
  const { Runtime, Handler, InlineCode, Environment } = fn;
  if (isUnknown(Runtime) || Runtime === undefined) return none("elsewhere", fn.name);
  const language = LANGUAGES.find(([runtime]) => runtime.test(Runtime))?.[1];
  if (language === undefined) return none("language", Runtime);
  if (isUnknown(Handler) || Handler === undefined) return none("handler", "?");
  const environment: Record<string, string> = {};
  if (!isUnknown(Environment)) for (const [name, value] of Object.entries(Environment)) if (!isUnknown(value)) environment[name] = value;
  environment["AWS_REGION"] ??= fn.region;
  environment["AWS_LAMBDA_FUNCTION_NAME"] ??= fn.name;
  const { readCode } = await import("../identify/code/index.ts");
  const question = { fn: fn.id, handler: Handler, language, environment };
  if (given !== undefined) return readCode({ ...question, folders: [resolve(given)], shownFrom: process.cwd() });
  if (!isUnknown(InlineCode) && InlineCode !== undefined) {
    const at = fn.origin.locate?.(["InlineCode"]);
    const file = at?.file ?? fn.origin.file ?? "index";
    // Lambda writes inline code to `index`, whatever the handler is called.
    return readCode({
      ...question,
      folders: [],
      shownFrom: join(dirname(resolve(file)), ".inline"),
      inline: { text: InlineCode, shown: file },
    });
  }
  if (!place || place.folders.length === 0) return none("elsewhere", fn.name);
  return readCode({ ...question, folders: place.folders, shownFrom: process.cwd() });
}
