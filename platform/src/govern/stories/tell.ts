import type { Lang, Signal, Story } from "../../model/index.ts";
import { detectWords } from "../../words/detect.ts";
import { short } from "../report/short.ts";

/** A story as a person reads it: sentences in one language, in the fixed order. Nothing in it is escaped yet. */
export interface Told {
  readonly title: string;
  readonly headline: string;
  readonly happened: readonly string[];
  readonly unusual: readonly string[];
  readonly reach: readonly string[];
  readonly unknown: readonly string[];
  readonly first: readonly string[];
}

/** A store of data and what can be done to it. */
export interface Reached {
  readonly name: string;
  readonly verbs: readonly ("read" | "write" | "delete")[];
}

/** What a principal could get at; undefined when nobody said what exists. */
export type ReachOf = (principal: string) => readonly Reached[] | undefined;

const SHOWN = 5;

/** Tells a story. `reachOf` comes from the estate and the policy engine. */
export function tell(story: Story, lang: Lang, reachOf: ReachOf): Told {
  const w = detectWords[lang];
  const gravest = gravestOf(story.signals);
  const contrasts = story.signals.flatMap((s) => s.contrasts).filter((c) => c.frequency !== "frequent");
  return {
    title: gravest.title[lang],
    headline: w.headline({
      signals: story.signals.length,
      tactics: story.tactics.map((tactic) => w.tactic[tactic] ?? tactic).join(lang === "ja" ? "・" : ", "),
    }),
    happened: story.signals.map((signal) => happened(signal, lang)),
    unusual:
      contrasts.length === 0
        ? [w.nothingUnusual]
        : some(
            contrasts.map((c) =>
              w.contrast({
                dimension: w.dimension[c.dimension],
                now: short(c.now),
                frequency: w.frequency[c.frequency],
                usual: c.usual
                  .slice(0, SHOWN)
                  .map((usual) => short(usual))
                  .join(", "),
                of: w.of[c.of],
              }),
            ),
            lang,
          ),
    reach: reachLines(story, lang, reachOf),
    unknown: [...(story.ips.length === 0 ? [w.noAddress] : []), ...(story.credentials.length === 0 ? [w.noCredential] : [])],
    first: firstSteps(story, gravest, lang),
  };
}

const ORDER = ["critical", "high", "medium", "low", "info"] as const;

function gravestOf(signals: readonly Signal[]): Signal {
  return signals.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity) || a.time - b.time)[0] as Signal;
}

function happened(signal: Signal, lang: Lang): string {
  const w = detectWords[lang];
  const parts = [
    signal.principal === ""
      ? ""
      : w.by(signal.session === "" ? short(signal.principal) : `${short(signal.principal)} (${short(signal.session)})`),
    signal.ips.length === 0 ? "" : w.from(list(signal.ips, lang)),
    signal.resources.length === 0 ? "" : w.on(list(signal.resources, lang)),
    signal.count > 1 ? w.times(signal.count) : "",
    signal.by?.author === undefined ? "" : w.ruleBy(signal.by.author, signal.by.license ?? ""),
  ].filter((part) => part !== "");
  const sentence = `${when(signal.time, lang)}  ${signal.title[lang]}`;
  const whole = parts.length === 0 ? sentence : `${sentence} ${lang === "ja" ? `（${parts.join("、")}）` : `(${parts.join(", ")})`}`;
  return signal.weighed === undefined ? whole : `${whole}${lang === "ja" ? "。" : ". "}${w.weighed(signal.weighed, signal.severity)}`;
}

function reachLines(story: Story, lang: Lang, reachOf: ReachOf): readonly string[] {
  const w = detectWords[lang];
  const reached = story.principals.map((principal) => [principal, reachOf(principal)] as const);
  const known = reached.flatMap(([, reach]) => reach ?? []);
  const strangers = reached.flatMap(([principal, reach]) => (reach === undefined ? principal : []));
  if (strangers.length === reached.length) return [w.reachUnknown];
  const all = [
    ...new Set(known.map(({ name, verbs }) => `${short(name)}: ${verbs.map((verb) => w.verb[verb]).join(lang === "ja" ? "・" : ", ")}`)),
  ];
  return [...(all.length === 0 ? [w.reachNothing] : some(all, lang)), ...strangers.map((stranger) => w.reachUnknownOf(short(stranger)))];
}

function firstSteps(story: Story, gravest: Signal, lang: Lang): readonly string[] {
  const w = detectWords[lang];
  const steps = [gravest.first[lang]].filter((step) => step !== "");
  for (const key of story.credentials) if (/^AKIA[A-Z0-9]{1,60}$/.test(key)) steps.push(w.containKey(key));
  const sessions = story.signals.filter((s) => s.credential.startsWith("ASIA") && s.principalType === "role").map((s) => s.principal);
  for (const role of new Set(sessions)) steps.push(w.containSession(short(role)));
  return steps;
}

function list(values: readonly string[], lang: Lang): string {
  return some(
    values.map((value) => short(value)),
    lang,
  ).join(", ");
}

function some(values: readonly string[], lang: Lang): readonly string[] {
  return values.length <= SHOWN ? values : [...values.slice(0, SHOWN), detectWords[lang].more(values.length - SHOWN)];
}

/** People in Japan read their own time; exports have UTC. */
export function when(time: number, lang: Lang): string {
  if (lang === "en") return `${new Date(time).toISOString().slice(0, 19).replace("T", " ")} UTC`;
  const local = new Date(time + 9 * 3_600_000).toISOString();
  return `${local.slice(0, 10).replaceAll("-", "/")} ${local.slice(11, 16)} JST`;
}
