// (g) The lake: CloudTrail objects looked at and written, beside unpacking and parsing the same bytes.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { bundleOptions } from "../../scripts/bundle.mjs";
import { median, scratch, succeeded } from "./measure.mjs";

const OBJECTS = 200;
const EVENTS = 2_000;
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const idOf = (n, of) =>
  createHash("sha256")
    .update(`${of} ${n}`)
    .digest("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/, "$1-$2-$3-$4-$5");

/** The example month's records over two days, each with ids and a time of its own. */
function corpus(objects) {
  const month = here("../../examples/month");
  const files = readdirSync(month, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json.gz"));
  const records = files.flatMap((name) => JSON.parse(gunzipSync(readFileSync(join(month, name))).toString()).Records);
  const quiet = records.filter((record) => !String(record.eventID).startsWith("drill-"));
  const folder = scratch("lake-trail");
  mkdirSync(folder, { recursive: true });
  let n = 0;
  for (let i = 0; i < objects; i += 1) {
    const list = Array.from({ length: EVENTS }, () => {
      const record = quiet[(n * 7919) % quiet.length];
      n += 1;
      const eventTime = new Date(1_793_500_000_000 + n * 500).toISOString().replace(/\.\d+Z/, "Z");
      return { ...record, eventTime, requestID: idOf(n, "request"), eventID: idOf(n, "event") };
    });
    writeFileSync(join(folder, `${String(i).padStart(4, "0")}.json.gz`), gzipSync(JSON.stringify({ Records: list })));
  }
  return folder;
}

export async function* lakeBench({ runs = 3 } = {}) {
  // Beside the product, for it needs the native library from node_modules.
  const program = here("../../node_modules/.cache/yagura-bench/lake.mjs");
  await build({ ...bundleOptions, entryPoints: [here("lake-program.ts")], outfile: program });
  const folder = corpus(runs === 1 ? OBJECTS / 10 : OBJECTS);
  const lake = scratch("written");
  const measured = { floor: [], write: [], whole: [] };
  // In turn, so that what else the machine does falls on all of them.
  for (let i = 0; i < runs; i += 1)
    for (const mode of Object.keys(measured)) {
      rmSync(lake, { recursive: true, force: true });
      const { stdout, rssMb } = await succeeded([program, mode, folder, lake, here("../../platform/src/detect/rules")]);
      measured[mode].push({ ...JSON.parse(stdout), rssMb });
    }
  const rate = (mode) => median(measured[mode].map(({ events, ms }) => events / (ms / 1_000)));
  const cpu = (mode) => median(measured[mode].map(({ events, cpuMs }) => (cpuMs * 1_000) / events));
  const row = (bench, mode, bar) => {
    const [value, floor] = [rate(mode), rate("floor")];
    const ratio = value / floor;
    return { bench, value, unit: "events/s", floor, ratio, ...(bar ? { bar: `≥ ${bar} × floor`, ok: ratio >= bar } : {}) };
  };
  yield row("lake.rate-write-only", "write");
  yield row("lake.rate-detect-and-write", "whole", 0.3);
  yield { bench: "lake.cpu-detect-and-write", value: cpu("whole"), unit: "µs of CPU an event", floor: cpu("floor") };
  yield { bench: "lake.memory", value: median(measured.whole.map(({ rssMb }) => rssMb)), unit: "MB" };
}
