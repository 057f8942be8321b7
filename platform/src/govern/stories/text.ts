import type { Lang, Severity, Story } from "../../model/index.ts";
import { detectWords } from "../../words/detect.ts";
import { words } from "../../words/index.ts";
import { escapeText } from "../report/escape.ts";
import { type ReachOf, tell } from "./tell.ts";

const MARKS: Readonly<Record<Severity, string>> = { critical: "✗", high: "✗", medium: "!", low: "·", info: "·" };

/** Stories for the terminal. */
export function storiesText(stories: readonly Story[], lang: Lang, reachOf: ReachOf): string {
  return stories.map((story) => storyText(story, lang, reachOf)).join("\n");
}

function storyText(story: Story, lang: Lang, reachOf: ReachOf): string {
  const w = detectWords[lang];
  const told = tell(story, lang, reachOf);
  const section = (title: string, lines: readonly string[], numbered = false) =>
    lines.length === 0 ? [] : [`  ${title}`, ...lines.map((line, i) => `    ${numbered ? `${i + 1}. ` : "- "}${escapeText(line)}`)];
  return [
    `${MARKS[story.severity]} ${words[lang].severity[story.severity]}  ${escapeText(told.title)}  ${story.id.slice(0, 12)}`,
    `  ${told.headline}`,
    ...section(w.happened, told.happened, true),
    ...section(w.unusual, told.unusual),
    ...section(w.reach, told.reach),
    ...section(w.unknown, told.unknown),
    ...section(w.first, told.first, true),
    "",
  ].join("\n");
}

/** Stories for a page or a ticket. */
export function storiesMarkdown(stories: readonly Story[], lang: Lang, reachOf: ReachOf): string {
  const w = detectWords[lang];
  const cell = (text: string) => escapeText(text).replaceAll(/[\\`*_<>[\]#|]/g, String.raw`\$&`);
  return stories
    .map((story) => {
      const told = tell(story, lang, reachOf);
      const section = (title: string, lines: readonly string[]) =>
        lines.length === 0 ? [] : ["", `### ${title}`, "", ...lines.map((line, i) => `${i + 1}. ${cell(line)}`)];
      return [
        `## ${words[lang].severity[story.severity]}: ${cell(told.title)}`,
        "",
        cell(told.headline),
        ...section(w.happened, told.happened),
        ...section(w.unusual, told.unusual),
        ...section(w.reach, told.reach),
        ...section(w.unknown, told.unknown),
        ...section(w.first, told.first),
        "",
      ].join("\n");
    })
    .join("\n");
}

/** Stories as data, each with its words in both languages. Times are UTC. */
export function storiesData(stories: readonly Story[], reachOf: ReachOf): readonly unknown[] {
  return stories.map((story) => ({
    ...story,
    time: new Date(story.time).toISOString(),
    until: new Date(story.until).toISOString(),
    signals: story.signals.map((s) => ({ ...s, time: new Date(s.time).toISOString(), until: new Date(s.until).toISOString() })),
    told: { en: tell(story, "en", reachOf), ja: tell(story, "ja", reachOf) },
  }));
}
