import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../../model/index.ts";

/** A file that may be a template. */
export interface Candidate {
  /** As the user would write it. */
  readonly file: string;
  /** Named by the user: not being a template is then a problem, not a reason to pass it by. */
  readonly explicit: boolean;
  /** What was read of it already; whole. */
  readonly bytes?: Buffer;
}

const SKIPPED = new Set(["node_modules", ".git", ".hg", ".svn", ".terraform", ".venv", "venv", "__pycache__", "coverage"]);
const EXTENSION = /\.(ya?ml|json|template|tfplan)$/i;
const DEEPEST = 64;
const MOST_FILES = 100_000;
const LARGEST_SNIFFED = 16 * 1024 * 1024;

/** Walks files and directories for what may be templates. Each real directory and file is visited once, so links may form circles. */
export function discover(paths: readonly string[], found: (candidate: Candidate) => void): readonly Problem[] {
  let count = 0;
  const candidates: Sink = {
    add(candidate) {
      count += 1;
      found(candidate);
    },
    full: () => count >= MOST_FILES,
  };
  const problems: Problem[] = [];
  const seen = new Set<string>();
  for (const path of paths) {
    let stats;
    try {
      stats = statSync(path);
    } catch (error) {
      problems.push({
        code: "E_TEMPLATE_READ",
        detail: { file: path, reason: (error as NodeJS.ErrnoException).code ?? "?" },
        place: { file: path, line: 1 },
      });
      continue;
    }
    if (!stats.isDirectory()) {
      if (firstTime(path, seen)) candidates.add({ file: path, explicit: true });
      continue;
    }
    if (isSeen(path, seen)) continue;
    const before = count;
    const failures = problems.length;
    walk(path, 0, seen, candidates, problems);
    if (count === before && problems.length === failures) problems.push({ code: "E_TEMPLATE_NONE_FOUND", detail: { directory: path } });
  }
  return problems;
}

interface Sink {
  add(candidate: Candidate): void;
  full(): boolean;
}

function isSeen(path: string, seen: ReadonlySet<string>): boolean {
  try {
    return seen.has(realpathSync.native(path));
  } catch {
    return false;
  }
}

function firstTime(path: string, seen: Set<string>): boolean {
  let real: string;
  try {
    real = realpathSync.native(path);
  } catch {
    return false;
  }
  return isNew(real, seen);
}

function isNew(real: string, seen: Set<string>): boolean {
  if (seen.has(real)) return false;
  seen.add(real);
  return true;
}

function walk(directory: string, depth: number, seen: Set<string>, out: Sink, problems: Problem[]): void {
  if (depth > DEEPEST || out.full() || !firstTime(directory, seen)) return;
  let names: string[];
  const linked = new Set<string>();
  try {
    const entries = readdirSync(directory, { withFileTypes: true });
    names = entries.map(({ name }) => name).sort();
    for (const entry of entries) if (!entry.isFile()) linked.add(entry.name);
  } catch (error) {
    problems.push({
      code: "E_TEMPLATE_READ",
      detail: { file: directory, reason: (error as NodeJS.ErrnoException).code ?? "?" },
      place: { file: directory, line: 1 },
    });
    return;
  }
  // What is no link is where it is: only the folder has to be asked where it is in truth.
  const here = realpathSync.native(directory);
  // A cloud assembly is read through its manifest, which knows which files are stacks.
  if (names.includes("manifest.json") && isAssembly(join(directory, "manifest.json"))) {
    out.add({ file: join(directory, "manifest.json"), explicit: true });
    return;
  }
  const packaged = join(directory, ".serverless", "cloudformation-template-update-stack.json");
  const hasPackaged = names.includes(".serverless") && existsSync(packaged);
  if (hasPackaged) out.add({ file: packaged, explicit: true });
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
    else if (stats.isFile() && EXTENSION.test(name)) addIfOurs(path, name, stats.size, linked.has(name) ? undefined : here, seen, out);
  }
}

function addBuilt(directory: string, seen: Set<string>, out: Sink): void {
  for (const name of ["template.yaml", "template.yml", "template.json"]) {
    const path = join(directory, "build", name);
    if (existsSync(path) && firstTime(path, seen)) out.add({ file: path, explicit: true });
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
function addIfOurs(path: string, name: string, size: number, here: string | undefined, seen: Set<string>, out: Sink): void {
  const first = () => (here === undefined ? firstTime(path, seen) : isNew(join(here, name), seen));
  if (/^(package|package-lock|tsconfig.*|composer|openapi.*)\.json$/.test(name)) return;
  try {
    const whole = size <= LARGEST_SNIFFED;
    const bytes = whole ? readFileSync(path) : headOf(path);
    if (!sniff(bytes) && !/^serverless\.(ya?ml|json)$/.test(name)) return;
    if (first()) out.add({ file: path, explicit: false, ...(whole ? { bytes } : {}) });
  } catch {
    // Reading it again, by name, says why it cannot be read.
    if (/^(template|serverless)\./.test(name) && first()) out.add({ file: path, explicit: true });
  }
}

function headOf(path: string): Buffer {
  const head = Buffer.alloc(65_536);
  const fd = openSync(path, "r");
  try {
    readSync(fd, head, 0, head.length, 0);
    return head;
  } finally {
    closeSync(fd);
  }
}

function sniff(bytes: Buffer): boolean {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.includes(Buffer.from("Resources", "utf16le"));
  if (bytes.includes("AWSTemplateFormatVersion") || bytes.includes("AWS::Serverless-2016-10-31")) return true;
  if (bytes.includes("Resources") && bytes.includes("AWS::")) return true;
  return bytes.includes('"format_version"') && (bytes.includes('"planned_values"') || bytes.includes('"terraform_version"'));
}
