// Measured in a process of its own: evaluation of an estate made of as many copies of a snapshot as asked for.
import { readFileSync, writeFileSync } from "node:fs";
import { relations } from "../../platform/src/identify/relations.ts";
import { readSnapshot } from "../../platform/src/identify/snapshot.ts";
import { type Estate, mergeEstates } from "../../platform/src/model/index.ts";
import { checks } from "../../platform/src/protect/checks/index.ts";
import { evaluate } from "../../platform/src/protect/evaluate.ts";
import { rankFinding } from "../../platform/src/protect/rank.ts";

const [, , mode, file = "", wanted = "0"] = process.argv;

/** Copies differ in their account, as accounts of one organisation do; no object is shared between them. */
async function estateOf(resources: number): Promise<Estate> {
  const text = readFileSync(file, "utf8");
  const copies: Estate[] = [];
  let count = 0;
  for (let i = 0; count < resources; i += 1) {
    const copy = `${file}.copy.ndjson`;
    writeFileSync(copy, text.replaceAll("123456789012", String(123_456_780_000 + i)));
    const estate = await readSnapshot(copy);
    count += estate.resources.length;
    copies.push(estate);
  }
  return mergeEstates(copies);
}

function measureEvaluation(estate: Estate, ranked: boolean): object {
  // What reading the snapshot left behind is not evaluation's.
  globalThis.gc?.();
  const cpu = process.cpuUsage();
  const began = performance.now();
  const now = new Date("2026-11-22T00:00:00Z");
  const { findings, tallies, faults } = evaluate(estate, checks, ranked ? { now, relate: relations, rank: rankFinding } : { now });
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  let verdicts = 0;
  for (const tally of Object.values(tallies)) for (const n of Object.values(tally)) verdicts += n;
  return {
    ms,
    cpuMs: (user + system) / 1000,
    verdicts,
    findings: findings.length,
    faults: faults.length,
    resources: estate.resources.length,
  };
}

const estate = await estateOf(Number(wanted));
process.stdout.write(JSON.stringify(measureEvaluation(estate, mode === "ranked")));
