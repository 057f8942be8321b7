import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const STARTUP_MS = 60_000;

/** A program of the repository's own Python environment, else of the machine. */
function program(name: string): string {
  const own = `${ROOT}.venv/bin/${name}`;
  return existsSync(own) ? own : name;
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
}

/** An AWS of our own: moto's server as a child process. */
export interface Moto {
  readonly endpoint: string;
  /** Runs a Python script of this folder against it. Returns what it printed, as JSON. */
  seed(script: string, ...args: readonly string[]): Promise<unknown>;
  stop(): Promise<void>;
}

/** Credentials as moto expects them: any. */
export const motoCredentials = async () => ({ accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "example" });

/** `env` goes to the server, e.g. to load the policies that AWS manages. */
export async function startMoto(env: Readonly<Record<string, string>> = {}): Promise<Moto> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const child = spawn(program("moto_server"), ["-H", "127.0.0.1", "-p", String(port)], {
    stdio: "ignore",
    env: { ...process.env, ...env },
  });
  await answering(child, endpoint);
  return {
    endpoint,
    async seed(script, ...args) {
      const env = { ...process.env, AWS_ACCESS_KEY_ID: "example", AWS_SECRET_ACCESS_KEY: "example", AWS_DEFAULT_REGION: "us-east-1" };
      const { stdout } = await promisify(execFile)(program("python3"), [`${ROOT}test/moto/${script}`, endpoint, ...args], {
        env,
        maxBuffer: 16 * 1024 * 1024,
      });
      return JSON.parse(stdout) as unknown;
    },
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.kill();
      }),
  };
}

async function answering(child: ChildProcess, endpoint: string): Promise<void> {
  let failed: Error | undefined;
  child.once("error", (error) => {
    failed = error;
  });
  child.once("exit", (code) => {
    failed ??= new Error(`moto_server ended with ${code}`);
  });
  const until = Date.now() + STARTUP_MS;
  while (Date.now() < until) {
    if (failed) throw failed;
    try {
      if ((await fetch(`${endpoint}/moto-api/data.json`)).ok) return;
    } catch {
      // not listening yet
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  child.kill();
  throw new Error("moto_server did not start");
}
