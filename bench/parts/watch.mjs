// (g) Watching: events a second through a folder and through NATS JetStream, and how long an alert takes from the arrival of its event.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { jetstream, jetstreamManager } from "@nats-io/jetstream";
import { connect } from "@nats-io/transport-node";
import { median, scratch, yagura } from "./measure.mjs";

const RULE = `title: Marker
id: bench-marker
name: bench_marker
status: test
logsource: { product: aws, service: cloudtrail }
detection:
  selection: { eventName: BenchMarker }
  condition: selection
level: high
`;
const ACCOUNTS = Array.from({ length: 12 }, (_, i) => String(100_000_000_001 + i * 7_919_000_003));
const PER_FILE = 2_000;
/** Arrivals whose delay is measured, and the time between them. */
const EVERY_MS = 250;
const PROBE_EVENTS = 200;
const MOST_MS = 300_000;

let made = 0;
function record(account, isMarker) {
  made += 1;
  const user = isMarker ? `marked-${made}` : `user-${made % 40}`;
  return {
    eventVersion: "1.11",
    userIdentity: {
      type: "IAMUser",
      arn: `arn:aws:iam::${account}:user/${user}`,
      accountId: account,
      accessKeyId: "AKIAIOSFODNN7EXAMPLE",
      userName: user,
    },
    eventTime: new Date(1_793_500_000_000 + made * 100).toISOString().replace(/\.\d+Z/, "Z"),
    eventSource: isMarker ? "example.amazonaws.com" : "dynamodb.amazonaws.com",
    eventName: isMarker ? "BenchMarker" : made % 3 === 0 ? "PutItem" : "GetItem",
    awsRegion: "ap-northeast-1",
    sourceIPAddress: "198.51.100.7",
    userAgent: "aws-sdk-js/3.1000.0 exec-env/AWS_Lambda_nodejs22.x",
    requestParameters: { tableName: `table-${made % 20}`, key: { id: `item-${made}` } },
    responseElements: null,
    eventID: `bench-${made}`,
    recipientAccountId: account,
    readOnly: !isMarker,
  };
}
const quiet = (count) => Array.from({ length: count }, (_, i) => record(ACCOUNTS[i % ACCOUNTS.length], false));
/** One of each account: when all of them are told, everything before them was looked at. */
const markers = () => ACCOUNTS.map((account) => record(account, true));

/** A running `yagura watch`: when each marker was told, and the CPU time it has used. */
async function watching(source, name) {
  const rules = scratch("watch-rules.yml");
  writeFileSync(rules, RULE);
  const args = [yagura, "watch", source, "--state", scratch(`watch-state-${name}`), "--rules", rules, "--format", "ndjson", "--lang", "en"];
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env.PATH, HOME: scratch(), TMPDIR: scratch(), AWS_EC2_METADATA_DISABLED: "true" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const told = new Map();
  let rest = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (chunk) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop();
    for (const line of lines) {
      const { kind, signal } = JSON.parse(line);
      if (kind === "signal" && signal.detector === "bench-marker") told.set(signal.principal, performance.now());
    }
  });
  child.stderr.setEncoding("utf8").on("data", (chunk) => (errors += chunk));
  const until = async (holds) => {
    const end = performance.now() + MOST_MS;
    while (!holds()) {
      if (child.exitCode !== null || performance.now() > end) throw new Error(`yagura watch did not get there: ${errors.slice(-2_000)}`);
      await sleep(5);
    }
  };
  await until(() => errors.includes("watching "));
  return {
    /** When all of them were told. */
    all: async (records) => {
      await until(() => records.every((r) => told.has(r.userIdentity.arn)));
      return Math.max(...records.map((r) => told.get(r.userIdentity.arn)));
    },
    told,
    cpuMs: () => cpuOf(child.pid),
    stop: async () => {
      child.kill("SIGINT");
      await new Promise((resolve) => child.once("close", resolve));
    },
  };
}

/** CPU time of a process so far; undefined where the system does not say. */
function cpuOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return undefined;
  }
}

/** Rows of one source: `fill` brings much at once, `bring` a little now and then. */
async function* measured(name, { source, fill, bring }, { events, probes }) {
  const worker = await watching(source, name);
  const before = worker.cpuMs();
  const began = performance.now();
  const last = await fill(events);
  const took = (await worker.all(last)) - began;
  const cpu = worker.cpuMs();
  yield { bench: `watch.${name}.rate`, value: events / (took / 1_000), unit: "events/s" };
  if (cpu !== undefined)
    yield { bench: `watch.${name}.rate-of-a-core`, value: events / ((cpu - before) / 1_000), unit: "events a CPU second" };
  const delays = [];
  for (let i = 0; i < probes; i += 1) {
    const marker = record(ACCOUNTS[i % ACCOUNTS.length], true);
    await bring([...quiet(PROBE_EVENTS), marker]);
    const at = performance.now();
    delays.push(worker.all([marker]).then((told) => told - at));
    await sleep(EVERY_MS);
  }
  const sorted = (await Promise.all(delays)).toSorted((a, b) => a - b);
  const p95 = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * 0.95) - 1)];
  yield { bench: `watch.${name}.delay-median`, value: median(sorted), unit: "ms" };
  yield { bench: `watch.${name}.delay-p95`, value: p95, unit: "ms", bar: "≤ 5,000 ms", ok: p95 <= 5_000 };
  await worker.stop();
}

function folderSource() {
  const folder = scratch("watched");
  mkdirSync(folder, { recursive: true });
  let n = 0;
  // As AWS delivers: whole objects.
  const put = (records) => {
    n += 1;
    const file = scratch("arriving.json.gz");
    writeFileSync(file, gzipSync(JSON.stringify({ Records: records })));
    renameSync(file, join(folder, `${String(n).padStart(6, "0")}.json.gz`));
  };
  return {
    source: folder,
    fill: async (events) => {
      const last = markers();
      for (let left = events - last.length; left > 0; left -= PER_FILE) put(quiet(Math.min(left, PER_FILE)));
      put(last);
      return last;
    },
    bring: async (records) => put(records),
  };
}

const SERVER = ["nats-server", "/usr/sbin/nats-server"].find((path) => spawnSync(path, ["--version"]).status === 0);

async function natsSource() {
  const port = await freePort();
  const server = spawn(SERVER, ["-js", "-sd", scratch("nats"), "-a", "127.0.0.1", "-p", String(port)], { stdio: "ignore" });
  let connection;
  while (connection === undefined) {
    if (server.exitCode !== null) throw new Error("the NATS server did not start");
    connection = await connect({ servers: `127.0.0.1:${port}`, reconnect: false, timeout: 500 }).catch(() => sleep(100));
  }
  await (await jetstreamManager(connection)).streams.add({ name: "EVENTS", subjects: ["events.>"] });
  const js = jetstream(connection);
  const publish = async (records) => {
    for (let at = 0; at < records.length; at += 500)
      await Promise.all(records.slice(at, at + 500).map((r) => js.publish(`events.${r.recipientAccountId}`, JSON.stringify(r))));
  };
  const source = `nats://127.0.0.1:${port}/EVENTS`;
  return {
    source,
    fill: async (events) => {
      const last = markers();
      await publish(quiet(events - last.length));
      await publish(last);
      return last;
    },
    bring: publish,
    close: async () => {
      await connection.close();
      server.kill();
    },
  };
}

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

export async function* watchBench({ runs = 3 } = {}) {
  const [events, probes] = runs === 1 ? [20_000, 12] : [200_000, 60];
  yield* measured("folder", folderSource(), { events, probes });
  if (SERVER === undefined) return;
  const nats = await natsSource();
  try {
    yield* measured("nats", nats, { events, probes });
  } finally {
    await nats.close();
  }
}
