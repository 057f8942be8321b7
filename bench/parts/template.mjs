// (c) 1,000 templates: the whole check, beside only parsing their YAML.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundled, median, root, scratch, succeeded } from "./measure.mjs";

const TEMPLATES = 1000;

/** Real templates of public applications and our examples, each many times over with other names and values. */
function writeTemplates(folder) {
  const fixtures = join(root, "platform/src/identify/template/fixtures");
  const sources = [
    ...readdirSync(fixtures)
      .filter((name) => name.endsWith(".yaml"))
      .map((name) => join(fixtures, name)),
    ...["orders-weak", "orders-hardened"].map((name) => join(root, "examples", name, "template.yaml")),
  ].map((path) => readFileSync(path, "utf8"));
  mkdirSync(folder, { recursive: true });
  for (let i = 0; i < TEMPLATES; i += 1) {
    const source = sources[i % sources.length];
    const text = source
      .replace(/^(Description: *)(?![>|])(.*)$/m, (_, key) => `${key}Variant ${i} of a template`)
      .replaceAll(
        /^( +)(MemorySize|Timeout|VisibilityTimeout|RetentionInDays): *\d+ *$/gm,
        (_, indent, key) => `${indent}${key}: ${[1, 3, 5, 7, 14, 30][i % 6]}`,
      );
    writeFileSync(join(folder, `stack-${String(i).padStart(4, "0")}.yaml`), `# ${i}\n${text}`);
  }
}

export async function* templateBench({ runs = 3 } = {}) {
  const folder = scratch("templates");
  writeTemplates(folder);
  const program = await bundled("template", { path: fileURLToPath(new URL("template-program.ts", import.meta.url)) });
  const whole = [];
  const parse = [];
  for (let i = 0; i < runs; i += 1) {
    parse.push(JSON.parse((await succeeded([program, "parse", folder])).stdout));
    whole.push(JSON.parse((await succeeded([program, "check", folder])).stdout));
  }
  const rate = (results, key) => median(results.map((r) => r.templates / (r[key] / 1000)));
  const value = rate(whole, "ms");
  const floor = rate(parse, "ms");
  yield {
    bench: "template.rate",
    value,
    unit: "templates/s",
    floor,
    ratio: value / floor,
    bar: "≥ 0.7 × parse only",
    ok: value / floor >= 0.7,
  };
  const cpuRatio = rate(whole, "cpuMs") / rate(parse, "cpuMs");
  yield {
    bench: "template.rate-cpu",
    value: rate(whole, "cpuMs"),
    unit: "templates/s of CPU",
    floor: rate(parse, "cpuMs"),
    ratio: cpuRatio,
  };
  yield { bench: "template.findings", value: whole[0].findings, unit: "findings" };
  yield { bench: "template.faults", value: whole[0].faults, unit: "faults", bar: "0", ok: whole[0].faults === 0 };
}
