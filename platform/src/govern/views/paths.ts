import type {
  AttackPath,
  AttackPaths,
  Cut,
  Lang,
  PathEdge,
  PathNode,
  PathProof,
  Place,
  ProofCondition,
  ProofStatement,
} from "../../model/index.ts";
import { words } from "../../words/index.ts";
import { fixText, pathWords, stepText } from "../../words/paths.ts";
import { escapeText } from "../report/escape.ts";
import type { Grid } from "./grid.ts";

/** A node as people call it. */
export function nodeText(node: PathNode, lang: Lang): string {
  const w = pathWords[lang];
  if (node.kind === "internet") return w.internet;
  if (node.kind === "admin") return w.administratorOf(node.name);
  if (node.kind === "raised") return w.everything(node.name);
  return node.kind === "store" && node.resource === "LambdaFunction" ? w.environmentOf(node.name) : node.name;
}

function kindText(node: PathNode, lang: Lang): string {
  return node.kind === "internet" || node.kind === "admin" || node.kind === "raised" ? "" : pathWords[lang].kind[node.kind];
}

function placeText(place: Place | undefined): string {
  return place ? `${place.file}:${place.line}` : "";
}

export function proofText(proof: PathProof, lang: Lang): string {
  const by = proof.by.map(statementText).join(" + ");
  const conditions = proof.conditions.map((condition) => conditionText(condition, lang)).join("; ");
  return [proof.action, by, conditions === "" ? "" : `${pathWords[lang].depends}: ${conditions}`].filter((part) => part !== "").join("  ");
}

/** A policy's name, the statement in it, and where it is written. */
export function statementText({ policy, sid, index, place }: ProofStatement): string {
  const name = policy.replace(/^arn:[^:]*:iam::(?:aws|\d*):policy\//, "");
  const at = placeText(place);
  return `${name === "*" ? "" : `${name} `}[${sid ?? index}]${at === "" ? "" : ` ${at}`}`;
}

function conditionText(condition: ProofCondition, lang: Lang): string {
  const { key, operator, values, because } = condition;
  const w = pathWords[lang];
  const what =
    key === undefined
      ? because === undefined
        ? ""
        : `${words[lang].because[because.reason](because)} ${w.because}`
      : `${key} ${operator} ${(values ?? []).join(", ")}`;
  return `${what.trim()} (${statementText(condition)})`;
}

/** What a step stands on, one line each. */
export function groundsOf(edge: PathEdge, lang: Lang): readonly string[] {
  const w = pathWords[lang];
  // Whether somebody may do anything is asked of many actions; one of them tells enough.
  const proofs = edge.technique === "administers" ? edge.proofs.slice(0, 1).map((proof) => ({ ...proof, action: "*" })) : edge.proofs;
  const out = proofs.map((proof) => `${w.proof}: ${proofText(proof, lang)}`);
  for (const { resource, place } of edge.facts) out.push(placeText(place) || resource);
  if (edge.needs.length > 0) out.push(`${w.needs}: ${edge.needs.map((need) => w.need[need]).join(lang === "ja" ? "、" : "; ")}`);
  return out;
}

export function titleOf(path: AttackPath, lang: Lang): string {
  const first = path.edges[0]?.from;
  const last = path.edges.at(-1)?.to;
  return `${first ? nodeText(first, lang) : ""} → ${last ? nodeText(last, lang) : ""}`;
}

/** Relations need no technique's id beside their words. */
function idOf(edge: PathEdge): string {
  return edge.shape === undefined ? "" : ` [${edge.technique}]`;
}

/** A step in one line. */
export function stepLine(edge: PathEdge, lang: Lang): string {
  const kind = kindText(edge.to, lang);
  const through = edge.through === undefined || edge.through === edge.to.id ? "" : ` (${edge.through})`;
  return `${stepText(edge, lang)}${idOf(edge)}${through} → ${nodeText(edge.to, lang)}${kind === "" ? "" : ` (${kind})`}`;
}

function alsoText(path: AttackPath, lang: Lang): string | undefined {
  if (path.also.length === 0) return undefined;
  const names = path.also.slice(0, 5).map((node) => nodeText(node, lang));
  return pathWords[lang].also(path.also.length, names.join(", ") + (path.also.length > names.length ? " …" : ""));
}

function cutText(cut: Cut, lang: Lang): readonly string[] {
  const w = pathWords[lang];
  return cut.edges.map((edge, index) => {
    const lead = index === 0 ? w.cut(cut.breaks, cut.of) : w.together;
    const grounds = groundsOf(edge, lang).filter((line) => !line.startsWith(w.needs));
    return `${lead}: ${nodeText(edge.from, lang)} → ${stepLine(edge, lang)}${w.stop}${fixText(edge, lang)}${grounds.length > 0 ? ` (${grounds[0]})` : ""}`;
  });
}

/** Lines that say what was not read: without them "no path" would claim too much. */
function unreadLines({ unread }: AttackPaths, lang: Lang): readonly string[] {
  const most = 10;
  const lines = unread
    .slice(0, most)
    .map(
      ({ principal, policy, reason, action }) =>
        `${principal} ${policy}: ${words[lang].because[reason](action === undefined ? {} : { action })}`,
    );
  return unread.length > most ? [...lines, `… ${unread.length - most}`] : lines;
}

/** Every path step by step, with its proof: for reading from top to bottom. */
export function pathsText(paths: AttackPaths, lang: Lang): string {
  const w = pathWords[lang];
  const out: string[] = [`${w.title}: ${paths.total}`, w.counted(paths.seen.principals, paths.seen.functions, paths.seen.stores), ""];
  if (paths.total === 0) out.push(w.none, "");
  for (const [index, path] of paths.paths.entries()) {
    out.push(`${index + 1}. ${words[lang].severity[path.severity]} ${path.rank}  ${titleOf(path, lang)}`);
    for (const edge of path.edges) {
      out.push(`   → ${stepLine(edge, lang)}`);
      for (const ground of groundsOf(edge, lang)) out.push(`       ${ground}`);
    }
    const also = alsoText(path, lang);
    if (also !== undefined) out.push(`   ${also}`);
    out.push("");
  }
  if (folded(paths)) out.push(w.more(shownOf(paths), paths.total), "");
  if (paths.cuts.length > 0) {
    out.push(w.cuts);
    for (const [index, cut] of paths.cuts.entries())
      for (const [i, line] of cutText(cut, lang).entries()) out.push(`${i === 0 ? `${index + 1}.` : "  "} ${line}`);
    out.push("");
  }
  const unread = unreadLines(paths, lang);
  if (unread.length > 0) out.push(`${w.unread}. ${w.unreadNote}`, ...unread.map((line) => `- ${line}`), "");
  return out.map(escapeText).join("\n");
}

function shownOf(paths: AttackPaths): number {
  return paths.paths.reduce((sum, path) => sum + 1 + path.also.length, 0);
}

function folded(paths: AttackPaths): boolean {
  return shownOf(paths) < paths.total;
}

export function pathsGrid(paths: AttackPaths, lang: Lang): Grid {
  const w = pathWords[lang];
  return {
    title: `${w.title}: ${paths.total}`,
    head: [w.rank, w.severity, w.from, w.path, w.to],
    rows: paths.paths.map((path) => [
      String(path.rank),
      words[lang].severity[path.severity],
      w.start[path.start],
      path.edges
        .slice(0, -1)
        .map((edge) => nodeText(edge.to, lang))
        .join(" → "),
      `${nodeText((path.edges.at(-1) as PathEdge).to, lang)}${path.also.length > 0 ? ` +${path.also.length}` : ""}`,
    ]),
  };
}

export function pathsMarkdown(paths: AttackPaths, lang: Lang): string {
  const w = pathWords[lang];
  const plain = (text: string) => escapeText(text).replace(/([\\`*_<>[\]|])/g, "\\$1");
  const out: string[] = [
    `## ${w.title}: ${paths.total}`,
    "",
    plain(w.counted(paths.seen.principals, paths.seen.functions, paths.seen.stores)),
    "",
  ];
  if (paths.total === 0) out.push(w.none, "");
  for (const [index, path] of paths.paths.entries()) {
    out.push(`### ${index + 1}. ${words[lang].severity[path.severity]} ${path.rank}: ${plain(titleOf(path, lang))}`, "");
    for (const [i, edge] of path.edges.entries()) {
      out.push(`${i + 1}. ${plain(stepLine(edge, lang))}`);
      for (const ground of groundsOf(edge, lang)) out.push(`   - ${plain(ground)}`);
    }
    const also = alsoText(path, lang);
    if (also !== undefined) out.push("", plain(also));
    out.push("");
  }
  if (paths.cuts.length > 0) {
    out.push(`### ${w.cuts}`, "");
    for (const [index, cut] of paths.cuts.entries())
      for (const [i, line] of cutText(cut, lang).entries()) out.push(`${i === 0 ? `${index + 1}.` : "   -"} ${plain(line)}`);
    out.push("");
  }
  const unread = unreadLines(paths, lang);
  if (unread.length > 0) out.push(`### ${w.unread}`, "", w.unreadNote, "", ...unread.map((line) => `- ${plain(line)}`), "");
  return out.join("\n");
}

/** A Mermaid flowchart of the paths told; what to cut first is dashed. */
export function pathsMermaid(paths: AttackPaths, lang: Lang): string {
  const ids = new Map<string, string>();
  const lines = ["flowchart LR"];
  const label = (text: string) => `"${escapeText(text).replaceAll('"', "#quot;").replaceAll("<", "#lt;")}"`;
  const nodeId = (node: PathNode): string => {
    const key = `${node.kind} ${node.id}`;
    let id = ids.get(key);
    if (id === undefined) {
      id = `n${ids.size}`;
      ids.set(key, id);
      const kind = kindText(node, lang);
      const [open, close] = node.kind === "store" ? ["[(", ")]"] : node.kind === "admin" ? ["{{", "}}"] : ["[", "]"];
      lines.push(`  ${id}${open}${label(kind === "" ? nodeText(node, lang) : `${nodeText(node, lang)} (${kind})`)}${close}`);
    }
    return id;
  };
  const first = new Set(paths.cuts.slice(0, 1).flatMap((cut) => cut.edges.map(keyOf)));
  const seen = new Set<string>();
  for (const edge of paths.paths.flatMap((path) => path.edges)) {
    if (seen.has(keyOf(edge))) continue;
    seen.add(keyOf(edge));
    const [from, to] = [nodeId(edge.from), nodeId(edge.to)];
    lines.push(`  ${from} ${first.has(keyOf(edge)) ? "-.->" : "-->"}|${label(stepText(edge, lang))}| ${to}`);
  }
  return `${lines.join("\n")}\n`;
}

function keyOf(edge: PathEdge): string {
  return [edge.from.kind, edge.from.id, edge.technique, edge.to.kind, edge.to.id].join(" ");
}
