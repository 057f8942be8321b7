// (f) The policy engine: plain decisions, questions about outsiders, and everything about an estate.
import { fileURLToPath } from "node:url";
import { bundled, succeeded } from "./measure.mjs";

/** Roles, resources, the bars in seconds and megabytes, and the heap they have to do with: V8 collects garbage late when it has more. */
const SIZES = [
  [1_000, 10_000, undefined, undefined, 480],
  [10_000, 100_000, 10, 500, 480],
  [50_000, 500_000, 90, undefined, 6000],
];

export async function* policyBench({ runs = 3 } = {}) {
  const program = await bundled("policy", { path: fileURLToPath(new URL("policy-program.ts", import.meta.url)) });
  const run = async (args, heapMb = 480) => {
    const { stdout, rssMb } = await succeeded([program, ...args.map(String)], [0], { nodeOptions: [`--max-old-space-size=${heapMb}`] });
    return { ...JSON.parse(stdout), rssMb };
  };
  const { perSecond } = await run(["decide"]);
  yield { bench: "policy.decisions", value: perSecond, unit: "decisions/s", bar: "≥ 200,000", ok: perSecond >= 200_000 };
  const exists = await run(["exists"]);
  yield { bench: "policy.external-median", value: exists.medianMs, unit: "ms", bar: "< 0.1 ms", ok: exists.medianMs < 0.1 };
  yield { bench: "policy.external-worst", value: exists.worstMs, unit: "ms", bar: "< 50 ms", ok: exists.worstMs < 50 };
  yield { bench: "policy.external-undecided", value: exists.answers.undecided, unit: `of ${exists.policies} policies` };
  const totals = [];
  for (const [roles, resources, seconds, megabytes, heapMb] of runs === 1 ? SIZES.slice(0, 1) : SIZES) {
    const found = await run(["estate", roles, resources], heapMb);
    const name = `policy.estate-${roles / 1_000}k`;
    totals.push([roles, found.totalMs]);
    const value = found.totalMs / 1_000;
    yield { bench: name, value, unit: "s", ...(seconds ? { bar: `< ${seconds} s`, ok: value < seconds } : {}) };
    for (const [lap, ms] of Object.entries(found.laps)) yield { bench: `${name}-${lap}`, value: ms / 1_000, unit: "s" };
    yield {
      bench: `${name}-memory`,
      value: found.rssMb,
      unit: "MB",
      ...(megabytes ? { bar: `< ${megabytes} MB`, ok: found.rssMb < megabytes } : {}),
    };
    for (const kind of ["classes", "exposures", "pairs", "paths", "cuts"])
      yield { bench: `${name}-${kind}`, value: found[kind], unit: kind };
  }
  if (totals.length > 1) {
    const [[small, smallMs], [large, largeMs]] = totals;
    const growth = largeMs / smallMs;
    const bar = (large * Math.log(large)) / (small * Math.log(small));
    yield { bench: "policy.growth", value: growth, unit: "× time for 10 × roles", bar: `≤ n log n (${bar.toFixed(1)})`, ok: growth <= bar };
  }
}
