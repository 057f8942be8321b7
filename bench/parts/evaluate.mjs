// (b) Evaluation alone: an estate of 100,000 resources, every check.
import { fileURLToPath } from "node:url";
import { bundled, median, scratch, startStub, succeeded, yagura } from "./measure.mjs";

const RESOURCES = 100_000;

/** An estate as the collectors make it, in a file. */
async function snapshot() {
  const stub = await startStub(["--functions", "1000", "--latency", "0"]);
  const file = scratch("estate.ndjson");
  try {
    await succeeded([yagura, "snapshot", file, "--endpoint-url", stub.url, "--region", "ap-northeast-1"]);
  } finally {
    stub.stop();
  }
  return file;
}

export async function* evaluateBench({ runs = 3 } = {}) {
  const program = await bundled("evaluate", { path: fileURLToPath(new URL("evaluate-program.ts", import.meta.url)) });
  const file = await snapshot();
  const measure = async (mode) => {
    const results = [];
    for (let i = 0; i < runs; i += 1) {
      const { stdout, rssMb } = await succeeded([program, mode, file, String(RESOURCES)], [0], { nodeOptions: ["--expose-gc"] });
      results.push({ ...JSON.parse(stdout), rssMb });
    }
    return results;
  };
  const rateOf = (list) => median(list.map((r) => r.verdicts / (r.ms / 1000)));
  const alone = await measure("alone");
  // As a scan does it: with the graph of relations and the rank of every finding.
  const results = await measure("ranked");
  const rate = rateOf(alone);
  const [{ resources, verdicts, findings, faults }] = results;
  yield { bench: "check.rate", value: rate, unit: "resource-checks/s", bar: "≥ 1,000,000", ok: rate >= 1_000_000 };
  yield { bench: "check.rate-ranked", value: rateOf(results), unit: "resource-checks/s" };
  yield { bench: "check.resources", value: resources, unit: "resources" };
  yield { bench: "check.verdicts", value: verdicts, unit: "resource-checks" };
  yield { bench: "check.findings", value: findings, unit: "findings" };
  yield { bench: "check.faults", value: faults, unit: "faults", bar: "0", ok: faults === 0 };
  const rss = Math.max(...results.map((r) => r.rssMb));
  yield { bench: "check.memory", value: rss, unit: "MB", bar: "< 600 MB", ok: rss < 600 };
}
