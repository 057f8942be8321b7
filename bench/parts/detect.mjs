// (e) Detection: CloudTrail objects through the whole path, beside unpacking and parsing the same bytes.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { bundled, median, scratch, succeeded } from "./measure.mjs";

const OBJECTS = 200;
const EVENTS = 2_000;
const rulesFolder = fileURLToPath(new URL("../../platform/src/detect/rules", import.meta.url));
const month = fileURLToPath(new URL("../../examples/month", import.meta.url));

/** A UUID that is the same in each run. */
function uuid(n, of) {
  const hex = createHash("sha256").update(`${of} ${n}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** What nearly every record of a call over the network carries, and the example leaves out. */
function tlsOf(record) {
  if (!/^\d/.test(record.sourceIPAddress)) return {};
  const [service] = record.eventSource.split(".");
  // IAM has one endpoint for all regions; STS is mostly called so too.
  const host = service === "iam" || service === "sts" ? record.eventSource : `${service}.${record.awsRegion}.amazonaws.com`;
  return { tlsDetails: { tlsVersion: "TLSv1.3", cipherSuite: "TLS_AES_128_GCM_SHA256", clientProvidedHostHeader: host } };
}

/** Objects made of the example month's records, each with ids and a time of its own. */
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
      const eventTime = new Date(1_793_500_000_000 + n * 500).toISOString().replace(/\.\d+Z/, "Z");
      return { ...record, eventTime, requestID: uuid(n, "request"), eventID: uuid(n, "event"), ...tlsOf(record) };
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
  yield { bench: "detect.memory", value: habits.rssMb, unit: "MB", bar: "≤ 1,024 MB", ok: habits.rssMb <= 1_024 };
  const filler = await bundled("detect-memory", { path: fileURLToPath(new URL("detect-memory-program.ts", import.meta.url)) });
  const { stdout, rssMb } = await succeeded([filler]);
  const { keys } = JSON.parse(stdout);
  yield { bench: "detect.memory-million-keys", value: rssMb, unit: `MB, ${keys} keys`, bar: "≤ 1,024 MB", ok: rssMb <= 1_024 };
}
