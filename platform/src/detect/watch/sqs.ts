import type { S3Client } from "@aws-sdk/client-s3";
import { DeleteMessageBatchCommand, type Message, ReceiveMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { Batch } from "../sources/batch.ts";
import { readLog } from "../sources/read.ts";
import { readObject } from "../sources/s3.ts";
import { notReadable } from "../sources/unreadable.ts";
import { type Inbox, type OnProblem, pause, sourceProblem } from "./inbox.ts";
import { readNotice } from "./notice.ts";

export interface SqsOptions {
  readonly sqs: SQSClient;
  /** The client for the bucket's region, which may not be the queue's. */
  readonly s3: S3Client;
  readonly queueUrl: string;
  readonly onProblem: OnProblem;
  /** Calls that wait for messages at a time; each takes up to ten. */
  readonly receivers?: number;
}

const RECEIVERS = 4;
const WAIT_SECONDS = 20;
/** After a failure; doubled up to the longest. Milliseconds. */
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 30_000;

/**
 * A queue of notices or of events. A message is deleted after its records are on the disk; one whose object cannot be read is left for
 * its visibility timeout, so that the queue's own rules (redrive to a dead-letter queue) decide what becomes of it.
 */
export function sqsInbox(options: SqsOptions): Inbox {
  return {
    run: async (accept, signal) => {
      const receivers = Array.from({ length: options.receivers ?? RECEIVERS }, () => receive(options, accept, signal));
      await Promise.all(receivers);
    },
  };
}

async function receive(options: SqsOptions, accept: Parameters<Inbox["run"]>[0], signal: AbortSignal): Promise<void> {
  const { sqs, queueUrl, onProblem } = options;
  let wait = FIRST_PAUSE;
  while (!signal.aborted) {
    let messages: readonly Message[];
    try {
      const request = new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: WAIT_SECONDS });
      messages = (await sqs.send(request, { abortSignal: signal })).Messages ?? [];
      wait = FIRST_PAUSE;
    } catch (error) {
      if (signal.aborted) return;
      onProblem(sourceProblem(queueUrl, error));
      await pause(wait, signal);
      wait = Math.min(wait * 2, LONGEST_PAUSE);
      continue;
    }
    const read = await Promise.all(messages.map(async (message) => ({ message, batches: await readMessage(message, options) })));
    const good = read.filter((one) => one.batches !== undefined);
    if (good.length === 0) continue;
    await accept(good.flatMap((one) => one.batches ?? []));
    await forget(
      options,
      good.map((one) => one.message),
    );
  }
}

/** Undefined when something of it could not be read. */
async function readMessage(message: Message, { s3, onProblem }: SqsOptions): Promise<readonly Batch[] | undefined> {
  const notice = readNotice(message.Body ?? "");
  const batches: Batch[] = [];
  if (notice.text !== undefined) batches.push(readLog(notice.text, `sqs:${message.MessageId ?? ""}`));
  for (const { bucket, key } of notice.objects) {
    try {
      batches.push((await readObject(s3, bucket, key)).batch);
    } catch (error) {
      onProblem(notReadable(`s3://${bucket}/${key}`, error));
      return undefined;
    }
  }
  return batches;
}

/** A message that is not deleted comes again, and is known: no harm. */
async function forget({ sqs, queueUrl, onProblem }: SqsOptions, messages: readonly Message[]): Promise<void> {
  const entries = messages.map((message, i) => ({ Id: String(i), ReceiptHandle: message.ReceiptHandle ?? "" }));
  try {
    await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }));
  } catch (error) {
    onProblem(sourceProblem(queueUrl, error));
  }
}
