import { frameworks } from "../../platform/src/govern/frameworks/frameworks.ts";
import { type CheckInfo, type FrameworkId, type Lang, languages, statuses } from "../../platform/src/model/index.ts";
import { checks } from "../../platform/src/protect/checks/index.ts";
import { words } from "../../platform/src/words/index.ts";
import { caseNames } from "./case-names.ts";
import { docWords } from "./words.ts";

/** Every page of the checks: path below the repository → text. */
export function pagesOf(): ReadonlyMap<string, string> {
  const pages = new Map<string, string>();
  for (const lang of languages) {
    pages.set(`docs/${lang}/checks/README.md`, indexOf(lang));
    for (const check of checks) pages.set(`docs/${lang}/checks/${check.id}.md`, pageOf(check, lang));
  }
  return pages;
}

function serviceOf(check: CheckInfo): string {
  return check.id.slice(0, check.id.indexOf("/"));
}

/** A cell must not end its row, nor become markup. */
function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll("\n", " ");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [`| ${head.join(" | ")} |`, `|${head.map(() => "---").join("|")}|`, ...rows.map((row) => `| ${row.join(" | ")} |`)];
}

function indexOf(lang: Lang): string {
  const d = docWords[lang];
  const services = [...new Set(checks.map(serviceOf))].toSorted();
  const lines = [`# ${d.index}`, "", `<!-- ${d.generated} -->`, "", d.intro(checks.length)];
  for (const service of services) {
    const rows = checks
      .filter((check) => serviceOf(check) === service)
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .map((check) => [`[${check.id}](${check.id}.md)`, words[lang].severity[check.severity], cell(check.text[lang].title)]);
    lines.push("", `## ${service}`, "", ...table([d.check, d.severity, d.title], rows));
  }
  return `${lines.join("\n")}\n`;
}

function pageOf(check: CheckInfo, lang: Lang): string {
  const [d, w, text] = [docWords[lang], words[lang], check.text[lang]];
  const other = lang === "en" ? "ja" : "en";
  const lines = [
    `# ${text.title}`,
    "",
    `<!-- ${d.generated} -->`,
    "",
    `[${d.back}](../README.md) · [${d.other}](../../../${other}/checks/${check.id}.md)`,
    "",
    ...table(
      [d.check, d.severity, d.kind, d.layer],
      [[`\`${check.id}\``, w.severity[check.severity], `\`${check.on}\``, `${w.layer[check.layer]} / ${w.topic[check.topic]}`]],
    ),
    "",
    `## ${d.risk}`,
    "",
    text.risk,
    "",
    `## ${d.fix}`,
    "",
    text.fix,
    ...(text.manual ? ["", `## ${d.manual}`, "", text.manual] : []),
    ...remedies(check, lang),
    "",
    `## ${d.meets}`,
    "",
    ...meets(check, lang),
  ];
  const rows = statuses.flatMap((status) => (caseNames[check.id]?.[lang][status] ?? []).map((name) => [w.status[status], cell(name)]));
  if (rows.length > 0) lines.push("", `## ${d.cases}`, "", d.casesIntro, "", ...table([w.report.status, d.cases], rows));
  return `${lines.join("\n")}\n`;
}

function remedies(check: CheckInfo, lang: Lang): string[] {
  const syntax: Readonly<Record<string, string>> = { cli: "sh", cloudformation: "yaml", terraform: "hcl" };
  const label: Readonly<Record<string, string>> = { cli: "AWS CLI", cloudformation: "CloudFormation", terraform: "Terraform" };
  return Object.entries(check.remedy ?? {}).flatMap(([name, body]) => [
    "",
    `## ${docWords[lang].how} (${label[name] ?? name})`,
    "",
    `\`\`\`${syntax[name] ?? ""}`,
    String(body),
    "```",
  ]);
}

function meets(check: CheckInfo, lang: Lang): string[] {
  const lines = (Object.entries(check.meets) as [FrameworkId, readonly string[]][]).flatMap(([framework, ids]) =>
    ids.map((id) => {
      const requirement = frameworks[framework].requirements.find((r) => r.id === id);
      return `- ${frameworks[framework].title[lang]} ${id}${requirement ? `: ${requirement.title[lang]}` : ""}`;
    }),
  );
  return [...lines, `- NIST CSF 1.1: ${check.csf.join(", ")}`];
}
