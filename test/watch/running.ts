import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { ROOT } from "../robustness/yagura.ts";

export interface Line {
  readonly kind: "signal" | "story";
  readonly id: string;
  readonly at: string;
  readonly signal: { readonly detector: string; readonly principal: string };
}

/** A running `yagura watch`. */
export interface Running {
  /** What it has told so far. */
  readonly lines: () => readonly Line[];
  readonly stderr: () => string;
  /** Kills it; throws when it was not this that ended it. */
  kill(): Promise<void>;
  /** Ends it as a person would; its exit code. */
  interrupt(): Promise<number | null>;
}

/** Starts a worker and waits until it watches. */
export async function startWatch(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Running> {
  const child = spawn(process.execPath, [`${ROOT}platform/dist/yagura.js`, "watch", ...args, "--format", "ndjson", "--lang", "en"], {
    cwd: tmpdir(),
    env: { PATH: process.env["PATH"] ?? "", HOME: tmpdir(), TZ: "UTC", AWS_EC2_METADATA_DISABLED: "true", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => (out += chunk));
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (err += chunk));
  const closed = new Promise<number | null>((resolve) => child.once("close", resolve));
  await until(
    () => err.includes("watching ") || child.exitCode !== null,
    60_000,
    () => err,
  );
  if (child.exitCode !== null) throw new Error(`yagura watch ended: ${err}`);
  return {
    lines: () =>
      out
        .split("\n")
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Line),
    stderr: () => err,
    kill: async () => {
      child.kill("SIGKILL");
      await closed;
      if (child.signalCode !== "SIGKILL") throw new Error(`yagura watch had ended by itself: ${err}`);
    },
    interrupt: () => {
      child.kill("SIGINT");
      return closed;
    },
  };
}

/** Waits for something to come true. */
export async function until(holds: () => boolean | Promise<boolean>, ms: number, what: () => string): Promise<void> {
  const end = performance.now() + ms;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`it did not happen within ${ms} ms: ${what()}`);
    await sleep(100);
  }
}
