// A thread that reads logs and puts their events to the rules: the part of the work that needs no memory of other events.
import { parentPort, workerData } from "node:worker_threads";
import type { LogEvent } from "../../model/index.ts";
import { derivedFields } from "../derived.ts";
import { logSources } from "../log-source.ts";
import { RuleSet } from "../sigma/ruleset.ts";
import type { NewBatch } from "../sources/batch.ts";
import { readLogBytes } from "../sources/delivery.ts";
import { isLarge, type LogObject, wholeBytes } from "../sources/files.ts";
import type { Answer, Job, ReaderData } from "./job.ts";
import { type Matched, Packer, transferable } from "./pack.ts";
import type { Parcel } from "./parcel.ts";
import { type Piece, readPiece } from "./piece.ts";
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

const open: NewBatch = (object) => packer.open(object);

async function answer({ id, piece }: Job, loaded: Promise<Buffer | undefined>): Promise<void> {
  const bytes = await loaded;
  packer.tidy();
  const whole = bytes && "file" in piece ? wholeOf(bytes, piece.file) : undefined;
  const read = whole ? [whole] : await readPiece(piece, open);
  const found = read.map((one) => ("code" in one ? one : packer.close(one.object, one.batch)));
  const parcels = found.filter((one): one is Parcel => !("code" in one));
  parentPort?.postMessage({ id, found } satisfies Answer, parcels.flatMap(transferable));
}

/** Undefined where that fails: whoever reads it once more says why. */
function wholeOf(bytes: Buffer, object: string): LogObject | undefined {
  try {
    return { object, batch: readLogBytes(bytes, object, open) };
  } catch {
    return undefined;
  }
}

/** The next file is read and unpacked while this one is looked at. */
function load(piece: Piece): Promise<Buffer | undefined> {
  return "file" in piece && !isLarge(piece) ? wholeBytes(piece.file).catch(() => undefined) : Promise.resolve(undefined);
}

// One after another.
const jobs: { readonly job: Job; readonly loaded: ReturnType<typeof load> }[] = [];
async function work(): Promise<void> {
  for (let next = jobs[0]; next; next = jobs[0]) {
    await answer(next.job, next.loaded);
    jobs.shift();
  }
}
parentPort?.on("message", (job: Job) => {
  if (jobs.push({ job, loaded: load(job.piece) }) === 1) void work();
});
parentPort?.postMessage("ready");
