import { readFileSync } from "node:fs";
import { escapeText } from "../../govern/report/escape.ts";
import { problemText } from "../../govern/report/text.ts";
import { relations } from "../../identify/relations.ts";
import {
  type CodeReading,
  defaultSettings,
  isUnknown,
  type LastAccessed,
  mergeEstates,
  type Noun,
  type Resource,
  World,
} from "../../model/index.ts";
import { functionsOf, proposeForFunction, proposeForRole, type Sources } from "../../protect/least/analyse.ts";
import { leastData } from "../../protect/least/render/data.ts";
import { leastDiff, leastMarkdown } from "../../protect/least/render/diff.ts";
import { document } from "../../protect/least/render/document.ts";
import { samPatch } from "../../protect/least/render/patch.ts";
import { cdkSnippet, terraformSnippet } from "../../protect/least/render/snippets.ts";
import type { Proposal } from "../../protect/least/types.ts";
import { leastWords } from "../../words/least.ts";
import { recordedUse } from "../call-records.ts";
import { type Context, openContext } from "../context.ts";
import { YaguraError } from "../errors.ts";
import { codeFolders, readHandler, templateCode } from "../handler-code.ts";
import { nearest } from "../nearest.ts";
import type { ScanOptions } from "../options.ts";
import { tellNotSeen } from "../output/tell.ts";
import { writeOut, writeWhole } from "../output/write.ts";
import { settingsOf } from "../settings-of.ts";
import { sourcesOf } from "../sources.ts";

type Options = ScanOptions & { readonly all?: boolean; readonly code?: readonly string[]; readonly cloudtrail?: readonly string[] };
type Fn = Noun<"LambdaFunction">;
type Role = Noun<"Role">;

interface View {
  readonly proposals: readonly Proposal[];
  readonly notSaid: readonly { readonly fn: string; readonly why: string }[];
  readonly world: World;
  readonly context: Context;
}

const FORMATS: Readonly<Record<string, (view: View) => string>> = {
  table: diff,
  diff,
  policy: ({ proposals }) =>
    `${JSON.stringify(proposals.length === 1 ? document((proposals[0] as Proposal).policy) : Object.fromEntries(proposals.map((p) => [p.target.name, document(p.policy)])), undefined, 2)}\n`,
  json: ({ proposals, notSaid }) => `${JSON.stringify(leastData(proposals, notSaid), undefined, 2)}\n`,
  markdown: ({ proposals, context }) => proposals.map((p) => leastMarkdown(p, context.lang, cell)).join("\n"),
  sam: ({ proposals, world, context }) => proposals.map((p) => samPatch(p, world, context.lang, textOf)).join("\n"),
  cdk: ({ proposals, context }) => proposals.map((p) => cdkSnippet(p, context.lang)).join("\n"),
  terraform: ({ proposals, context }) => proposals.map((p) => terraformSnippet(p, context.lang)).join("\n"),
};

function diff({ proposals, notSaid, context: { lang } }: View): string {
  const lost = notSaid.map(({ fn }) => `${leastWords[lang].functionWithoutRole(fn)}\n`);
  return [...proposals.map((p) => leastDiff(p, lang)), ...lost].join("\n").split("\n").map(escapeText).join("\n");
}

/** `yagura least-privilege`: the policy a function or a role needs, from its code, its records and its last use. */
export async function leastPrivilege(first: string | undefined, rest: readonly string[], options: Options): Promise<void> {
  const format = FORMATS[options.format];
  if (!format)
    throw new YaguraError("E_OPTION_VALUE", { option: "--format", value: options.format, allowed: Object.keys(FORMATS).join(", ") });
  const context = await openContext(options);
  // With --all there is no target: the first word is a path.
  const [target, paths] = options.all ? [undefined, first === undefined ? rest : [first, ...rest]] : [first, rest];
  if (target === undefined && !options.all) throw new YaguraError("E_ARGUMENT_MISSING", { argument: "target", command: "least-privilege" });
  const settings = settingsOf(options, context);
  const folders = codeFolders(options.code ?? []);
  const accessed = new Map<string, LastAccessed>();
  const isLive = paths.length === 0 || options.live === true;
  const afterwards = isLive ? await askLastAccessed(accessed, target) : undefined;
  const estate = mergeEstates(
    await Promise.all(sourcesOf(paths, options, context.progress, afterwards).map((source) => source(context.signal))),
  );
  const world = new World(estate, { now: new Date(), settings, relate: relations });
  const chosen = choose(world, target);
  const places = await templateCode(
    paths.filter((path) => !/\.(ndjson|jsonl)(\.gz)?$/.test(path)),
    options,
  );
  const code = new Map<string, CodeReading>();
  for (const fn of neededCode(chosen, world)) code.set(fn.id, await readHandler(fn, places.get(fn.id), folders(fn)));
  const recorded = await recordedUse(options.cloudtrail ?? [], options, context);
  const sources: Sources = { code, ledger: recorded?.ledger, accessed, days: settings.unusedDays ?? defaultSettings.unusedDays };
  const view = { ...propose(chosen, world, sources), world, context };
  const text = format(view);
  if (options.output === undefined) await writeOut(text);
  else writeWhole(options.output, text);
  const problems = [...code.values()].flatMap((reading) => reading.problems).concat(recorded?.problems ?? []);
  // Functions that share a file share its problems.
  for (const problem of new Map(problems.map((one) => [JSON.stringify(one), one])).values())
    context.progress.note(`! ${problemText(problem, context.lang)}`);
  process.exitCode = tellNotSeen(estate, context);
}

async function askLastAccessed(out: Map<string, LastAccessed>, target: string | undefined) {
  const { lastAccessedCollector } = await import("../../identify/records/last-accessed.ts");
  return (found: readonly Resource[]) => [lastAccessedCollector(found, out, target)];
}

interface Chosen {
  readonly functions: readonly Fn[];
  readonly roles: readonly Role[];
}

/** The function or role that is meant; every function without a name. A function goes before a role of the same name. */
function choose(world: World, target: string | undefined): Chosen {
  const functions = [...world.everywhere("LambdaFunction").values()];
  if (target === undefined) return { functions: functions.toSorted((a, b) => a.name.localeCompare(b.name)), roles: [] };
  const is = (one: { readonly id: string; readonly name: string; readonly origin: Resource["origin"] }) =>
    one.id === target || one.name === target || one.origin.address === target;
  const roles = [...world.everywhere("Role").values()];
  const mine = functions.filter(is);
  const found = mine.length > 0 ? mine : roles.filter(is);
  if (found.length > 1) throw new YaguraError("E_NAME_AMBIGUOUS", { name: target, candidates: found.map(({ id }) => id).join(", ") });
  if (found.length === 0)
    throw new YaguraError("E_PRINCIPAL_MISSING", {
      name: target,
      near:
        nearest(
          target,
          [...functions, ...roles].map(({ name }) => name),
        ) ?? "",
    });
  return mine.length > 0 ? { functions: mine, roles: [] } : { functions: [], roles: found as readonly Role[] };
}

/** A role's policy depends on the code of everything that acts as it. */
function neededCode({ functions, roles }: Chosen, world: World): readonly Fn[] {
  const behind = roles.flatMap((role) => {
    const users = functionsOf(role, world);
    return isUnknown(users) ? [] : users;
  });
  return [...functions, ...behind];
}

function propose({ functions, roles }: Chosen, world: World, sources: Sources): Pick<View, "proposals" | "notSaid"> {
  const proposals: Proposal[] = [];
  const notSaid: { fn: string; why: string }[] = [];
  for (const fn of functions) {
    const role = world.find("Role", fn.Role, fn);
    if (isUnknown(role) || role === undefined) notSaid.push({ fn: fn.name, why: isUnknown(role) ? role.reason : "missing" });
    else proposals.push(proposeForFunction(fn, role, world, sources));
  }
  for (const role of roles) proposals.push(proposeForRole(role, world, sources));
  return { proposals, notSaid };
}

function cell(text: string): string {
  return escapeText(text)
    .replaceAll("\\", "\\\\")
    .replaceAll("|", "\\|")
    .replaceAll("<", "&lt;")
    .replaceAll("`", "\\`")
    .replaceAll("*", "\\*");
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
