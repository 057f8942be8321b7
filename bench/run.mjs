// npm run bench [-- --only scan,check] [--json] [--quick] [--account-dump <folder>]
import { parseArgs } from "node:util";
import { detectBench } from "./parts/detect.mjs";
import { evaluateBench } from "./parts/evaluate.mjs";
import { investigateBench } from "./parts/investigate.mjs";
import { lakeBench } from "./parts/lake.mjs";
import { policyBench } from "./parts/policy.mjs";
import { scanBench } from "./parts/scan.mjs";
import { startupBench } from "./parts/startup.mjs";
import { templateBench } from "./parts/template.mjs";
import { watchBench } from "./parts/watch.mjs";

const benches = {
  startup: startupBench,
  template: templateBench,
  policy: policyBench,
  check: evaluateBench,
  scan: scanBench,
  detect: detectBench,
  lake: lakeBench,
  investigate: investigateBench,
  watch: watchBench,
};
const { values: options } = parseArgs({
  options: {
    only: { type: "string" },
    json: { type: "boolean", default: false },
    /** One run of each, a tenth of the account, no throttling: to see that it works, not how fast. */
    quick: { type: "boolean", default: false },
    /** A recorded account instead of the made-up one. */
    "account-dump": { type: "string" },
  },
});
const wanted = options.only?.split(",") ?? Object.keys(benches);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(", ")}; there are ${Object.keys(benches).join(", ")}`);
  process.exit(2);
}

const number = (value) => (value === undefined ? "" : value.toLocaleString("en", { maximumFractionDigits: value < 100 ? 2 : 0 }));

function print(row) {
  if (options.json) {
    const { bench, value, unit, floor = null, ratio = null, bar = null, ok = null } = row;
    console.log(JSON.stringify({ bench, value, unit, floor, ratio, bar, ok }));
    return;
  }
  const mark = row.ok === undefined ? " " : row.ok ? "✓" : "✗";
  const beside = row.floor === undefined ? "" : `beside ${number(row.floor)}${row.ratio === undefined ? "" : ` (${number(row.ratio)} ×)`}`;
  console.log(
    `${mark} ${row.bench.padEnd(32)} ${number(row.value).padStart(12)} ${row.unit.padEnd(26)} ${beside.padEnd(26)} ${row.bar ?? ""}`.trimEnd(),
  );
}

let failed = false;
for (const name of wanted) {
  const quick = options.quick ? { runs: 1, functions: 100, throttled: false } : {};
  for await (const row of benches[name]({ ...quick, ...(options["account-dump"] ? { accountDump: options["account-dump"] } : {}) })) {
    if (row.ok === false) failed = true;
    print(row);
  }
}
process.exitCode = failed ? 1 : 0;
