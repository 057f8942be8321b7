import { mkdtempSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { storyOf } from "../../detect/stories/stories.ts";
import type { Alert } from "../../detect/watch/alert.ts";
import { directoryInbox } from "../../detect/watch/directory.ts";
import type { Inbox } from "../../detect/watch/inbox.ts";
import { pipeInbox } from "../../detect/watch/pipe.ts";
import { Worker } from "../../detect/watch/worker.ts";
import { printableJson } from "../../govern/report/escape.ts";
import { problemText } from "../../govern/report/text.ts";
import type { ReachOf } from "../../govern/stories/tell.ts";
import { storiesData, storiesText } from "../../govern/stories/text.ts";
import type { Lang, Problem, Severity } from "../../model/index.ts";
import { watchWords } from "../../words/watch.ts";
import { s3Client, sqsClient } from "../aws-clients.ts";
import { type Context, openContext } from "../context.ts";
import { detectionFor } from "../detection.ts";
import { codeOf, exit, YaguraError } from "../errors.ts";
import type { ScanOptions } from "../options.ts";
import { reachFrom } from "../reach.ts";

export type WatchOptions = Omit<ScanOptions, "format"> & {
  readonly state?: string;
  readonly rules?: readonly string[];
  readonly estate?: readonly string[];
  readonly min: Severity;
  readonly format: string;
  readonly consumer: string;
  readonly partitions: string;
};

const MAX_PARTITIONS = 256;

/** `yagura watch`: logs as they arrive, alerts within seconds. */
export async function watch(source: string, options: WatchOptions): Promise<void> {
  if (options.format !== "text" && options.format !== "ndjson")
    throw new YaguraError("E_OPTION_VALUE", { option: "--format", value: options.format, allowed: "text, ndjson" });
  const partitions = Number(options.partitions);
  if (!Number.isInteger(partitions) || partitions < 1 || partitions > MAX_PARTITIONS)
    throw new YaguraError("E_OPTION_VALUE", { option: "--partitions", value: options.partitions, allowed: `1–${MAX_PARTITIONS}` });
  const context = await openContext(options);
  const { lang, progress } = context;
  const w = watchWords[lang];
  const { behaviours } = await import("../behaviours.ts");
  const { fresh, rules, problems } = detectionFor(options, context.config);
  const onProblem = (problem: Problem) => progress.note(`! ${problemText(problem, lang)}`);
  for (const problem of problems) onProblem(problem);
  const reachOf = await reachFrom(options, context);

  const stop = stopOf(context);
  const state = options.state ?? mkdtempSync(join(tmpdir(), "yagura-watch-"));
  let alerts = 0;
  try {
    const worker = new Worker({
      state,
      partitions,
      min: options.min,
      onProblem,
      detector: () => fresh(behaviours(context.config)),
      tell: (alert) => {
        alerts += 1;
        write(options.format === "ndjson" ? ndjson(alert, reachOf) : text(alert, lang, reachOf));
      },
    });
    const inbox = await inboxOf(source, options, worker, state, onProblem);
    if (options.state === undefined) progress.note(`! ${w.noState}`);
    progress.note(w.watching({ source: withoutPassword(source), rules: rules.rules.length }));
    worker.start();
    const inside = new AbortController();
    const signal = AbortSignal.any([stop, inside.signal]);
    // Either may fail: the source for good, or our own disk.
    const failed = worker.ended.catch((error: unknown) => {
      inside.abort();
      throw error;
    });
    failed.catch(() => undefined);
    try {
      await inbox.run((batches) => worker.accept(batches), signal);
    } finally {
      await worker.stop();
    }
    progress.note(w.ended({ alerts, broken: worker.broken }));
  } catch (error) {
    // Whoever read our output has gone: that is an end too.
    if (codeOf(error) === "EPIPE") return;
    if (error instanceof YaguraError) throw error;
    throw new YaguraError("E_INTERNAL", { message: w.stateDamaged(codeOf(error)) }, { exitCode: exit.failed, cause: error });
  } finally {
    if (options.state === undefined) rmSync(state, { recursive: true, force: true });
  }
}

/** Ctrl-C, and what a container is stopped with. */
function stopOf(context: Context): AbortSignal {
  const terminated = new AbortController();
  process.once("SIGTERM", () => terminated.abort());
  return AbortSignal.any([context.signal, terminated.signal]);
}

async function inboxOf(
  source: string,
  options: WatchOptions,
  worker: Worker,
  state: string,
  onProblem: (problem: Problem) => void,
): Promise<Inbox> {
  if (source === "-") return pipeInbox(process.stdin);
  if (/^sqs:https?:\/\/./.test(source)) {
    const queueUrl = source.slice("sqs:".length);
    const [{ sqsInbox }, sqs, s3] = await Promise.all([
      import("../../detect/watch/sqs.ts"),
      sqsClient(options, queueUrl),
      s3Client(options),
    ]);
    return sqsInbox({ sqs, s3, queueUrl, onProblem });
  }
  if (/^(nats|tls):/.test(source)) {
    const { natsInbox, natsPlace } = await import("../../detect/watch/nats.ts");
    const place = natsPlace(source);
    const credentials = process.env["NATS_CREDS"];
    let s3: ReturnType<typeof s3Client> | undefined;
    if (place)
      return natsInbox({
        place,
        consumer: options.consumer,
        ...(credentials === undefined ? {} : { credentials }),
        s3: () => (s3 ??= s3Client(options)),
        onProblem,
      });
  } else if (statSync(source, { throwIfNoEntry: false })?.isDirectory())
    return directoryInbox({ folder: source, state, workers: worker.workers, onProblem });
  else if (!source.includes(":")) throw new YaguraError("E_FILE_MISSING", { file: source });
  throw new YaguraError("E_OPTION_VALUE", {
    option: "<source>",
    value: withoutPassword(source),
    allowed: "sqs:https://<queue>, nats://<host>/<stream>, -",
  });
}

function withoutPassword(source: string): string {
  return source.replace(/\/\/[^/@]*@/, "//***@");
}

function ndjson(alert: Alert, reachOf: ReachOf): string {
  const [story] = storiesData([alert.kind === "story" ? alert.story : storyOf([alert.signal])], reachOf) as [Record<string, unknown>];
  const at = new Date().toISOString();
  const data =
    alert.kind === "story"
      ? { schema: "yagura/alert/1", kind: alert.kind, id: alert.id, at, story }
      : {
          schema: "yagura/alert/1",
          kind: alert.kind,
          id: alert.id,
          at,
          story: alert.story,
          signal: (story["signals"] as readonly unknown[])[0],
          told: story["told"],
        };
  return `${printableJson(data)}\n`;
}

function text(alert: Alert, lang: Lang, reachOf: ReachOf): string {
  return `${storiesText([alert.kind === "story" ? alert.story : storyOf([alert.signal])], lang, reachOf)}\n`;
}

/** Returns when the reader has it: what was told is noted afterwards, and not told again. */
function write(content: string): void {
  const bytes = Buffer.from(content);
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(1, bytes, written);
    } catch (error) {
      // The pipe is full: its reader is slow.
      if (codeOf(error) !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}
