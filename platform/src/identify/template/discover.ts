import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, realpathSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { Problem } from "../../model/index.ts";

/** A file that may be a template. */
export interface Candidate {
  /** As the user would write it. */
  readonly file: string;
  /** Named by the user: not being a template is then a problem, not a reason to pass it by. */
  readonly explicit: boolean;
}

const SKIPPED = new Set(["node_modules", ".git", ".hg", ".svn", ".terraform", ".venv", "venv", "__pycache__", "coverage"]);
const EXTENSION = /\.(ya?ml|json|template|tfplan)$/i;
const DEEPEST = 64;
const MOST_FILES = 100_000;
const LARGEST_SNIFFED = 16 * 1024 * 1024;

/** Walks files and directories for what may be templates. Each real directory and file is visited once, so links may form circles. */
export function discover(paths: readonly string[]): { readonly candidates: readonly Candidate[]; readonly problems: readonly Problem[] } {
  const candidates: Candidate[] = [];
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const path of paths) {
    let stats;
    try {
      stats = statSync(path);
    } catch (error) {
      problems.push({ code: "E_TEMPLATE_READ", detail: { file: path, reason: (error as NodeJS.ErrnoException).code ?? "?" }, place: { file: path, line: 1 } });
      continue;
    }
    if (!stats.isDirectory()) {
      if (firstTime(path, seen)) candidates.push({ file: path, explicit: true });
      continue;
    }
    if (isSeen(path, seen)) continue;
    const before = candidates.length;
    const failures = problems.length;
    walk(path, 0, seen, candidates, problems);
    if (candidates.length === before && problems.length === failures) problems.push({ code: "E_TEMPLATE_NONE_FOUND", detail: { directory: path } });
  }
  return { candidates, problems };
}

function isSeen(path: string, seen: ReadonlySet<string>): boolean {
  try {
    return seen.has(realpathSync(path));
  } catch {
    return false;
  }
}

function firstTime(path: string, seen: Set<string>): boolean {
  let real: string;
  try {
    real = realpathSync(path);
  } catch {
    return false;
  }
  if (seen.has(real)) return false;
  seen.add(real);
  return true;
}

function walk(directory: string, depth: number, seen: Set<string>, out: Candidate[], problems: Problem[]): void {
  if (depth > DEEPEST || out.length >= MOST_FILES || !firstTime(directory, seen)) return;
  let names: string[];
  try {
    names = readdirSync(directory).sort();
  } catch (error) {
    problems.push({ code: "E_TEMPLATE_READ", detail: { file: directory, reason: (error as NodeJS.ErrnoException).code ?? "?" }, place: { file: directory, line: 1 } });
    return;
  }
  // A cloud assembly is read through its manifest, which knows which files are stacks.
  if (names.includes("manifest.json") && isAssembly(join(directory, "manifest.json"))) {
    out.push({ file: join(directory, "manifest.json"), explicit: true });
    return;
  }
  const packaged = join(directory, ".serverless", "cloudformation-template-update-stack.json");
  const hasPackaged = names.includes(".serverless") && existsSync(packaged);
  if (hasPackaged) out.push({ file: packaged, explicit: true });
  for (const name of names) {
    const path = join(directory, name);
    if (SKIPPED.has(name) || name === ".serverless") continue;
    if (name === ".aws-sam") {
      if (!names.some((other) => /^template\.(ya?ml|json)$/.test(other))) addBuilt(path, seen, out);
      continue;
    }
    if (hasPackaged && /^serverless\.(ya?ml|json)$/.test(name)) continue;
    let stats;
    try {
      stats = statSync(path);
    } catch {
      continue; // a link to nothing
    }
    if (stats.isDirectory()) walk(path, depth + 1, seen, out, problems);
    else if (stats.isFile() && EXTENSION.test(name) && looksLikeOurs(path, name, stats.size) && firstTime(path, seen)) out.push({ file: path, explicit: false });
  }
}

function addBuilt(directory: string, seen: Set<string>, out: Candidate[]): void {
  for (const name of ["template.yaml", "template.yml", "template.json"]) {
    const path = join(directory, "build", name);
    if (existsSync(path) && firstTime(path, seen)) out.push({ file: path, explicit: true });
  }
}

function isAssembly(path: string): boolean {
  try {
    const manifest: unknown = JSON.parse(readFileSync(path, "utf8"));
    return typeof manifest === "object" && manifest !== null && "artifacts" in manifest && "version" in manifest;
  } catch {
    return false;
  }
}

/** A cheap look at the bytes: most YAML and JSON in a repository is something else. */
function looksLikeOurs(path: string, name: string, size: number): boolean {
  if (/^serverless\.(ya?ml|json)$/.test(name)) return true;
  if (/^(package|package-lock|tsconfig.*|composer|openapi.*)\.json$/.test(name)) return false;
  try {
    if (size > LARGEST_SNIFFED) {
      const head = Buffer.alloc(65_536);
      const fd = openSync(path, "r");
      try {
        readSync(fd, head, 0, head.length, 0);
      } finally {
        closeSync(fd);
      }
      return sniff(head);
    }
    return sniff(readFileSync(path));
  } catch {
    return basename(path).startsWith("template.");
  }
}

function sniff(bytes: Buffer): boolean {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.includes(Buffer.from("Resources", "utf16le"));
  if (bytes.includes("AWSTemplateFormatVersion") || bytes.includes("AWS::Serverless-2016-10-31")) return true;
  if (bytes.includes("Resources") && bytes.includes("AWS::")) return true;
  return bytes.includes('"format_version"') && (bytes.includes('"planned_values"') || bytes.includes('"terraform_version"'));
}
