/** One line of a CODEOWNERS file. No owners means that nobody owns what it matches. */
export interface OwnerRule {
  readonly pattern: string;
  readonly owners: readonly string[];
  readonly line: number;
}

/**
 * Reads a CODEOWNERS file. Sections of GitLab (`[Section]`, with default owners) are understood, too: a rule without owners
 * in one has those of the section.
 */
export function parseCodeowners(text: string): readonly OwnerRule[] {
  const rules: OwnerRule[] = [];
  let ofSection: readonly string[] | undefined;
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.replace(/(^|\s)#.*$/, "").trim();
    if (line === "") continue;
    const section = /^\^?\[[^\]]+\](?:\[\d+\])?\s*(.*)$/.exec(line);
    if (section) {
      ofSection = (section[1] ?? "").split(/\s+/).filter(Boolean);
      continue;
    }
    // Spaces in paths are escaped.
    const [pattern = "", ...owners] = line.split(/(?<!\\)\s+/).map((part) => part.replaceAll("\\ ", " "));
    rules.push({ pattern, owners: owners.length === 0 && ofSection ? ofSection : owners, line: index + 1 });
  }
  return rules;
}

/** The rule that decides about a file, given from the root of the repository: the last that matches. */
export function ownersOf(path: string, rules: readonly OwnerRule[]): OwnerRule | undefined {
  const parts = path.split("/");
  return rules.findLast((rule) => matches(rule.pattern, parts));
}

/**
 * The pattern rules of gitignore that CODEOWNERS follows: a slash at the beginning or inside binds to the root, else the name
 * matches at any depth; `*` stays inside a folder, `**` crosses them; what names a folder means all inside it, but `docs/*`
 * means only its own files.
 */
function matches(pattern: string, path: readonly string[]): boolean {
  const isAnchored = pattern.slice(0, -1).includes("/");
  const isFolder = pattern.endsWith("/");
  const body = pattern.replace(/^\//, "").replace(/\/$/, "").split("/");
  const segments = isAnchored ? body : ["**", ...body];
  const onlyFiles = !isFolder && body.length > 1 && body.at(-1) === "*";
  // Which beginnings of the path the segments read so far can cover: one row a segment, so that many `**` cost no more.
  let covered = new Set([0]);
  for (const [index, segment] of segments.entries()) {
    const next = new Set<number>();
    for (const at of covered) {
      if (segment !== "**") {
        if (at < path.length && matchesName(segment, path[at] as string)) next.add(at + 1);
        continue;
      }
      // At the end it means everything inside, so at least one name.
      for (let to = index === segments.length - 1 ? at + 1 : at; to <= path.length; to += 1) next.add(to);
    }
    covered = next;
  }
  if (onlyFiles) return covered.has(path.length);
  for (const at of covered) if (at > 0 && (isFolder ? at < path.length : at <= path.length)) return true;
  return false;
}

/** `*` and `?` inside one name, `\\` before a character that means itself. Goes back only to the last star. */
function matchesName(pattern: string, name: string): boolean {
  const units = pattern.match(/\\.|[^\\]|\\$/gsu) ?? [];
  let [at, of, star, retry] = [0, 0, -1, 0];
  while (of < name.length) {
    const unit = units[at];
    if (unit === "*") [star, retry, at] = [at, of, at + 1];
    else if (unit !== undefined && (unit === "?" || (unit.length > 1 ? unit.slice(1) : unit) === name[of])) [at, of] = [at + 1, of + 1];
    else if (star >= 0) [at, retry, of] = [star + 1, retry + 1, retry + 1];
    else return false;
  }
  while (units[at] === "*") at += 1;
  return at === units.length;
}
