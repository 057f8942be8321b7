import type { Lang, Resource, World } from "../../../model/index.ts";
import { leastWords } from "../../../words/least.ts";
import { policyOf } from "../analyse.ts";
import type { Change, Proposal } from "../types.ts";
import { verdict } from "./diff.ts";
import { References } from "./references.ts";
import { yamlStatement, yamlStatements } from "./yaml.ts";

/** Text of a template by its path; undefined when it cannot be read. */
export type ReadTemplate = (file: string) => string | undefined;

/**
 * A patch for the template: a unified diff where every changed statement is a block of YAML of its own, else the `Policies` to put in
 * the place of today's.
 */
export function samPatch(proposal: Proposal, world: World, lang: Lang, read: ReadTemplate): string {
  const w = leastWords[lang];
  const role = world.byId(proposal.role.id);
  if (!role) return "";
  const head = [`# ${w.title(proposal.target.name, proposal.role.name)}`, `# ${verdict(proposal, w)}`];
  const own = proposal.target.kind === "function" && proposal.sharedWith.length > 0;
  if (own) head.push(`# ${w.ownRole}`);
  const references = new References(world, role);
  const changed = proposal.changes.filter(({ fate }) => fate !== "kept" && fate !== "unreadable");
  const moved = changed.filter(
    ({ fate, before, after }) =>
      !(fate === "unexplained" && after.length === 1 && JSON.stringify(before?.actions) === JSON.stringify(after[0]?.actions)),
  );
  if (moved.length === 0) return [...head, `# ${w.noChange}`, ""].join("\n");
  const diff = own || proposal.unread.length > 0 || emptied(proposal.changes) ? undefined : unified(moved, references, read);
  return [...head, ...(diff ?? block(proposal, role, references, lang)), ""].join("\n");
}

/** A policy without statements is refused: it must go as a whole. */
function emptied(changes: readonly Change[]): boolean {
  const left = new Map<string, number>();
  for (const { policy, after } of changes) left.set(policy, (left.get(policy) ?? 0) + after.length);
  return [...left.values()].includes(0);
}

function block(proposal: Proposal, role: Resource, references: References, lang: Lang): readonly string[] {
  const w = leastWords[lang];
  const place = role.origin.locate?.([]);
  const managed = [...new Set(proposal.changes.filter((change) => change.managed).map(({ policy }) => policy))];
  return [
    `# ${w.replaces(proposal.role.name, place ? `${place.file}:${place.line}` : "")}`,
    ...(managed.length > 0 ? [`# ${w.detach(managed.join(", "))}`] : []),
    ...(proposal.unread.length > 0 ? [`# ${w.unread}: ${proposal.unread.join(", ")}`] : []),
    "Policies:",
    "  - PolicyName: least-privilege",
    "    PolicyDocument:",
    '      Version: "2012-10-17"',
    ...(proposal.policy.Statement.length === 0
      ? ["      Statement: []"]
      : ["      Statement:", ...yamlStatements(proposal.policy, references, "        ")]),
  ];
}

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

function unified(changes: readonly Change[], references: References, read: ReadTemplate): readonly string[] | undefined {
  const edits = new Map<string, Edit[]>();
  const texts = new Map<string, readonly string[]>();
  for (const change of changes) {
    const { place, managed, after, sid } = change;
    if (!place || (managed && !/\.(ya?ml|template)$/.test(place.file))) return undefined;
    const lines = texts.get(place.file) ?? read(place.file)?.split(/\r?\n/);
    if (!lines) return undefined;
    texts.set(place.file, lines);
    const range = itemAt(lines, place.line - 1, sid);
    if (!range) return undefined;
    const statements = policyOf(after).Statement;
    const replacement = statements.flatMap((statement, i) => yamlStatement(statement, references, range.indent, i === 0 ? sid : undefined));
    edits.set(place.file, [...(edits.get(place.file) ?? []), { from: range.from, to: range.to, lines: replacement }]);
  }
  return [...edits].flatMap(([file, list]) => fileDiff(file, texts.get(file) as readonly string[], list));
}

/** The lines of one item of a list in block form, from its dash. */
function itemAt(
  lines: readonly string[],
  at: number,
  sid: string | undefined,
): { readonly from: number; readonly to: number; readonly indent: string } | undefined {
  const indent = /^(\s*)- \S/.exec(lines[at] ?? "")?.[1];
  if (indent === undefined || /^\s*- [{[&*!]/.test(lines[at] as string)) return undefined;
  let to = at + 1;
  for (; to < lines.length; to += 1) {
    const line = lines[to] as string;
    if (line.trim() === "") continue;
    if ((/^\s*/.exec(line) as RegExpExecArray)[0].length <= indent.length) break;
  }
  while (to > at + 1 && (lines[to - 1] as string).trim() === "") to -= 1;
  const text = lines.slice(at, to).join("\n");
  // Another statement than the one that was meant would be a wrong patch; so would an item without the words of a statement.
  if (!/\bEffect\b/.test(text) || (sid !== undefined && !text.includes(sid))) return undefined;
  return { from: at, to, indent };
}

const AROUND = 3;

function fileDiff(file: string, lines: readonly string[], edits: readonly Edit[]): readonly string[] {
  const sorted = edits.toSorted((a, b) => a.from - b.from);
  const out = [`--- a/${file}`, `+++ b/${file}`];
  let shift = 0;
  for (let i = 0; i < sorted.length; ) {
    const group = [sorted[i] as Edit];
    while (i + group.length < sorted.length && (sorted[i + group.length] as Edit).from - (group.at(-1) as Edit).to <= AROUND * 2)
      group.push(sorted[i + group.length] as Edit);
    i += group.length;
    const from = Math.max(0, (group[0] as Edit).from - AROUND);
    const to = Math.min(lines.length, (group.at(-1) as Edit).to + AROUND);
    const body: string[] = [];
    let at = from;
    for (const edit of group) {
      for (; at < edit.from; at += 1) body.push(` ${lines[at]}`);
      for (; at < edit.to; at += 1) body.push(`-${lines[at]}`);
      body.push(...edit.lines.map((line) => `+${line}`));
    }
    for (; at < to; at += 1) body.push(` ${lines[at]}`);
    const added = body.filter((line) => !line.startsWith("-")).length;
    out.push(`@@ -${from + 1},${to - from} +${from + 1 + shift},${added} @@`, ...body);
    shift += added - (to - from);
  }
  return out;
}
