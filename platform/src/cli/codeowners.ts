import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { type OwnerRule, ownersOf, parseCodeowners } from "../protect/sprawl/codeowners.ts";
import type { FileOwners } from "../protect/sprawl/owner.ts";

/** Where GitHub and GitLab look for it, in this order. */
const PLACES = [".github/CODEOWNERS", ".gitlab/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

interface Repository {
  readonly root: string;
  readonly file: string;
  readonly rules: readonly OwnerRule[];
}

/** Owners of files by the CODEOWNERS of the repository they lie in; each is read once. */
export function fileOwnersFrom(cwd: string): FileOwners {
  const known = new Map<string, Repository | undefined>();
  return (file) => {
    const path = resolve(cwd, file);
    const folder = dirname(path);
    if (!known.has(folder)) known.set(folder, repositoryOf(folder));
    const repository = known.get(folder);
    if (!repository) return undefined;
    const rule = ownersOf(relative(repository.root, path).split(sep).join("/"), repository.rules);
    return rule && rule.owners.length > 0 ? { who: rule.owners, where: `${repository.file}:${rule.line}` } : undefined;
  };
}

/** The nearest folder above that has a CODEOWNERS; the search ends at the root of a repository. */
function repositoryOf(from: string): Repository | undefined {
  let root = from;
  for (;;) {
    for (const place of PLACES) {
      const file = join(root, place);
      if (!statSync(file, { throwIfNoEntry: false })?.isFile()) continue;
      try {
        return { root, file: place, rules: parseCodeowners(readFileSync(file, "utf8")) };
      } catch {
        return undefined; // one that may not be read names nobody
      }
    }
    const parent = dirname(root);
    if (parent === root || existsSync(join(root, ".git"))) return undefined;
    root = parent;
  }
}
