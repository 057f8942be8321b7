import { readFileSync } from "node:fs";
import type { S3Client } from "@aws-sdk/client-s3";
import { AckPolicy, type Consumer, DeliverPolicy, type JsMsg, jetstream, jetstreamManager } from "@nats-io/jetstream";
import { type ConnectionOptions, connect, credsAuthenticator, type NatsConnection, nanos } from "@nats-io/transport-node";
import type { Batch } from "../sources/batch.ts";
import { readBytes } from "../sources/files.ts";
import { readObject } from "../sources/s3.ts";
import { notReadable } from "../sources/unreadable.ts";
import { type Inbox, type OnProblem, pause, sourceProblem } from "./inbox.ts";
import { readNotice } from "./notice.ts";

export interface NatsPlace {
  /** `host:port` */
  readonly server: string;
  readonly tls: boolean;
  readonly user?: string;
  readonly password?: string;
  readonly stream: string;
}

export interface NatsOptions {
  readonly place: NatsPlace;
  /** Name of the durable consumer that all workers share. */
  readonly consumer: string;
  /** A `.creds` file. */
  readonly credentials?: string;
  /** Called when a message is a notice of an object in S3. */
  readonly s3: () => Promise<S3Client>;
  readonly onProblem: OnProblem;
}

/** How long a message may be worked on before another worker gets it, when the consumer is ours to make. */
const ACK_WAIT_MS = 30_000;
/** Messages that are written to the disk together. */
const TOGETHER = 500;
const PAUSE_MS = 2_000;

/** `nats://[user:password@]host[:port]/stream`, `tls://…`; undefined when the text is no such address. */
export function natsPlace(text: string): NatsPlace | undefined {
  const found = /^(?:nats:)?(nats|tls):\/\/(.+)$/.exec(text) ?? /^(nats):([^/].*)$/.exec(text);
  if (!found || !URL.canParse(`http://${found[2]}`)) return undefined;
  const url = new URL(`http://${found[2]}`);
  const stream = decodeURIComponent(url.pathname.slice(1));
  if (!/^[^\s.*>/\\]+$/.test(stream)) return undefined;
  return {
    // An absent port reads as http's.
    server: `${url.hostname}:${/:\d+(?:\/|$)/.test((found[2] as string).replace(/^.*@/, "")) ? url.port || "80" : "4222"}`,
    tls: found[1] === "tls",
    ...(url.username === "" ? {} : { user: decodeURIComponent(url.username) }),
    ...(url.password === "" ? {} : { password: decodeURIComponent(url.password) }),
    stream,
  };
}

/** A JetStream stream, read through one durable pull consumer: each message goes to one worker, and to another when that one dies. */
export function natsInbox(options: NatsOptions): Inbox {
  return {
    run: async (accept, signal) => {
      while (!signal.aborted) {
        let connection: NatsConnection | undefined;
        try {
          connection = await connect(connectionOf(options));
          await consume(connection, options, accept, signal);
        } catch (error) {
          if (error instanceof AcceptFailed) throw error.cause;
          if (!signal.aborted) options.onProblem(sourceProblem(`${options.place.server}/${options.place.stream}`, error));
        } finally {
          await connection?.close().catch(() => undefined);
        }
        await pause(PAUSE_MS, signal);
      }
    },
  };
}

/** Our own disk failed, not the server: trying again would not help. */
class AcceptFailed extends Error {}

function connectionOf({ place, credentials }: NatsOptions): ConnectionOptions {
  return {
    servers: place.server,
    name: "yagura watch",
    maxReconnectAttempts: -1,
    ...(place.tls ? { tls: {} } : {}),
    ...(place.user === undefined ? {} : place.password === undefined ? { token: place.user } : { user: place.user, pass: place.password }),
    ...(credentials === undefined ? {} : { authenticator: credsAuthenticator(readFileSync(credentials)) }),
  };
}

/** The operator's own consumer is taken as it is. */
async function consumerOf(connection: NatsConnection, stream: string, name: string): Promise<Consumer> {
  const manager = await jetstreamManager(connection);
  const known = await manager.consumers.info(stream, name).catch(() => undefined);
  if (known === undefined) {
    await manager.consumers.add(stream, {
      durable_name: name,
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.All,
      ack_wait: nanos(ACK_WAIT_MS),
      max_ack_pending: 20_000,
    });
  }
  return jetstream(connection).consumers.get(stream, name);
}

async function consume(
  connection: NatsConnection,
  options: NatsOptions,
  accept: Parameters<Inbox["run"]>[0],
  signal: AbortSignal,
): Promise<void> {
  const consumer = await consumerOf(connection, options.place.stream, options.consumer);
  const messages = await consumer.consume({ max_messages: 2 * TOGETHER, abort_on_missing_resource: true });
  const stop = () => messages.stop();
  signal.addEventListener("abort", stop, { once: true });
  let waiting: JsMsg[] = [];
  let failed: unknown;
  let writing: Promise<void> | undefined;
  const write = async () => {
    while (waiting.length > 0 && failed === undefined) {
      // What came with the same packet is written with it.
      await new Promise((resolve) => setImmediate(resolve));
      const now = waiting.splice(0, TOGETHER);
      const read = await Promise.all(now.map(async (message) => ({ message, batches: await readMessage(message, options) })));
      const good = read.filter((one) => one.batches !== undefined);
      await accept(good.flatMap((one) => one.batches ?? []));
      for (const { message, batches } of read)
        if (batches === undefined) message.nak(PAUSE_MS);
        else message.ack();
    }
  };
  try {
    if (signal.aborted) stop();
    for await (const message of messages) {
      waiting.push(message);
      writing ??= write()
        .catch((error: unknown) => {
          failed = error;
          stop();
        })
        .finally(() => {
          writing = undefined;
        });
      if (waiting.length >= TOGETHER) await writing;
      if (failed !== undefined || signal.aborted) break;
    }
    await writing;
    // What was taken and not written goes to the next worker at once.
    for (const message of waiting) message.nak();
    waiting = [];
    await connection.flush();
  } finally {
    signal.removeEventListener("abort", stop);
  }
  if (failed !== undefined) throw new AcceptFailed("accept", { cause: failed });
}

/** Undefined when an object of it could not be fetched. */
async function readMessage(message: JsMsg, { place, s3, onProblem }: NatsOptions): Promise<readonly Batch[] | undefined> {
  const bytes = Buffer.from(message.data);
  const object = `nats:${place.stream}/${message.seq}`;
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const notice = packed || bytes[0] === 0x50 ? { objects: [] } : readNotice(bytes.toString("utf8"));
  const batches: Batch[] = [];
  try {
    if (notice.objects.length === 0) return [await readBytes(notice.text === undefined ? bytes : Buffer.from(notice.text), object)];
    for (const { bucket, key } of notice.objects) batches.push((await readObject(await s3(), bucket, key)).batch);
    return batches;
  } catch (error) {
    onProblem(notReadable(object, error));
    // A damaged message stays damaged; an object may be there the next time.
    return notice.objects.length === 0 ? [] : undefined;
  }
}
