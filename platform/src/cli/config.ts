import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Exception, Problem, Settings } from "../model/index.ts";
import { codeOf, YaguraError } from "./errors.ts";

const FILE = ".yagura.yaml";

export interface Config {
  readonly file?: string;
  readonly lang?: string;
  readonly settings: Partial<Settings>;
  readonly exceptions: readonly Exception[];
  readonly problems: readonly Problem[];
}

/** Finds and reads the configuration file: the one given, or `.yagura.yaml` here or above. */
export async function readConfig(given: string | undefined, cwd: string): Promise<Config> {
  const file = given ?? findUp(cwd);
  if (file === undefined) return { settings: {}, exceptions: [], problems: [] };
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") throw new YaguraError("E_FILE_MISSING", { file }, { cause });
    throw new YaguraError("E_FILE_UNREADABLE", { file, message: codeOf(cause) }, { cause });
  }
  // Loaded only when there is a file: start-up stays short without one.
  const [{ readExceptions }, { readSettings }] = await Promise.all([import("../govern/exceptions/read.ts"), import("./settings.ts")]);
  const exceptions = readExceptions(file, text);
  if (exceptions.problems.length > 0) return { file, settings: {}, exceptions: [], problems: exceptions.problems };
  const settings = readSettings(file, text);
  return { file, ...settings, exceptions: exceptions.exceptions };
}

function findUp(from: string): string | undefined {
  let folder = resolve(from);
  for (;;) {
    const file = join(folder, FILE);
    if (existsSync(file)) return file;
    const parent = dirname(folder);
    if (parent === folder) return undefined;
    folder = parent;
  }
}
