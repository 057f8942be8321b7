// (f) Investigation of a lake of ten million events: the whole first answer, and what the roll-ups alone say.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundleOptions } from "../../scripts/bundle.mjs";
import { median, scratch, succeeded } from "./measure.mjs";

const ENTITY = "arn:aws:iam::012345678901:role/service-400";

export async function* investigateBench({ runs = 5 } = {}) {
  // Beside the product, for it needs the native library from node_modules.
  const program = fileURLToPath(new URL("../../node_modules/.cache/yagura-bench/investigate.mjs", import.meta.url));
  await build({ ...bundleOptions, entryPoints: [fileURLToPath(new URL("investigate-program.ts", import.meta.url))], outfile: program });
  const folder = scratch("lake");
  mkdirSync(folder, { recursive: true });
  const made = JSON.parse((await succeeded([program, "make", folder, String(runs === 1 ? 1_000_000 : 10_000_000)])).stdout);
  yield { bench: "investigate.events", value: made.events, unit: "events" };
  yield { bench: "investigate.bytes-an-event", value: made.bytes / made.events, unit: "bytes" };
  const ask = async (how) => {
    const cpu = [];
    for (let i = 0; i < runs; i += 1) cpu.push(JSON.parse((await succeeded([program, "ask", folder, how, ENTITY])).stdout).cpuMs);
    return median(cpu);
  };
  const whole = await ask("whole");
  yield { bench: "investigate.first-answer", value: whole, unit: "ms of CPU", bar: "≤ 500 ms", ok: whole <= 500 };
  const rollups = await ask("rollups");
  yield { bench: "investigate.from-roll-ups", value: rollups, unit: "ms of CPU", bar: "≤ 50 ms", ok: rollups <= 50 };
}
