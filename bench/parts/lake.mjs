// (g) The lake: CloudTrail objects looked at and written, beside unpacking and parsing the same bytes.
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundleOptions } from "../../scripts/bundle.mjs";
import { median, scratch, succeeded } from "./measure.mjs";
import { trail } from "./trail.mjs";

const OBJECTS = 200;
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export async function* lakeBench({ runs = 3 } = {}) {
  // Beside the product, for it needs the native library from node_modules.
  const program = here("../../node_modules/.cache/yagura-bench/lake.mjs");
  await build({ ...bundleOptions, entryPoints: [here("lake-program.ts")], outfile: program });
  const folder = trail("lake-trail", runs === 1 ? OBJECTS / 10 : OBJECTS);
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
