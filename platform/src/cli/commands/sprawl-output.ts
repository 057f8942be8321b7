import { escapeText } from "../../govern/report/escape.ts";
import { type Grid, gridMarkdown, gridText } from "../../govern/views/grid.ts";
import type { Lang, Place, Unknown, World } from "../../model/index.ts";
import { priceSources, pricesAsOf } from "../../protect/sprawl/cost.ts";
import { type Item, isRetired, type Phase, phases } from "../../protect/sprawl/item.ts";
import type { Sprawl } from "../../protect/sprawl/sprawl.ts";
import { words } from "../../words/index.ts";
import { type SprawlWords, sprawlWords } from "../../words/sprawl.ts";

/** Names a list shows before it says how many more there are. */
const SHOWN = 20;

export interface View {
  readonly sprawl: Sprawl;
  readonly world: World;
  readonly lang: Lang;
  /** Whether evidence of use was read. */
  readonly looked: boolean;
}

function at(place: Place | undefined): string {
  return place ? `${place.file}:${place.line}` : "";
}

/** Without what was looked at: the same refusal is one reason, whatever it was about. */
function said(because: Unknown | undefined, lang: Lang): string {
  if (!because) return "";
  return words[lang].because[because.reason](because.action === undefined ? {} : { action: because.action });
}

function why({ judgement }: Item, lang: Lang): string {
  const { reason, about = "", last = "", subject = "", because } = judgement;
  return sprawlWords[lang].why[reason]({ about, last, subject, because: said(because, lang) });
}

function risk({ risk: { findings, privilege, sharedBy } }: Item, w: SprawlWords): string {
  const rest = findings.medium + findings.low + findings.info;
  return [
    findings.critical + findings.high + rest > 0 ? w.findings(findings.critical, findings.high, rest) : "",
    w.privilege[privilege],
    sharedBy === undefined ? "" : w.sharedBy(sharedBy),
  ]
    .filter(Boolean)
    .join("; ");
}

function cost({ cost: { usd, atMost } }: Item, w: SprawlWords): string {
  if (usd === undefined) return w.notKnown;
  // A sum that rounds to nothing is not nothing.
  const text = usd === 0 ? "0" : usd < 0.01 ? "< 0.01" : usd.toFixed(2);
  return atMost && usd >= 0.01 ? w.atMost(text) : text;
}

function lastUse({ judgement: { last, since } }: Item, w: SprawlWords): string {
  return last ?? (since === undefined ? "" : w.noneSince(since));
}

function gridOf(view: View, w: SprawlWords): Grid {
  const shown = view.sprawl.items.filter(({ judgement }) => isRetired(judgement) || judgement.verdict === "standby");
  const { settings } = view.world;
  const h = w.head;
  return {
    title: `${w.title}: ${w.counts(view.sprawl.counts, settings.unusedDays)}`,
    head: [h.verdict, h.kind, h.name, h.why, h.lastUse, h.owner, h.risk, h.cost, h.where],
    rows: shown.map((item) => [
      w.verdict[item.judgement.verdict],
      item.resource.kind,
      item.resource.name,
      why(item, view.lang),
      lastUse(item, w),
      item.owner ? `${item.owner.who.join(", ")} (${w.ownerBy[item.owner.by]})` : w.none,
      risk(item, w),
      cost(item, w),
      at(item.maker?.place ?? item.place) || item.maker?.stack || item.resource.region,
    ]),
  };
}

/** Reasons why something was not decided, the most frequent first. */
function unknowns({ sprawl, lang }: View, w: SprawlWords): readonly string[] {
  const byReason = new Map<string, number>();
  for (const item of sprawl.items) {
    if (item.judgement.verdict !== "unknown") continue;
    // One line for each reason, not one for each day or name.
    const { reason, because } = item.judgement;
    const text = w.why[reason]({
      about: "…",
      last: "",
      subject: "",
      because: said(because, lang),
    });
    byReason.set(text, (byReason.get(text) ?? 0) + 1);
  }
  return [...byReason].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([text, n]) => `${n}  ${text}`);
}

function names(ids: readonly string[], { world }: View, w: SprawlWords): readonly string[] {
  const list = ids.slice(0, SHOWN).map((id) => {
    const resource = world.byId(id);
    return resource ? [`${resource.name} (${resource.kind})`, at(resource.origin.locate?.([]))].filter(Boolean).join("  ") : id;
  });
  return ids.length > SHOWN ? [...list, w.more(ids.length - SHOWN)] : list;
}

interface Section {
  readonly title: string;
  readonly lines: readonly string[];
  /** Shown as commands. */
  readonly code?: boolean;
}

function planSections({ sprawl }: View, w: SprawlWords): readonly Section[] {
  // Commands of several accounts need several credentials.
  const several = new Set(sprawl.plan.flatMap((step) => step.account ?? [])).size > 1;
  const of = (phase: Phase): Section | undefined => {
    const steps = sprawl.plan.filter((step) => step.phase === phase);
    if (steps.length === 0) return undefined;
    if (phase === "observe") return { title: w.phase.observe, lines: steps.map((step) => w.observe(step.name)) };
    if (phase === "template")
      return {
        title: w.phase.template,
        lines: steps.map((step) => w.removeFrom(step.logicalId ?? step.name, at(step.place), step.stack ?? "")),
      };
    return {
      title: w.phase[phase],
      code: true,
      lines: steps.flatMap((step, index) => [
        ...(several && step.account !== steps[index - 1]?.account ? [`# ${w.account(step.account ?? "")}`] : []),
        step.command ?? "",
        ...(step.undo === undefined ? [] : [`  # ${w.undo}: ${step.undo}`]),
      ]),
    };
  };
  return phases.map(of).filter((section) => section !== undefined);
}

export function sprawlText(view: View, markdown = false): string {
  const w = sprawlWords[view.lang];
  const grid = gridOf(view, w);
  const out: string[] = [markdown ? gridMarkdown(grid) : grid.rows.length > 0 ? gridText(grid) : `${grid.title}\n\n${w.nothing}\n`];
  const block = ({ title, lines, code }: Section, level = "###") => {
    if (lines.length === 0) return;
    const clean = lines.map((line) => escapeText(line));
    if (!markdown) out.push(`${title}\n${clean.map((line) => `  ${line}`).join("\n")}\n`);
    else if (code) out.push(`${level} ${title}\n\n\`\`\`sh\n${clean.join("\n")}\n\`\`\`\n`);
    else out.push(`${level} ${title}\n\n${clean.map((line) => `- ${line.replaceAll("<", "&lt;")}`).join("\n")}\n`);
  };
  block({ title: w.consumerTitle, lines: names(view.sprawl.withoutConsumer, view, w) });
  const shared = view.sprawl.items.filter(({ resource, risk: { sharedBy } }) => resource.kind === "Role" && sharedBy !== undefined);
  block({
    title: w.sharedTitle,
    lines: names(
      shared.map(({ resource }) => resource.id),
      view,
      w,
    ),
  });
  block({ title: w.unownedTitle, lines: names(view.sprawl.unowned, view, w) });
  block({ title: w.unknowns, lines: unknowns(view, w) });
  const plan = planSections(view, w);
  if (plan.length > 0) out.push(`${markdown ? "## " : ""}${w.planTitle}\n`);
  for (const [index, section] of plan.entries()) block({ ...section, title: `${index + 1}. ${section.title}` });
  if (view.sprawl.items.some(({ judgement, cost: { usd } }) => isRetired(judgement) && (usd ?? 0) > 0))
    out.push(`${w.prices(pricesAsOf)}\n`);
  if (!view.looked) out.push(`${w.notLooked}\n`);
  return out.join("\n");
}

/** The whole answer as data; nothing in it depends on the language. */
export function sprawlData({ sprawl, world, looked }: View): unknown {
  return {
    schema: "yagura/sprawl/1",
    generatedAt: world.now.toISOString(),
    unusedDays: world.settings.unusedDays,
    usageRead: looked,
    pricesAsOf,
    priceSources,
    currency: "USD",
    counts: sprawl.counts,
    items: sprawl.items.map(({ judgement: { because, ...judgement }, cost: { usd, ...rest }, ...item }) => ({
      ...item,
      judgement: { ...judgement, ...(because ? { because: { reason: because.reason, action: because.action, what: because.what } } : {}) },
      cost: { usdPerMonth: usd ?? null, ...rest },
      owner: item.owner ?? null,
      maker: item.maker ?? null,
    })),
    unowned: sprawl.unowned,
    withoutConsumer: sprawl.withoutConsumer,
    plan: sprawl.plan,
  };
}
