import { gridMarkdown, gridText } from "../../govern/views/grid.ts";
import { type Estate, World } from "../../model/index.ts";
import { estateOf } from "../../pipeline.ts";
import { type Answered, ask, type Given, type Misnamed, principalNames, targetNamed } from "../../protect/iam/access/access.ts";
import { whoCan as everybodyWhoCan } from "../../protect/iam/access/who-can.ts";
import { actionInfo, actionsOfService, services } from "../../protect/iam/catalog.ts";
import { accessWords } from "../../words/access.ts";
import { words } from "../../words/index.ts";
import { type Context, openContext } from "../context.ts";
import { exit, YaguraError } from "../errors.ts";
import { nearest } from "../nearest.ts";
import type { ScanOptions } from "../options.ts";
import { tellNotSeen } from "../output/tell.ts";
import { writeOut, writeWhole } from "../output/write.ts";
import { settingsOf } from "../settings-of.ts";
import { sourcesOf } from "../sources.ts";
import { answerData, answerText, whoCanData, whoCanGrid } from "./access-output.ts";

type AccessOptions = ScanOptions & { readonly context?: readonly string[] };

/** `yagura can`: whether a principal may do something, and by which statements. */
export async function can(
  principal: string,
  action: string,
  resource: string,
  paths: readonly string[],
  options: AccessOptions,
): Promise<void> {
  const { context, given, world } = await open(action, paths, options);
  const answer = ask(world, { principal, action, resource, context: given });
  if ("problem" in answer) throw misnamed(answer, world, context);
  const { lang } = context;
  await write(options, {
    table: () => answerText(answer, world, lang),
    markdown: () => answerText(answer, world, lang, true),
    json: () => answerData(answer, world),
  });
  conclude(world.estate, context, options, answer.decision.answer === "depends");
}

/** `yagura who-can`: everybody who may do something to a resource. */
export async function whoCan(action: string, resource: string, paths: readonly string[], options: AccessOptions): Promise<void> {
  const { context, given, world } = await open(action, paths, options);
  const target = targetNamed(world, resource, action);
  if ("problem" in target) throw misnamed(target, world, context);
  const found = everybodyWhoCan(world, action, target, given);
  const grid = whoCanGrid(found, action, target, world, context.lang);
  await write(options, {
    table: () => gridText(grid),
    markdown: () => gridMarkdown(grid),
    json: () => whoCanData(found, action, target, world),
  });
  const open_ = [...found.inside, ...found.outside].some(({ decision }: Answered) => decision.answer === "depends");
  conclude(world.estate, context, options, open_);
}

interface Opened {
  readonly context: Context;
  readonly given: Given;
  readonly world: World;
}

async function open(action: string, paths: readonly string[], options: AccessOptions): Promise<Opened> {
  // Said before minutes of reading an account.
  if (!["table", "markdown", "json"].includes(options.format))
    throw new YaguraError("E_OPTION_VALUE", { option: "--format", value: options.format, allowed: "table, markdown, json" });
  if (!/^[a-z0-9-]+:[a-z0-9]+$/i.test(action)) throw new YaguraError("E_ACTION", { action });
  const given = givenOf(options.context ?? []);
  const context = await openContext(options);
  if (!actionInfo(action)) context.progress.note(accessWords[context.lang].unknownAction(action, nearAction(action)));
  const estate = await estateOf(sourcesOf(paths, options, context.progress), context.signal);
  return { context, given, world: new World(estate, { now: new Date(), settings: settingsOf(options, context) }) };
}

/** `key=value`, several values with commas; nothing after the sign: the request has no such key. */
function givenOf(pairs: readonly string[]): Given {
  const out = new Map<string, readonly string[] | "absent">();
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    if (at < 1) throw new YaguraError("E_OPTION_VALUE", { option: "--context", value: pair, allowed: "KEY=VALUE" });
    const text = pair.slice(at + 1);
    out.set(pair.slice(0, at).toLowerCase(), text === "" ? "absent" : text.split(","));
  }
  return out;
}

function nearAction(action: string): string {
  const service = action.slice(0, action.indexOf(":")).toLowerCase();
  const known = [...actionsOfService(service).values()].map(({ name }) => name);
  if (known.length > 0) return nearest(action, known) ?? "";
  const prefix = nearest(service, services());
  return prefix === undefined ? "" : `${prefix}:${action.slice(action.indexOf(":") + 1)}`;
}

function misnamed({ problem, text, candidates, because }: Misnamed, world: World, { lang }: Context): YaguraError {
  if (because) {
    const { reason, action = "", what = "" } = because;
    return new YaguraError(
      "E_PRINCIPAL_UNREAD",
      { name: text, why: words[lang].because[reason]({ action, what }) },
      { exitCode: exit.incomplete },
    );
  }
  if (candidates.length > 1) return new YaguraError("E_NAME_AMBIGUOUS", { name: text, candidates: candidates.join(", ") });
  const names = problem === "principal" ? principalNames(world) : [...new Set(world.estate.resources.map(({ name }) => name))];
  const near = nearest(text, names) ?? "";
  return new YaguraError(problem === "principal" ? "E_PRINCIPAL_MISSING" : "E_RESOURCE_MISSING", { name: text, near });
}

async function write(options: AccessOptions, forms: { table(): string; markdown(): string; json(): unknown }): Promise<void> {
  const text =
    options.format === "json"
      ? `${JSON.stringify(forms.json(), undefined, 2)}\n`
      : options.format === "markdown"
        ? forms.markdown()
        : forms.table();
  if (options.output === undefined) await writeOut(text);
  else writeWhole(options.output, text);
}

/** Whatever the answer is, it is an answer: scripts read it from the JSON. */
function conclude(estate: Estate, context: Context, options: AccessOptions, open: boolean): void {
  const code = tellNotSeen(estate, context);
  process.exitCode = code === exit.clean && open && options.failOnUnknown ? exit.incomplete : code;
}
