// (f) Investigation of a lake of ten million events: the whole first answer, and what the roll-ups alone say.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundleOptions } from "../../scripts/bundle.mjs";
import { median, scratch, succeeded } from "./measure.mjs";

const ROLE = "arn:aws:iam::012345678901:role/service-400";
/** What very many principals have to do with: no roll-up can be passed over. */
const BUCKET = "s3://data-7";

export async function* investigateBench({ runs = 5 } = {}) {
  // Beside the product, for it needs the native library from node_modules.
  const program = fileURLToPath(new URL("../../node_modules/.cache/yagura-bench/investigate.mjs", import.meta.url));
  await build({ ...bundleOptions, entryPoints: [fileURLToPath(new URL("investigate-program.ts", import.meta.url))], outfile: program });
  const folder = scratch("lake");
  mkdirSync(folder, { recursive: true });
  const made = JSON.parse((await succeeded([program, "make", folder, String(runs === 1 ? 1_000_000 : 10_000_000)])).stdout);
  yield { bench: "investigate.events", value: made.events, unit: "events" };
  yield { bench: "investigate.bytes-an-event", value: made.bytes / made.events, unit: "bytes" };
  const ask = async (how, entity) => {
    const cpu = [];
    for (let i = 0; i < runs; i += 1) cpu.push(JSON.parse((await succeeded([program, "ask", folder, how, entity])).stdout).cpuMs);
    return median(cpu);
  };
  const whole = await ask("whole", ROLE);
  yield { bench: "investigate.first-answer", value: whole, unit: "ms of CPU", bar: "≤ 500 ms", ok: whole <= 500 };
  const rollups = await ask("rollups", ROLE);
  yield { bench: "investigate.from-roll-ups", value: rollups, unit: "ms of CPU", bar: "≤ 50 ms", ok: rollups <= 50 };
  yield { bench: "investigate.bucket-from-roll-ups", value: await ask("rollups", BUCKET), unit: "ms of CPU" };
}
