// A trail made of the example month, for the benchmarks that read logs.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { scratch } from "./measure.mjs";

/** Records of one object. */
const EVENTS = 2_000;

const month = fileURLToPath(new URL("../../examples/month", import.meta.url));

/** A UUID that is the same in each run. */
function uuid(n, of) {
  const hex = createHash("sha256").update(`${of} ${n}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Objects made of the example month's records, each with ids and a time of its own, and with what `more` says of it. */
export function trail(name, objects, more = () => ({})) {
  const files = readdirSync(month, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".json.gz"));
  const records = files.flatMap((file) => JSON.parse(gunzipSync(readFileSync(join(month, file))).toString()).Records);
  const quiet = records.filter((record) => !String(record.eventID).startsWith("drill-"));
  const folder = scratch(name);
  mkdirSync(folder, { recursive: true });
  let n = 0;
  for (let i = 0; i < objects; i += 1) {
    const list = Array.from({ length: EVENTS }, () => {
      const record = quiet[(n * 7919) % quiet.length];
      n += 1;
      const eventTime = new Date(1_793_500_000_000 + n * 500).toISOString().replace(/\.\d+Z/, "Z");
      return { ...record, eventTime, requestID: uuid(n, "request"), eventID: uuid(n, "event"), ...more(record) };
    });
    writeFileSync(join(folder, `${String(i).padStart(4, "0")}.json.gz`), gzipSync(JSON.stringify({ Records: list })));
  }
  return folder;
}
