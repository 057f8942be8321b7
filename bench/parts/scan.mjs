// (a) A live scan of an account of 1,000 functions, beside its calls issued bare; and once more while AWS throttles.
import { readFileSync } from "node:fs";
import { replay } from "./floor.mjs";
import { measured, median, scratch, startStub, yagura } from "./measure.mjs";

/** Calls in flight per service: the scanner's own default. */
const CONCURRENCY = 40;
const RATES = { Lambda: 15, IAM: 15, S3: 40 };

const nameOf = ({ service, operation, input }) => `${service}.${operation} ${JSON.stringify(input)}`;

async function scan(url, report) {
  const result = await measured([
    yagura,
    "scan",
    "--endpoint-url",
    url,
    "--region",
    "ap-northeast-1",
    "--fail-on",
    "none",
    "--format",
    "json",
    "--output",
    report,
  ]);
  if (result.code !== 0) throw new Error(`the scan ended with ${result.code}\n${result.stderr}`);
  const { findings, gaps, faults } = JSON.parse(readFileSync(report, "utf8"));
  const unread = findings.filter(
    (f) => f.because && ["throttled", "failed", "unsupported", "interrupted"].includes(f.because.reason),
  ).length;
  return { ...result, findings, unread, gaps: gaps.length, faults: faults.length };
}

/** Rows of the live scan. `functions` and `latency` are the account's size and the milliseconds of each answer. */
export async function* scanBench({ functions = 1000, latency = 60, runs = 3, throttled = true, accountDump } = {}) {
  const account = accountDump ? ["--account-dump", accountDump] : ["--functions", String(functions)];
  const stub = await startStub([...account, "--latency", String(latency)]);
  const scans = [];
  const floors = [];
  let calls;
  try {
    for (let i = 0; i < runs; i += 1) {
      await stub.reset();
      scans.push(await scan(stub.url, scratch("scan.json")));
      ({ calls } = await stub.log());
      floors.push(await replay(calls, stub.url, CONCURRENCY));
    }
  } finally {
    stub.stop();
  }
  const wall = median(scans.map((s) => s.wallMs)) / 1000;
  const bare = median(floors.map((s) => s.wallMs)) / 1000;
  const [first] = scans;
  yield {
    bench: "scan.wall",
    value: wall,
    unit: "s",
    floor: bare,
    ratio: wall / bare,
    bar: "≤ 1.15 × bare calls",
    ok: wall / bare <= 1.15,
  };
  yield { bench: "scan.wall-limit", value: wall, unit: "s", bar: "≤ 20 s", ok: wall <= 20 };
  const cpu = median(scans.map((s) => s.cpuMs)) / 1000;
  const bareCpu = median(floors.map((s) => s.cpuMs)) / 1000;
  yield { bench: "scan.cpu", value: cpu, unit: "s", floor: bareCpu, ratio: cpu / bareCpu };
  yield { bench: "scan.calls", value: calls.length, unit: "calls" };
  if (!accountDump)
    yield {
      bench: "scan.calls-per-function",
      value: calls.length / functions,
      unit: "calls",
      bar: "≤ 10",
      ok: calls.length / functions <= 10,
    };
  const rss = Math.max(...scans.map((s) => s.rssMb));
  yield { bench: "scan.memory", value: rss, unit: "MB", floor: Math.max(...floors.map((s) => s.rssMb)), bar: "< 256 MB", ok: rss < 256 };
  yield {
    bench: "scan.lost-reads",
    value: first.gaps + first.unread + first.faults,
    unit: "reads",
    bar: "0",
    ok: first.gaps + first.unread + first.faults === 0,
  };
  if (throttled && !accountDump) yield* throttledBench(functions, latency, calls, first.findings);
}

async function* throttledBench(functions, latency, plainCalls, plainFindings) {
  const stub = await startStub(["--functions", String(functions), "--latency", String(latency), "--throttle"]);
  let result;
  let log;
  try {
    result = await scan(stub.url, scratch("throttled.json"));
    log = await stub.log();
  } finally {
    stub.stop();
  }
  const count = (service) => plainCalls.filter((call) => call.service === service).length;
  // The first second's worth of calls comes free: the bucket is full.
  const floor = Math.max(...Object.entries(RATES).map(([service, rate]) => (count(service) - rate) / rate));
  const wall = result.wallMs / 1000;
  yield {
    bench: "throttled.wall",
    value: wall,
    unit: "s",
    floor,
    ratio: wall / floor,
    bar: "≤ 1.15 × what the limits allow",
    ok: wall / floor <= 1.15,
  };
  yield { bench: "throttled.refused", value: log.throttled, unit: "calls", ratio: log.throttled / log.calls.length };
  yield { bench: "throttled.memory", value: result.rssMb, unit: "MB", bar: "< 256 MB", ok: result.rssMb < 256 };
  const answered = new Set(log.calls.map(nameOf));
  const lost = new Set(plainCalls.map(nameOf).filter((name) => !answered.has(name))).size + result.gaps + result.unread + result.faults;
  yield { bench: "throttled.lost-reads", value: lost, unit: "reads", bar: "0", ok: lost === 0 };
  const found = new Set(result.findings.map((f) => f.id));
  const missing =
    plainFindings.filter((f) => !found.has(f.id)).length + Math.max(0, found.size - new Set(plainFindings.map((f) => f.id)).size);
  yield { bench: "throttled.findings-that-differ", value: missing, unit: "findings", bar: "0", ok: missing === 0 };
}
