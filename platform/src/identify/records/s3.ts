import type { Readable } from "node:stream";
import { GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { isUnknown, type Unknown } from "../../model/index.ts";
import { defineCollector } from "../aws/collector.ts";
import type { SessionOptions } from "../aws/session.ts";
import { runCollector } from "../aws/session.ts";
import type { RecordFile } from "./index.ts";

/** `s3://bucket/prefix` */
export function parsePlace(text: string): { readonly bucket: string; readonly prefix: string } | undefined {
  const parts = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(text);
  return parts ? { bucket: parts[1] as string, prefix: parts[2] ?? "" } : undefined;
}

/** Files of records read at once, so that memory stays bounded. */
type Give = (file: RecordFile) => Promise<void>;

/** Hands over every object of records below a prefix, one after the other. Unknown: the listing, or an object, was refused. */
export async function eachS3Record(
  place: { readonly bucket: string; readonly prefix: string },
  options: SessionOptions,
  give: Give,
): Promise<Unknown | undefined> {
  let because: Unknown | undefined;
  const reader = defineCollector({
    service: "s3",
    scope: "global",
    kinds: [],
    calls: { ListObjectsV2: "s3:ListBucket", GetObject: "s3:GetObject" },
    async collect(aws) {
      const client = aws.client(S3Client);
      let token: string | undefined;
      do {
        const page = await aws.read(
          client,
          new ListObjectsV2Command({
            Bucket: place.bucket,
            Prefix: place.prefix,
            ...(token === undefined ? {} : { ContinuationToken: token }),
          }),
        );
        if (isUnknown(page) || page === undefined) {
          because = page;
          return;
        }
        for (const { Key } of page.Contents ?? []) {
          if (Key === undefined || !/\.json(\.gz)?$/.test(Key) || /CloudTrail-(Digest|Insight)/.test(Key)) continue;
          const object = await aws.read(client, new GetObjectCommand({ Bucket: place.bucket, Key }));
          if (isUnknown(object) || object === undefined) because ??= object;
          else await give({ name: `s3://${place.bucket}/${Key}`, open: () => object.Body as Readable });
        }
        token = page.NextContinuationToken;
      } while (token !== undefined);
    },
  });
  await runCollector(reader, "global", options, { resources: [], gaps: [] });
  return because;
}
