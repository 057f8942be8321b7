// (e) Detection: CloudTrail objects through the whole path, beside unpacking and parsing the same bytes.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { bundled, median, scratch, succeeded } from "./measure.mjs";

const OBJECTS = 200;
const EVENTS = 2_000;
const rulesFolder = fileURLToPath(new URL("../../platform/src/detect/rules", import.meta.url));
const month = fileURLToPath(new URL("../../examples/month", import.meta.url));

/** Objects made of the example month's records, each with an id and a time of its own. */
function corpus(objects) {
  const files = readdirSync(month, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json.gz"));
  const records = files.flatMap((name) => JSON.parse(gunzipSync(readFileSync(join(month, name))).toString()).Records);
  const quiet = records.filter((record) => !String(record.eventID).startsWith("drill-"));
  const folder = scratch("trail");
  mkdirSync(folder, { recursive: true });
  let n = 0;
  for (let i = 0; i < objects; i += 1) {
    const list = Array.from({ length: EVENTS }, () => {
      const record = quiet[(n * 7919) % quiet.length];
      n += 1;
      return { ...record, eventID: `bench-${n}`, eventTime: new Date(1_793_500_000_000 + n * 500).toISOString().replace(/\.\d+Z/, "Z") };
    });
    writeFileSync(join(folder, `${String(i).padStart(4, "0")}.json.gz`), gzipSync(JSON.stringify({ Records: list })));
  }
  return folder;
}

export async function* detectBench({ runs = 3 } = {}) {
  const program = await bundled("detect", { path: fileURLToPath(new URL("detect-program.ts", import.meta.url)) });
  const folder = corpus(runs === 1 ? OBJECTS / 10 : OBJECTS);
  const rate = async (...args) => {
    const rates = [];
    let last;
    for (let i = 0; i < runs; i += 1) {
      const { stdout, rssMb } = await succeeded([program, ...args]);
      last = { ...JSON.parse(stdout), rssMb };
      rates.push(last.events / (last.ms / 1000));
    }
    return { value: median(rates), ...last };
  };
  const floor = await rate("floor", folder);
  const own = await rate("rules", folder, rulesFolder, "0");
  const habits = await rate("behaviours", folder, rulesFolder, "0");
  const many = await rate("rules", folder, rulesFolder, "800");
  const row = (bench, result, bar) => {
    const ratio = result.value / floor.value;
    return {
      bench,
      value: result.value,
      unit: "events/s",
      floor: floor.value,
      ratio,
      ...(bar ? { bar: `≥ ${bar} × floor`, ok: ratio >= bar } : {}),
    };
  };
  yield { bench: "detect.events", value: own.events, unit: "events" };
  yield row(`detect.rate-${own.rules}-rules`, own, 0.75);
  yield row(`detect.rate-${habits.rules}-rules-and-behaviours`, habits, 0.75);
  yield row("detect.rate-800-rules", many, 0.6);
  yield { bench: "detect.memory", value: own.rssMb, unit: "MB", bar: "≤ 1,024 MB", ok: own.rssMb <= 1_024 };
}
