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
  return rules.findLast((rule) => patternOf(rule.pattern).test(path));
}

/**
 * The pattern rules of gitignore that CODEOWNERS follows: a slash at the beginning or inside binds to the root, else the name
 * matches at any depth; `*` stays inside a folder, `**` crosses them; what names a folder means all inside it, but `docs/*`
 * means only its own files.
 */
function patternOf(pattern: string): RegExp {
  const anchored = pattern.startsWith("/") || pattern.slice(0, -1).includes("/");
  const body = pattern.replace(/^\//, "").replace(/\/$/, "");
  let source = "";
  for (let at = 0; at < body.length; at++) {
    const rest = body.slice(at);
    if (rest.startsWith("**/")) {
      source += "(?:[^/]+/)*";
      at += 2;
    } else if (rest === "**" || rest === "/**") {
      source += rest === "**" ? ".*" : "/.*";
      at += rest.length - 1;
    } else if (rest.startsWith("**")) {
      source += "[^/]*";
      at += 1;
    } else if (body[at] === "*") source += "[^/]*";
    else if (body[at] === "?") source += "[^/]";
    else if (body[at] === "\\" && at + 1 < body.length) source += literal(body[++at] as string);
    else source += literal(body[at] as string);
  }
  const onlyFiles = /(^|\/)\*$/.test(body) && body !== "*";
  const end = pattern.endsWith("/") ? "/.*" : onlyFiles ? "" : "(?:/.*)?";
  return new RegExp(`^${anchored ? "" : "(?:.*/)?"}${source}${end}$`);
}

function literal(char: string): string {
  return char.replace(/[.*+?^${}()|[\]\\/-]/, "\\$&");
}
