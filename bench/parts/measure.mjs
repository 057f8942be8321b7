// Runs programs in processes of their own and says what they used.

import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundleOptions } from "../../scripts/bundle.mjs";

let made;

export const root = fileURLToPath(new URL("../..", import.meta.url));
/** The product as it was built when the run began: a build beside a long run must not take its chunks away. */
export const yagura = scratch("dist", "yagura.js");
cpSync(join(root, "platform/dist"), scratch("dist"), { recursive: true });
// Programs of the benchmarks look for the data beside themselves, as the product does.
cpSync(join(root, "platform/data"), scratch("data"), { recursive: true });
const meter = fileURLToPath(new URL("meter.mjs", import.meta.url));

/** Credentials and an endpoint that lead nowhere real. */
const environment = {
  PATH: process.env.PATH,
  HOME: tmpdir(),
  TMPDIR: tmpdir(),
  LANG: "C.UTF-8",
  AWS_ACCESS_KEY_ID: "AKIAIOSFODNN7EXAMPLE",
  AWS_SECRET_ACCESS_KEY: "bench",
  AWS_REGION: "ap-northeast-1",
  AWS_EC2_METADATA_DISABLED: "true",
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
};

/** A folder for this run; gone when the run ends. */
export function scratch(...names) {
  if (!made) {
    made = mkdtempSync(join(tmpdir(), "yagura-bench-"));
    process.on("exit", () => rmSync(made, { recursive: true, force: true }));
  }
  return join(made, ...names);
}

/** Runs `node …args` to its end: `{ code, stdout, stderr, rssMb, cpuMs, wallMs }`. */
export async function measured(args, { nodeOptions = [], bare = false } = {}) {
  const file = scratch("meter.json");
  const child = spawn(process.execPath, [...nodeOptions, ...(bare ? [] : ["--import", meter]), ...args], {
    env: { ...environment, BENCH_METER: file },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const began = performance.now();
  const chunks = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"]) child[name].setEncoding("utf8").on("data", (text) => (chunks[name] += text));
  const code = await new Promise((resolve) => child.on("close", resolve));
  const outsideMs = performance.now() - began;
  return { code, ...chunks, outsideMs, ...(bare ? {} : JSON.parse(readFileSync(file, "utf8"))) };
}

/** Runs and fails loudly unless the exit code is one of `codes`. */
export async function succeeded(args, codes = [0], options = {}) {
  const result = await measured(args, options);
  if (!codes.includes(result.code)) throw new Error(`node ${args.join(" ")} ended with ${result.code}\n${result.stderr.slice(-2_000)}`);
  return result;
}

/** The AWS of bench/stub in a process of its own. */
export async function startStub(args) {
  const child = spawn(process.execPath, [join(root, "bench/stub/server.mjs"), ...args], {
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const port = await new Promise((resolve, reject) => {
    child.stdout.once("data", (data) => resolve(String(data).trim()));
    child.once("exit", () => reject(new Error("the stub did not start")));
  });
  const url = `http://127.0.0.1:${port}`;
  const ask = async (path) => (await fetch(`${url}/-/${path}`)).json();
  return { url, log: () => ask("log"), reset: () => ask("reset"), stop: () => child.kill() };
}

/** Bundles a source file of the bench the way the product is bundled, so that both load as fast. */
export async function bundled(name, source) {
  const outfile = scratch(`${name}.mjs`);
  await build({
    ...bundleOptions,
    ...(source.path
      ? { entryPoints: [source.path] }
      : { stdin: { contents: source.text, resolveDir: join(root, "bench/parts"), loader: "js" } }),
    outfile,
  });
  return outfile;
}

export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
