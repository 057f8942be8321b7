import { GetObjectCommand, ListObjectsV2Command, type S3Client } from "@aws-sdk/client-s3";
import type { Problem } from "../../model/index.ts";
import { isDigest } from "./digest.ts";
import { type LogObject, readBytes, readObjectBytes } from "./files.ts";
import { notReadable } from "./unreadable.ts";

/** A larger object would fill the memory. Bytes, packed. */
const MAX_OBJECT = 300_000_000;
/** Objects fetched before they are asked for. */
const AHEAD = 4;

export interface S3Place {
  readonly bucket: string;
  /** Beginning of the keys, or a whole key. */
  readonly prefix: string;
}

/** `s3://bucket/prefix`; undefined when the text is no such address. */
export function s3Place(text: string): S3Place | undefined {
  const found = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(text);
  return found ? { bucket: found[1] as string, prefix: found[2] ?? "" } : undefined;
}

/** Keys of a bucket in their order. Throws when the bucket cannot be listed to its end. */
export async function* listKeys(s3: S3Client, { bucket, prefix }: S3Place): AsyncGenerator<string> {
  let after: string | undefined;
  do {
    const page = await s3.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ...(after === undefined ? {} : { ContinuationToken: after }) }),
    );
    for (const { Key: key } of page.Contents ?? []) if (key !== undefined && !key.endsWith("/")) yield key;
    after = page.IsTruncated ? page.NextContinuationToken : undefined;
  } while (after !== undefined);
}

export interface Fetched {
  readonly bytes: Buffer;
  /** The object's own metadata, names in small letters. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** Fetches one object. Throws what the SDK throws, and when it is too large. */
export async function fetchObject(s3: S3Client, bucket: string, key: string): Promise<Fetched> {
  const answer = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  if ((answer.ContentLength ?? 0) > MAX_OBJECT) {
    (answer.Body as { destroy?: () => void } | undefined)?.destroy?.();
    throw Object.assign(new Error("the object is too large"), { code: "EFBIG" });
  }
  const bytes = Buffer.from((await answer.Body?.transformToByteArray()) ?? []);
  return { bytes, metadata: answer.Metadata ?? {} };
}

/** Reads the logs under a prefix. An object that cannot be read is told and passed over. */
export async function* readBucket(s3: S3Client, at: S3Place, onProblem: (problem: Problem) => void): AsyncGenerator<LogObject> {
  const objects = objectsOf(s3, at, async (bytes, object) => readObjectBytes(bytes, object));
  for await (const one of objects) {
    if ("code" in one) onProblem(one);
    else yield one;
  }
}

/** What `make` makes of each log under a prefix, in the order of the keys; what fails is told in its place. */
export async function* objectsOf<T extends object>(
  s3: S3Client,
  at: S3Place,
  make: (bytes: Buffer, object: string) => T | Promise<T>,
): AsyncGenerator<T | Problem> {
  const ahead: Promise<T | Problem>[] = [];
  try {
    for await (const key of listKeys(s3, at)) {
      if (isDigest(key)) continue;
      const object = `s3://${at.bucket}/${key}`;
      const fetched = fetchObject(s3, at.bucket, key).then(({ bytes }) => make(bytes, object));
      ahead.push(fetched.catch((error: unknown) => notReadable(object, error)));
      if (ahead.length > AHEAD) yield await (ahead.shift() as (typeof ahead)[number]);
    }
  } catch (error) {
    ahead.push(Promise.resolve(notReadable(`s3://${at.bucket}/${at.prefix}`, error)));
  }
  yield* ahead;
}

/** Fetches and reads one log object. */
export async function readObject(s3: S3Client, bucket: string, key: string): Promise<LogObject> {
  const object = `s3://${bucket}/${key}`;
  return { object, batch: await readBytes((await fetchObject(s3, bucket, key)).bytes, object) };
}
