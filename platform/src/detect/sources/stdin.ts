import { PassThrough, type Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { type LogObject, type Portion, portionsOf, readText } from "./files.ts";

/** Reads logs from a pipe, gzip or plain. */
export function readPipe(input: Readable, object = "-"): AsyncGenerator<LogObject> {
  return readText(portionsOfPipe(input, object));
}

/** Cuts what comes from a pipe, gzip or plain, in portions. */
export async function* portionsOfPipe(input: Readable, object = "-"): AsyncGenerator<Portion> {
  const chunks = input[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let head = Buffer.alloc(0);
  // A pipe may give a byte at a time.
  while (head.length < 2) {
    const { value, done } = await chunks.next();
    if (done) break;
    head = Buffer.concat([head, Buffer.from(value)]);
  }
  const whole = new PassThrough();
  const packed = head[0] === 0x1f && head[1] === 0x8b;
  const text = packed ? whole.pipe(createGunzip()) : whole;
  const feeding = feed(whole, head, chunks).catch((error: unknown) => text.destroy(error as Error));
  yield* portionsOf(text, object);
  await feeding;
}

async function feed(to: PassThrough, head: Buffer, chunks: AsyncIterator<Buffer>): Promise<void> {
  const write = async (chunk: Buffer) => {
    if (!to.write(chunk)) await new Promise((resolve) => to.once("drain", resolve));
  };
  await write(head);
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) await write(next.value);
  to.end();
}
