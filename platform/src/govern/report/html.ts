import { createHash } from "node:crypto";
import type { Lang, Report } from "../../model/index.ts";
import { words } from "../../words/index.ts";
import { pageData } from "./html/data.ts";
import { checkSection, exceptionSection, findingSection, h, headSection, summarySection, unseenSection } from "./html/page.ts";
import { pathSection } from "./html/paths.ts";
import { script } from "./html/script.ts";
import { style } from "./html/style.ts";

const PRINTED = 500;

/** One page with everything in it: both languages, its style, its script, its data. It loads nothing and sends nothing. */
export function renderHtml(report: Report, lang: Lang): string {
  const policy = [
    "default-src 'none'",
    `style-src '${hash(style)}'`,
    `script-src '${hash(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${h(words[lang].report.title)}</title>
<style>${style}</style>
</head>
<body>
${headSection(report)}
<main>
${summarySection(report)}
${checkSection(report)}
${findingSection(report, PRINTED)}
${pathSection(report.paths)}
${exceptionSection(report)}
${unseenSection(report)}
</main>
<footer>Yagura ${h(report.tool.version)} · ${h(report.schema)}</footer>
<script type="application/json" id="data">${embed(pageData(report, lang))}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** JSON that cannot end its element, and that a script parser of any age reads the same. */
export function embed(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function hash(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
