import type { KeyObject } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, sep } from "node:path";
import { type DigestOptions, isDigest, problemOf, publicKeyOf, publicKeysOf, tailOf, verifyDigests } from "../detect/sources/digest.ts";
import { digestSignals } from "../detect/sources/digest-signals.ts";
import { notReadable } from "../detect/sources/unreadable.ts";
import type { Lang, Problem, Signal } from "../model/index.ts";
import { digestWords } from "../words/digest.ts";
import { clientConfig, s3Client } from "./aws-clients.ts";
import { codeOf } from "./errors.ts";
import type { LiveOptions } from "./options.ts";

type Options = LiveOptions & { readonly publicKeys?: string };
type Place = Omit<DigestOptions, "publicKeys">;

/** What the digests of the given places say; faults are told as problems, and come back as signals. */
export async function verifiedDigests(
  paths: readonly string[],
  options: Options,
  lang: Lang,
  onProblem: (problem: Problem) => void,
  note: (line: string) => void,
): Promise<readonly Signal[]> {
  const w = digestWords[lang];
  const places: Place[] = [];
  for (const path of paths.filter((p) => p !== "-")) {
    const place = path.startsWith("s3://") ? await bucketPlace(path, options, onProblem) : await folderPlace(path, onProblem);
    if (place && place.digests.length > 0) places.push(place);
  }
  if (places.length === 0) {
    onProblem({ code: "E_DIGEST_NONE", detail: {} });
    return [];
  }
  let keys: ReadonlyMap<string, KeyObject> = new Map();
  try {
    keys = options.publicKeys === undefined ? await keysOfAws(places, options) : publicKeysOf(await readFile(options.publicKeys, "utf8"));
  } catch (error) {
    onProblem({ code: "E_PUBLIC_KEYS", detail: { reason: error instanceof SyntaxError ? "DAMAGED" : codeOf(error) } });
  }
  const signals: Signal[] = [];
  for (const place of places) {
    const { faults, ...counts } = await verifyDigests({ ...place, publicKeys: keys });
    for (const fault of faults) onProblem(problemOf(fault));
    note(w.verified({ ...counts, faults: faults.length }));
    signals.push(...digestSignals(faults));
  }
  return signals;
}

async function bucketPlace(path: string, options: Options, onProblem: (problem: Problem) => void): Promise<Place | undefined> {
  const { fetchObject, listKeys, s3Place } = await import("../detect/sources/s3.ts");
  const at = s3Place(path);
  if (!at) return undefined;
  const s3 = await s3Client(options);
  const digests: string[] = [];
  try {
    for await (const key of listKeys(s3, at)) if (isDigest(key)) digests.push(key);
  } catch (error) {
    onProblem(notReadable(path, error));
  }
  const fetch: Place["fetch"] = async (bucket, key) => {
    try {
      return await fetchObject(s3, bucket, key);
    } catch (error) {
      if ((error as { name?: unknown }).name === "NoSuchKey") return undefined;
      throw error;
    }
  };
  return { digests, bucket: at.bucket, fetch };
}

/** A copy of the bucket. Files are found by what follows `AWSLogs/`. */
async function folderPlace(path: string, onProblem: (problem: Problem) => void): Promise<Place> {
  const files = new Map<string, string>();
  if ((await stat(path).catch(() => undefined))?.isDirectory()) {
    const names = await readdir(path, { recursive: true }).catch((error: unknown) => {
      onProblem({ code: "E_LOG_NOT_READABLE", detail: { file: path, reason: codeOf(error) } });
      return [];
    });
    for (const name of names) {
      const file = join(path, name);
      files.set(tailOf(file.split(sep).join("/")), file);
    }
  }
  return {
    digests: [...files.keys()].filter(isDigest).toSorted(),
    bucket: "",
    fetch: async (_bucket, key) => {
      const file = files.get(tailOf(key));
      return file === undefined ? undefined : { bytes: await readFile(file) };
    },
  };
}

/** CloudTrail has keys of its own in each region. */
async function keysOfAws(places: readonly Place[], options: Options): Promise<ReadonlyMap<string, KeyObject>> {
  const { CloudTrailClient, ListPublicKeysCommand } = await import("@aws-sdk/client-cloudtrail");
  const regions = new Set(places.flatMap((p) => p.digests.flatMap((key) => /_CloudTrail-Digest_([a-z0-9-]+?)_/.exec(key)?.[1] ?? [])));
  const keys = new Map<string, KeyObject>();
  for (const region of regions) {
    const client = new CloudTrailClient(await clientConfig({ ...options, region }));
    let after: string | undefined;
    do {
      // Keys are kept for as long as logs are signed with them; all of them are few.
      const request = {
        StartTime: new Date("2015-10-01T00:00:00Z"),
        EndTime: new Date(),
        ...(after === undefined ? {} : { NextToken: after }),
      };
      const page = await client.send(new ListPublicKeysCommand(request));
      for (const { Fingerprint, Value } of page.PublicKeyList ?? []) if (Fingerprint && Value) keys.set(Fingerprint, publicKeyOf(Value));
      after = page.NextToken;
    } while (after !== undefined);
    client.destroy();
  }
  return keys;
}
