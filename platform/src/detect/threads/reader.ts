// A thread that reads logs and puts their events to the rules: the part of the work that needs no memory of other events.
import { parentPort, workerData } from "node:worker_threads";
import type { LogEvent } from "../../model/index.ts";
import { derivedFields } from "../derived.ts";
import { logSources } from "../log-source.ts";
import { RuleSet } from "../sigma/ruleset.ts";
import type { Answer, Job, ReaderData } from "./job.ts";
import { type Matched, Packer, transferable } from "./pack.ts";
import type { Parcel } from "./parcel.ts";
import { readPiece } from "./piece.ts";
import { fieldsAsked } from "./slim.ts";

const { rules: given, placeholders } = workerData as ReaderData;
const rules = new RuleSet(given, { placeholders, derived: derivedFields });
const places = new Map(rules.rules.map((rule, place) => [rule, place]));
const asked = fieldsAsked(rules);

function matched(event: LogEvent): Matched | undefined {
  const found = rules.match(logSources[event.feed], event.record);
  if (found.length === 0) return undefined;
  return { rules: found.map((rule) => places.get(rule) as number), fields: found.flatMap((rule) => asked.get(rule) ?? NONE) };
}

const NONE: readonly never[] = [];
const packer = new Packer(matched);

async function answer({ id, piece }: Job): Promise<void> {
  const read = await readPiece(piece, (object) => packer.open(object));
  const found = read.map((one) => ("code" in one ? one : packer.close(one.object, one.batch)));
  const parcels = found.filter((one): one is Parcel => !("code" in one));
  parentPort?.postMessage({ id, found } satisfies Answer, parcels.flatMap(transferable));
}

// One after another: memory for one object at a time.
const jobs: Job[] = [];
async function work(): Promise<void> {
  for (let job = jobs[0]; job; job = jobs[0]) {
    await answer(job);
    jobs.shift();
  }
}
parentPort?.on("message", (job: Job) => {
  if (jobs.push(job) === 1) void work();
});
parentPort?.postMessage("ready");
