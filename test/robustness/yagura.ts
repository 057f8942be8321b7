import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const BUILT = `${ROOT}platform/dist`;
if (!existsSync(`${BUILT}/yagura.js`)) throw new Error("platform/dist is missing: run `npm run build` first");
/** The program as it was built when the test began: a build beside a test must not take its chunks away. Natives are found from here. */
const CACHE = `${ROOT}node_modules/.cache`;
mkdirSync(CACHE, { recursive: true });
const copy = mkdtempSync(join(CACHE, "yagura-test-"));
cpSync(BUILT, join(copy, "dist"), { recursive: true });
symlinkSync(`${ROOT}platform/data`, join(copy, "data"));
const YAGURA = join(copy, "dist/yagura.js");
afterAll(() => rmSync(copy, { recursive: true, force: true }));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

export interface How {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** Called once with the running program. */
  readonly meanwhile?: (child: ChildProcess) => void;
  /** What comes by standard input. */
  readonly input?: Uint8Array;
  /** File descriptor for standard output in place of a pipe. */
  readonly stdout?: number;
}

/** A folder that is gone after the tests of the file. */
export function folder(): string {
  const at = mkdtempSync(join(tmpdir(), "yagura-robust-"));
  afterAll(() => rmSync(at, { recursive: true, force: true }));
  return at;
}

/** Runs the built program as a person does; nothing of this machine's environment gets in. */
export function yagura(args: readonly string[], how: How = {}): Promise<Ended> {
  const env = { PATH: process.env["PATH"] ?? "", HOME: tmpdir(), TZ: "UTC", AWS_EC2_METADATA_DISABLED: "true", ...how.env };
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [YAGURA, ...args], {
      cwd: how.cwd ?? tmpdir(),
      env,
      stdio: [how.input === undefined ? "ignore" : "pipe", how.stdout ?? "pipe", "pipe"],
    });
    const text = { stdout: "", stderr: "" };
    child.stdout?.setEncoding("utf8").on("data", (chunk: string) => (text.stdout += chunk));
    child.stderr?.setEncoding("utf8").on("data", (chunk: string) => (text.stderr += chunk));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...text, seconds: (performance.now() - began) / 1000 }));
    child.stdin?.end(how.input);
    how.meanwhile?.(child);
  });
}
