import { isUnknown, type Lang, type Place } from "../../../model/index.ts";
import { type LeastWords, leastWords } from "../../../words/least.ts";
import { confidenceOf } from "../needs.ts";
import type { Change, Evidence, Need, Piece, Proof, Proposal } from "../types.ts";

const placeText = (place: Place | undefined) => (place ? `${place.file}:${place.line}` : "");

/** What changes, statement by statement, with what speaks for it. */
export function leastDiff(proposal: Proposal, lang: Lang): string {
  const w = leastWords[lang];
  const lines = [w.title(proposal.target.name, proposal.role.name), ...evidenceLines(proposal.evidence, w).map((l) => `  ${l}`)];
  if (proposal.sharedWith.length > 0 && proposal.target.kind === "function") lines.push(`  ${w.shared(proposal.sharedWith.join(", "))}`);
  lines.push("");
  if (proposal.changes.every(({ fate }) => fate === "kept")) lines.push(`  ${w.noChange}`, "");
  else for (const change of proposal.changes) lines.push(...changeLines(change, w), "");
  if (proposal.missing.length > 0)
    lines.push(
      `  ${w.missing}:`,
      ...proposal.missing.map((need) => `    ${need.action} ${w.on} ${need.resource}  [${proofText(need, w)}]`),
      "",
    );
  if (proposal.unread.length > 0) lines.push(`  ${w.unread}: ${proposal.unread.join(", ")}`, "");
  lines.push(`  ${verdict(proposal, w)}`, "");
  return lines.join("\n");
}

export function verdict({ verified }: Proposal, w: LeastWords): string {
  if (!verified.withinToday) return w.notWithin;
  return verified.coversUse ? w.verified(verified.checked) : w.notCovered;
}

export function evidenceLines(evidence: Evidence, w: LeastWords): readonly string[] {
  const { files, reserves, records, accessed, leftOut } = evidence;
  const lines = [files.length === 0 ? w.noCode : `${w.code(files.length)}; ${reserves.length === 0 ? w.codeComplete : w.codeOpen}`];
  for (const { why, what, place } of reserves)
    lines.push(`  ? ${(w.reserve[why] ?? ((x: string) => x))(what)}${place ? `  ${placeText(place)}` : ""}`);
  if (leftOut) lines.push(w.recordsOfShared);
  else if (records)
    lines.push(w.records(records.first.slice(0, 10), records.last.slice(0, 10), records.days, records.events, records.denied));
  else lines.push(w.noRecords);
  if (!leftOut && records?.unread !== undefined) lines.push(`  ? ${w.recordsUnread(records.unread)}`);
  if (accessed)
    lines.push(
      isUnknown(accessed.services)
        ? w.accessedUnknown(accessed.services.action ?? accessed.services.reason)
        : w.accessed(accessed.services.filter(({ last }) => last !== undefined).length),
    );
  return lines;
}

function changeLines(change: Change, w: LeastWords): readonly string[] {
  const where = [`${change.policy}/${w.statement(change.index, change.sid)}`, placeText(change.place), w.fate[change.fate]]
    .filter(Boolean)
    .join("  ");
  const lines = [`    ${where}`];
  if (!change.before) return lines;
  if (
    change.fate === "kept" ||
    (change.fate === "unexplained" && change.after.length === 1 && sameText(change.before, change.after[0] as Piece, w))
  ) {
    const mark = change.fate === "kept" ? " " : "?";
    return [...lines, `  ${mark} ${pieceText(change.before, w)}`];
  }
  lines.push(`  - ${pieceText(change.before, w)}`);
  for (const piece of change.after) lines.push(`  + ${pieceText(piece, w)}${reasons(piece, change, w)}`);
  return lines;
}

function sameText(a: Piece, b: Piece, w: LeastWords): boolean {
  return pieceText(a, w) === pieceText(b, w);
}

export function pieceText(piece: Piece, w: LeastWords): string {
  const actions = piece.actions ? piece.actions.join(", ") : `${w.everything} ${(piece.notActions ?? []).join(", ")}`;
  const resources = piece.resources ? piece.resources.join(", ") : `${w.everything} ${(piece.notResources ?? []).join(", ")}`;
  return `${piece.effect} ${actions} ${w.on} ${resources}${piece.condition === undefined ? "" : ` (${w.condition})`}`;
}

function reasons(piece: Piece, change: Change, w: LeastWords): string {
  if (piece.actions?.some((action) => change.unexplained.includes(action))) return `  [${w.unexplained}]`;
  const names = new Set(piece.actions?.map((action) => action.toLowerCase()));
  const mine = change.needs.filter((need) => names.has(need.action.toLowerCase()));
  const texts = new Set(mine.map((need) => proofText(need, w)));
  return texts.size === 0 ? "" : `  [${[...texts].slice(0, 4).join("; ")}]`;
}

/** The best proof of a need in a few words. */
export function proofText(need: Need, w: LeastWords): string {
  const best = need.proofs.toSorted(
    (a, b) => "high medium low".indexOf(a.confidence) - "high medium low".indexOf(b.confidence),
  )[0] as Proof;
  const detail =
    best.times !== undefined && best.last !== undefined
      ? w.times(best.times, best.last.slice(0, 10))
      : best.place
        ? placeText(best.place)
        : best.what;
  return `${w.reason[best.reason]}: ${detail}; ${w.confidence[confidenceOf(need)]}`;
}

/** The proposal as a table of needs, for reading beside code. */
export function leastMarkdown(proposal: Proposal, lang: Lang, cell: (text: string) => string): string {
  const w = leastWords[lang];
  const row = (cells: readonly string[]) => `| ${cells.map(cell).join(" | ")} |`;
  const head = [
    `## ${cell(w.title(proposal.target.name, proposal.role.name))}`,
    "",
    `### ${w.evidence}`,
    "",
    ...evidenceLines(proposal.evidence, w).map((l) => `- ${cell(l.trim())}`),
  ];
  if (proposal.sharedWith.length > 0 && proposal.target.kind === "function")
    head.push(`- ${cell(w.shared(proposal.sharedWith.join(", ")))}`);
  const changes = proposal.changes.map((change) =>
    row([
      `${change.policy}/${w.statement(change.index, change.sid)} ${placeText(change.place)}`,
      w.fate[change.fate],
      change.before ? pieceText(change.before, w) : "",
      change.after.map((piece) => pieceText(piece, w)).join("; "),
    ]),
  );
  const needs = proposal.evidence.needs.map((need) =>
    row([need.action, need.resource, proofText(need, w), w.confidence[confidenceOf(need)]]),
  );
  const missing = proposal.missing.map((need) => `- ${cell(`${need.action} ${w.on} ${need.resource}`)}`);
  return [
    ...head,
    "",
    `### ${w.changes}`,
    "",
    row([w.policy, w.state, w.today, w.proposed]),
    "| --- | --- | --- | --- |",
    ...changes,
    "",
    `### ${w.needs}`,
    "",
    row([w.action, w.resource, w.because, w.sure]),
    "| --- | --- | --- | --- |",
    ...needs,
    "",
    ...(missing.length > 0 ? [`### ${w.missing}`, "", ...missing, ""] : []),
    ...(proposal.unread.length > 0 ? [`${w.unread}: ${cell(proposal.unread.join(", "))}`, ""] : []),
    verdict(proposal, w),
    "",
  ].join("\n");
}
