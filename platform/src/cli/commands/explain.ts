import { frameworks } from "../../govern/frameworks/frameworks.ts";
import { problemSentence } from "../../govern/report/text.ts";
import type { CheckInfo, FrameworkId, Lang } from "../../model/index.ts";
import { checks } from "../../protect/checks/index.ts";
import { cliWords } from "../../words/cli.ts";
import { errorWords } from "../../words/errors.ts";
import { words } from "../../words/index.ts";
import { openContext } from "../context.ts";
import { YaguraError } from "../errors.ts";
import { nearest } from "../nearest.ts";
import type { GlobalOptions } from "../options.ts";
import { writeOut } from "../output/write.ts";

/** `yagura explain`: a check or an error code in plain words. */
export async function explain(id: string, options: GlobalOptions & { readonly format: string }): Promise<void> {
  const { lang } = await openContext(options);
  if (options.format !== "table" && options.format !== "json")
    throw new YaguraError("E_OPTION_VALUE", { option: "--format", value: options.format, allowed: "table, json" });
  const check = checks.find((c) => c.id === id);
  if (check && options.format === "json") {
    const { id: name, on, severity, layer, topic, csf, meets, text, remedy } = check;
    await writeOut(`${JSON.stringify({ id: name, on, severity, layer, topic, csf, meets, text, remedy }, undefined, 2)}\n`);
    return;
  }
  const text = explanation(id, lang);
  if (text === undefined)
    throw new YaguraError("E_CHECK_UNKNOWN", {
      check: id,
      near:
        nearest(
          id,
          checks.map((c) => c.id),
        ) ?? "",
    });
  await writeOut(text);
}

/** What there is to say about a check or a code; undefined for anything else. */
export function explanation(id: string, lang: Lang): string | undefined {
  const sentence = Object.hasOwn(errorWords, id)
    ? (errorWords as Readonly<Record<string, Readonly<Record<Lang, (d: Record<string, string>) => string>>>>)[id]
    : problemSentence(id);
  if (sentence) {
    // Without a case at hand the values are shown as their names.
    const names = new Proxy({} as Record<string, string>, { get: (_, key) => `<${String(key)}>` });
    return `${id}\n  ${sentence[lang](names)}\n`;
  }
  const check = checks.find((c) => c.id === id);
  return check && describe(check, lang);
}

function describe(check: CheckInfo, lang: Lang): string {
  const [w, c] = [words[lang], cliWords[lang]];
  const text = check.text[lang];
  const lines = [
    `${text.title}`,
    `  ${check.id}  ${w.severity[check.severity]}  ${w.layer[check.layer]} / ${w.topic[check.topic]}`,
    "",
    `${w.report.risk}: ${text.risk}`,
    `${w.report.fix}: ${text.fix}`,
    ...(text.manual ? [`${w.status.manual}: ${text.manual}`] : []),
  ];
  for (const [name, body] of Object.entries(check.remedy ?? {}))
    lines.push(
      "",
      `${c.how} (${name}):`,
      ...String(body)
        .split("\n")
        .map((l) => `  ${l}`),
    );
  lines.push("", `${c.meets}:`);
  for (const [framework, ids] of Object.entries(check.meets) as [FrameworkId, readonly string[]][]) {
    for (const id of ids) {
      const requirement = frameworks[framework].requirements.find((r) => r.id === id);
      lines.push(`  ${frameworks[framework].title[lang]} ${id}${requirement ? `: ${requirement.title[lang]}` : ""}`);
    }
  }
  lines.push(`  NIST CSF 1.1: ${check.csf.join(", ")}`, "");
  return lines.join("\n");
}
