import { frameworks as known } from "../../govern/frameworks/frameworks.ts";
import { matrixOf } from "../../govern/matrix/matrix.ts";
import { type Grid, gridCsv, gridMarkdown, gridText } from "../../govern/views/grid.ts";
import { layerOfKind, lensOf } from "../../govern/views/lens.ts";
import { type Heard, responsibilities, rungs } from "../../govern/views/responsibility.ts";
import type { Status } from "../../model/index.ts";
import { layers, statuses, topics } from "../../model/index.ts";
import { type Run, run } from "../../pipeline.ts";
import { checks } from "../../protect/checks/index.ts";
import { words } from "../../words/index.ts";
import { viewWords } from "../../words/views.ts";
import { type Context, openContext } from "../context.ts";
import { YaguraError } from "../errors.ts";
import type { ScanOptions } from "../options.ts";
import { tellNotSeen } from "../output/tell.ts";
import { writeOut, writeWhole } from "../output/write.ts";
import { settingsOf } from "../settings-of.ts";
import { sourcesOf } from "../sources.ts";
import { version } from "../version.ts";

type ViewOptions = ScanOptions;

async function runFor(
  paths: readonly string[],
  options: ViewOptions,
  context: Context,
  onVerdict?: Parameters<typeof run>[1]["onVerdict"],
): Promise<Run> {
  return run(sourcesOf(paths, options, context.progress), {
    version,
    now: new Date(),
    checks,
    settings: settingsOf(options, context),
    exceptions: context.config.exceptions,
    signal: context.signal,
    onStage: (stage, event, detail) => context.progress.stage(stage, event, detail),
    ...(onVerdict ? { onVerdict } : {}),
  });
}

async function emit(grid: Grid, data: unknown, options: ViewOptions): Promise<void> {
  const text = {
    table: () => gridText(grid),
    markdown: () => gridMarkdown(grid),
    csv: () => gridCsv(grid),
    json: () => `${JSON.stringify(data, undefined, 2)}\n`,
  }[options.format];
  if (!text) throw new YaguraError("E_OPTION_VALUE", { option: "--format", value: options.format, allowed: "table, markdown, csv, json" });
  if (options.output === undefined) await writeOut(text());
  else writeWhole(options.output, text());
}

/** `yagura inventory`: what exists, on its layer. */
export async function inventory(paths: readonly string[], options: ViewOptions): Promise<void> {
  const context = await openContext(options);
  const { estate } = await runFor(paths, options, context);
  const [w, v] = [words[context.lang], viewWords[context.lang]];
  const rows = estate.resources
    .map((r) => {
      const place = r.origin.locate?.([]);
      return {
        layer: layerOfKind(r.kind),
        kind: r.kind,
        name: r.name,
        account: r.account,
        region: r.region,
        id: r.id,
        origin: place ? `${place.file}:${place.line}` : (r.origin.at ?? r.origin.file ?? ""),
      };
    })
    .toSorted((a, b) => layers.indexOf(a.layer) - layers.indexOf(b.layer) || a.kind.localeCompare(b.kind) || a.name.localeCompare(b.name));
  const head = [w.report.layer, v.kind, v.name, w.report.account, w.report.region, v.origin];
  await emit(
    {
      title: `${v.inventory}: ${rows.length}`,
      head,
      rows: rows.map((r) => [w.layer[r.layer], r.kind, r.name, r.account, r.region, r.origin]),
    },
    {
      schema: "yagura/inventory/1",
      resources: rows,
      gaps: estate.gaps.map(({ kind, region, scope, because }) => ({
        kind,
        region,
        scope,
        reason: because.reason,
        action: because.action,
      })),
      unrecognised: estate.unrecognised,
    },
    options,
  );
  process.exitCode = tellNotSeen(estate, context);
}

/** `yagura responsibility`: who owns which layer of every workload, and whether the customer's duties are met. */
export async function responsibility(paths: readonly string[], options: ViewOptions): Promise<void> {
  const context = await openContext(options);
  const heard: Heard[] = [];
  const { estate } = await runFor(paths, options, context, (check, resource, status) =>
    heard.push({ check, resource, status: status as Status }),
  );
  const v = viewWords[context.lang];
  const list = responsibilities(estate, heard);
  const rows = list.map(({ resource, ladder, duties }) => [
    `${resource.name} (${resource.kind})`,
    ladder?.model ?? v.undecided,
    ...rungs.map((rung) => {
      const t = duties[rung];
      const owner = ladder ? v.owner[ladder.owners[rung]] : v.undecided;
      return owner + v.duties(t.pass, t.pass + t.fail + t.unknown, t.unknown);
    }),
  ]);
  await emit(
    { title: v.responsibility, head: [v.workload, v.model, ...rungs.map((r) => v.rung[r])], rows },
    { schema: "yagura/responsibility/1", workloads: list },
    options,
  );
  process.exitCode = tellNotSeen(estate, context);
}

/** `yagura lens`: five topics by the layers. */
export async function lens(paths: readonly string[], options: ViewOptions): Promise<void> {
  const context = await openContext(options);
  const { estate, report } = await runFor(paths, options, context);
  const [w, v] = [words[context.lang], viewWords[context.lang]];
  const view = lensOf(report);
  const rows = layers.map((layer) => [
    w.layer[layer],
    ...topics.map((topic) => {
      const t = view.cells[topic][layer];
      const judged = t.pass + t.fail + t.unknown;
      return judged === 0 ? "-" : `${t.fail}/${judged}${t.unknown > 0 ? ` (${t.unknown})` : ""}`;
    }),
    view.kinds[layer].map(({ kind, count }) => `${kind} ${count}`).join(", "),
  ]);
  await emit(
    { title: `${v.lens}: ${v.lensNote}`, head: [w.report.layer, ...topics.map((t) => w.topic[t]), w.report.resource], rows },
    { schema: "yagura/lens/1", ...view },
    options,
  );
  process.exitCode = tellNotSeen(estate, context);
}

/** `yagura frameworks [name]`: the matrix of one framework, or the list of all. */
export async function frameworks(name: string | undefined, paths: readonly string[], options: ViewOptions): Promise<void> {
  const context = await openContext(options);
  const [w, v] = [words[context.lang], viewWords[context.lang]];
  if (name === undefined) {
    const rows = Object.entries(known).map(([id, f]) => [
      id,
      f.title[context.lang],
      String(f.requirements.filter((r) => r.inForce !== false).length),
    ]);
    await emit(
      { title: v.frameworks, head: [v.framework, v.title, v.requirements], rows },
      { schema: "yagura/frameworks/1", frameworks: Object.fromEntries(Object.entries(known).map(([id, f]) => [id, f.title])) },
      options,
    );
    return;
  }
  if (!(name in known)) throw new YaguraError("E_FRAMEWORK_UNKNOWN", { framework: name, known: Object.keys(known).join(", ") });
  const { estate, report } = await runFor(paths, options, context);
  const matrix = matrixOf(name as keyof typeof known, report);
  const rows = matrix.rows.map((r) => [
    r.id,
    r.level === undefined ? "" : String(r.level),
    w.status[r.status],
    `${r.tally.fail}/${r.tally.pass + r.tally.fail + r.tally.unknown}`,
    r.title[context.lang],
    r.checks.join(", "),
  ]);
  const totals = statuses.map((s) => `${w.status[s]} ${matrix.totals[s]}`).join("  ");
  await emit(
    {
      title: `${matrix.title[context.lang]}: ${totals}`,
      head: [v.requirement, v.level, w.report.status, w.report.count, v.title, v.checks],
      rows,
    },
    { schema: "yagura/matrix/1", generatedAt: report.generatedAt, tool: report.tool, scopes: report.scopes, ...matrix },
    options,
  );
  process.exitCode = tellNotSeen(estate, context);
}
