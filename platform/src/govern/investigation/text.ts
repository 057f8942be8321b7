import type { Indicator, Investigation, Lang, UsageDimension, ValueCount } from "../../model/index.ts";
import { usageDimensions } from "../../model/index.ts";
import { investigateWords } from "../../words/investigate.ts";
import { escapeText } from "../report/escape.ts";
import { short } from "../report/short.ts";

const SHOWN = 8;
const LINES = 60;

/** `2026-11-01 00:00:05 UTC`: the same in both languages, for it is compared with logs. */
export function when(time: number | undefined): string {
  return time === undefined || !Number.isFinite(time) || Math.abs(time) > 8.64e15
    ? "-"
    : `${new Date(time).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

/** An investigation as plain text. */
export function investigationText(found: Investigation, lang: Lang): string {
  const w = investigateWords[lang];
  const e = escapeText;
  const section = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)]);
  const lines = [
    e(w.title(w.kind[found.entity.kind], short(found.entity.value))),
    ...found.names.filter((name) => name !== found.entity.value).map((name) => `  ${e(short(name))}`),
    found.events === 0 ? w.nothing : w.seen(found.events, when(found.first), when(found.last)),
    ...(found.events === 0
      ? []
      : [w.scope(when(found.scope.from), when(found.scope.until)), w.baseline(found.baseline.events, found.baseline.days)]),
    ...section(
      w.indicators,
      found.events === 0
        ? []
        : found.indicators.length === 0
          ? [w.noIndicators]
          : found.indicators.map((i) => e(indicatorLine(i, found, lang))),
    ),
    ...section(w.did, dimensionLines(found.did, lang).map(e)),
    ...section(w.suffered, dimensionLines(found.suffered, lang).map(e)),
    ...section(
      w.assumptions,
      found.assumptions.slice(0, SHOWN).map((a) => e(w.assumed(short(a.from), short(a.to), a.n))),
    ),
    ...section(
      w.related,
      found.related.slice(0, 2 * SHOWN).map((r) => e(`${w.dimension[r.dimension]} ${short(r.value)}  (${w.rare(r.principals, r.of)})`)),
    ),
    ...section(
      w.timeline,
      found.timeline.length === 0
        ? []
        : [w.timelineOf(Math.min(LINES, found.timeline.length), found.timelineTotal), ...timelineLines(found, lang).map(e)],
    ),
    ...section(
      w.notKnown,
      found.gaps.map((gap) => w.gap[gap]),
    ),
  ];
  return `${lines.join("\n")}\n`;
}

export function indicatorLine(indicator: Indicator, found: Investigation, lang: Lang): string {
  const w = investigateWords[lang];
  return `${when(indicator.time)}  ${indicator.type}  ${w.indicator[indicator.type]}: ${indicatorValue(indicator, found, lang)}`;
}

/** What was seen, cut to what people read. */
export function indicatorValue(indicator: Indicator, found: Investigation, lang: Lang): string {
  const w = investigateWords[lang];
  const signal = found.signals.find((s) => s.id === indicator.value);
  const { detail } = indicator;
  const value =
    indicator.type === "IMPOSSIBLE_TRAVEL"
      ? `${short(indicator.value)}  ${w.travel({ from: short(String(detail["from"])), to: short(String(detail["to"])), kilometres: String(detail["kilometres"]), minutes: String(detail["minutes"]) })}`
      : signal
        ? `${signal.title[lang]}  ${indicator.value}`
        : indicator.value;
  return indicator.type === "IMPOSSIBLE_TRAVEL" ? value : short(value);
}

/** Values of each dimension: the usual ones, then what is new. */
function dimensionLines(counts: readonly ValueCount[], lang: Lang): readonly string[] {
  const w = investigateWords[lang];
  return byDimension(counts).map(([dimension, list]) => {
    const fresh = list.filter((count) => count.during > 0 && count.before === 0 && list.some((other) => other.before > 0));
    const shown = list.slice(0, SHOWN).map((count) => `${short(count.value)} ×${count.n}`);
    const more = list.length > SHOWN ? ` ${w.more(list.length - SHOWN)}` : "";
    const news =
      fresh.length === 0
        ? ""
        : `  [${w.newOnes(fresh.length)}: ${fresh
            .slice(0, SHOWN)
            .map((count) => short(count.value))
            .join(", ")}]`;
    return `${w.dimension[dimension]}: ${shown.join(", ")}${more}${news}`;
  });
}

export function byDimension(counts: readonly ValueCount[]): readonly (readonly [UsageDimension, readonly ValueCount[]])[] {
  return usageDimensions
    .map((dimension) => [dimension, counts.filter((count) => count.dimension === dimension)] as const)
    .filter(([, list]) => list.length > 0);
}

function timelineLines(found: Investigation, lang: Lang): readonly string[] {
  const w = investigateWords[lang];
  return found.timeline.slice(0, LINES).map((m) => {
    const who = m.session === "" ? m.principal : `${m.principal} (${m.session})`;
    const parts = [
      when(m.time),
      short(`${m.service}:${m.name}`),
      short(m.error),
      short(who),
      short(m.ip),
      m.resources.slice(0, 2).map(short).join(" "),
      m.isNew ? `[${w.isNew}]` : "",
    ];
    return parts.filter((part) => part !== "").join("  ");
  });
}
