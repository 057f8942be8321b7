import stringWidth from "string-width";
import { escapeText } from "../report/escape.ts";

/** A plain table of texts: what the views hand to the terminal, to Markdown and to CSV. */
export interface Grid {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Columns aligned by what a terminal shows: Japanese characters are two cells wide. */
export function gridText(grid: Grid): string {
  const rows = grid.rows.map((row) => row.map(escapeText));
  const widths = grid.head.map((name, i) => Math.max(stringWidth(name), ...rows.map((row) => stringWidth(row[i] ?? ""))));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => cell + " ".repeat(Math.max(0, (widths[i] ?? 0) - stringWidth(cell))))
      .join("  ")
      .trimEnd();
  return [grid.title, "", line(grid.head), widths.map((w) => "─".repeat(w)).join("  "), ...rows.map(line), ""].join("\n");
}

export function gridMarkdown(grid: Grid): string {
  const cell = (text: string) =>
    escapeText(text).replaceAll("\\", "\\\\").replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll("`", "\\`");
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [`## ${cell(grid.title)}`, "", line(grid.head), `|${grid.head.map(() => " --- ").join("|")}|`, ...grid.rows.map(line), ""].join(
    "\n",
  );
}

/** RFC 4180, with cells that a spreadsheet would take for a formula made plain. */
export function gridCsv(grid: Grid): string {
  const cell = (text: string) => {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `${[grid.head, ...grid.rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
