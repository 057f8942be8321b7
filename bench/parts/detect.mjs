// (e) Detection: CloudTrail objects through the whole path, beside unpacking and parsing the same bytes.
import { fileURLToPath } from "node:url";
import { bundled, median, succeeded } from "./measure.mjs";
import { trail } from "./trail.mjs";

const OBJECTS = 200;
const rulesFolder = fileURLToPath(new URL("../../platform/src/detect/rules", import.meta.url));

/** What nearly every record of a call over the network carries, and the example leaves out. */
function tlsOf(record) {
  if (!/^\d/.test(record.sourceIPAddress)) return {};
  const [service] = record.eventSource.split(".");
  // IAM has one endpoint for all regions; STS is mostly called so too.
  const host = service === "iam" || service === "sts" ? record.eventSource : `${service}.${record.awsRegion}.amazonaws.com`;
  return { tlsDetails: { tlsVersion: "TLSv1.3", cipherSuite: "TLS_AES_128_GCM_SHA256", clientProvidedHostHeader: host } };
}

export async function* detectBench({ runs = 3 } = {}) {
  const program = await bundled("detect", { path: fileURLToPath(new URL("detect-program.ts", import.meta.url)) });
  const folder = trail("trail", runs === 1 ? OBJECTS / 10 : OBJECTS, tlsOf);
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
  const reader = await bundled("detect-reader", {
    path: fileURLToPath(new URL("../../platform/src/detect/threads/reader.ts", import.meta.url)),
  });
  const shared = await rate("behaviours", folder, rulesFolder, "0", "2", reader);
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
  const besideOne = (bench, unit, value, alone) => ({ bench, value, unit, floor: alone, ratio: value / alone });
  yield { bench: "detect.events", value: own.events, unit: "events" };
  yield row(`detect.rate-${own.rules}-rules`, own, 0.75);
  yield row(`detect.rate-${habits.rules}-rules-and-behaviours`, habits, 0.75);
  yield row("detect.rate-800-rules", many, 0.6);
  yield besideOne("detect.workers-2", "events/s", shared.value, habits.value);
  yield besideOne("detect.workers-2-cpu", "ms of all threads", shared.cpuMs, habits.cpuMs);
  yield { bench: "detect.memory", value: habits.rssMb, unit: "MB", bar: "≤ 1,024 MB", ok: habits.rssMb <= 1_024 };
  const filler = await bundled("detect-memory", { path: fileURLToPath(new URL("detect-memory-program.ts", import.meta.url)) });
  const { stdout, rssMb } = await succeeded([filler]);
  const { keys } = JSON.parse(stdout);
  yield { bench: "detect.memory-million-keys", value: rssMb, unit: `MB, ${keys} keys`, bar: "≤ 1,024 MB", ok: rssMb <= 1_024 };
}
