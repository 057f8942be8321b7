// Installs what a command needs, once: `node scripts/ensure.mjs node moto`. Uses nothing but Node itself.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const MOTO = readFileSync(join(root, "test/moto/requirements.txt"), "utf8").match(/^moto\[server\]==(\S+)/m)?.[1] ?? "";

function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: ["ignore", 2, 2], ...options });
  return result.status === 0;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

const needs = {
  /** The npm packages of the lock file. */
  node() {
    const marker = join(root, "node_modules/.package-lock.json");
    const fresh = existsSync(marker) && statSync(marker).mtimeMs >= statSync(join(root, "package-lock.json")).mtimeMs - 1000;
    if (fresh) return;
    console.error("Installing npm packages …");
    // No package of ours needs an install script; esbuild's binary comes as a package of its own.
    if (!run("npm", ["ci", "--ignore-scripts", "--no-fund", "--no-audit"])) fail("`npm ci` failed; check the network and try again");
  },

  /** moto's server, for the tests against an AWS that is not AWS. */
  moto() {
    const venv = join(root, ".venv/bin/moto_server");
    if (existsSync(venv)) return;
    const version = spawnSync("python3", ["-c", "import moto, flask; print(moto.__version__)"], { encoding: "utf8" });
    if (version.status === 0 && version.stdout.trim() === MOTO && run("sh", ["-c", "command -v moto_server >/dev/null"])) return;
    console.error("Installing moto …");
    const made =
      run("python3", ["-m", "venv", ".venv"]) || (debian(["python3", "python3-venv"]) && run("python3", ["-m", "venv", ".venv"]));
    const installed =
      made && run(join(root, ".venv/bin/pip"), ["install", "--quiet", "--disable-pip-version-check", "-r", "test/moto/requirements.txt"]);
    if (!installed) missing("moto", "install Python 3 with venv");
  },

  /** A browser, for the tests of the HTML report. */
  chromium() {
    if (existsSync("/usr/bin/chromium") || process.env.CHROMIUM) return;
    console.error("Installing chromium …");
    if (!debian(["chromium"])) missing("chromium", "install chromium, or set CHROMIUM to its path");
  },

  /** A NATS server, for the tests of `yagura watch`. Debian puts it where only root's PATH looks. */
  nats() {
    if (run("sh", ["-c", "PATH=$PATH:/usr/sbin command -v nats-server >/dev/null"])) return;
    console.error("Installing nats-server …");
    if (!debian(["nats-server"])) missing("nats-server", "install nats-server 2.9 or newer");
  },

  /** xmllint, for the JUnit schema. */
  xmllint() {
    if (run("sh", ["-c", "command -v xmllint >/dev/null"])) return;
    console.error("Installing xmllint …");
    if (!debian(["libxml2-utils"])) missing("xmllint", "install libxml2-utils");
  },
};

/** Debian's packages, when we are root on Debian; nothing is installed otherwise. */
function debian(packages) {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return (
    run("apt-get", ["update", "-qq"], { env }) && run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], { env })
  );
}

/** CI must have every lane; at a desk a lane may be skipped, and says so. */
function missing(what, how) {
  if (process.env.CI) fail(`${what} could not be installed; ${how}`);
  console.error(`${what} could not be installed: its tests will be skipped; ${how}`);
}

for (const need of process.argv.slice(2)) {
  if (!needs[need]) fail(`unknown need: ${need}`);
  needs[need]();
}
