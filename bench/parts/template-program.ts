// Measured in a process of its own: a folder of templates, checked as a whole or only parsed.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument } from "yaml";
import { loadTemplates } from "../../platform/src/identify/template/index.ts";
import { parserOptions } from "../../platform/src/identify/template/read-yaml.ts";
import { run } from "../../platform/src/pipeline.ts";
import { checks } from "../../platform/src/protect/checks/index.ts";

const [, , mode, folder = ""] = process.argv;

function parseOnly(): object {
  let errors = 0;
  for (const name of readdirSync(folder)) errors += parseDocument(readFileSync(join(folder, name), "utf8"), parserOptions).errors.length;
  return { errors };
}

async function wholeCheck(): Promise<object> {
  const { report } = await run([() => loadTemplates([folder])], {
    version: "bench",
    now: new Date("2026-11-22T00:00:00Z"),
    checks,
    signal: new AbortController().signal,
  });
  return { findings: report.findings.length, faults: report.faults.length };
}

const cpu = process.cpuUsage();
const began = performance.now();
const result = mode === "parse" ? parseOnly() : await wholeCheck();
const ms = performance.now() - began;
const { user, system } = process.cpuUsage(cpu);
process.stdout.write(JSON.stringify({ ...result, ms, cpuMs: (user + system) / 1000, templates: readdirSync(folder).length }));
