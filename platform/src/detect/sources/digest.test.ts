import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type DigestReport, isDigest, publicKeyOf, publicKeysOf, verifyDigests } from "./digest.ts";
import { digestSignals } from "./digest-signals.ts";
import { readLog } from "./read.ts";

const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const FINGERPRINT = "8eba5db5bea9b640d1c96a77256fe7f2";
const DER = publicKey.export({ format: "der", type: "pkcs1" });
const BUCKET = "trail-bucket";
const sha = (text: string) => createHash("sha256").update(text).digest("hex");

/** A trail of some hours as CloudTrail leaves it: two log files an hour, one digest an hour, chained and signed. */
function trail(hours: number): Map<string, { bytes: Buffer; metadata?: Record<string, string> }> {
  const objects = new Map<string, { bytes: Buffer; metadata?: Record<string, string> }>();
  let previous: { key: string; hash: string; signature: string } | undefined;
  for (let hour = 0; hour < hours; hour += 1) {
    const end = new Date(Date.UTC(2026, 9, 1, hour + 1));
    const stamp = end.toISOString().slice(0, 19).replaceAll(/[-:]/g, "");
    const logFiles = ["a", "b"].map((name) => {
      const text = JSON.stringify({ Records: [{ eventID: `${name}${hour}` }] });
      const s3Object = `AWSLogs/012345678901/CloudTrail/us-east-1/2026/10/01/012345678901_CloudTrail_us-east-1_${stamp}_${name}.json.gz`;
      objects.set(s3Object, { bytes: gzipSync(text) });
      return { s3Bucket: BUCKET, s3Object, hashValue: sha(text), hashAlgorithm: "SHA-256" };
    });
    const key = `AWSLogs/012345678901/CloudTrail-Digest/us-east-1/2026/10/01/012345678901_CloudTrail-Digest_us-east-1_main_us-east-1_${stamp}Z.json.gz`;
    const text = JSON.stringify({
      awsAccountId: "012345678901",
      digestEndTime: `${end.toISOString().slice(0, 19)}Z`,
      digestS3Bucket: BUCKET,
      digestS3Object: key,
      digestPublicKeyFingerprint: FINGERPRINT,
      previousDigestS3Object: previous?.key ?? null,
      previousDigestHashValue: previous?.hash ?? null,
      previousDigestSignature: previous?.signature ?? null,
      logFiles,
    });
    const signed = [`${end.toISOString().slice(0, 19)}Z`, `${BUCKET}/${key}`, sha(text), previous?.signature ?? "null"].join("\n");
    const signature = sign("RSA-SHA256", Buffer.from(signed), privateKey).toString("hex");
    objects.set(key, { bytes: gzipSync(text), metadata: { signature } });
    previous = { key, hash: sha(text), signature };
  }
  return objects;
}

function check(objects: ReturnType<typeof trail>, bucket = BUCKET): Promise<DigestReport> {
  return verifyDigests({
    digests: [...objects.keys()].filter(isDigest),
    bucket,
    fetch: async (_bucket, key) => objects.get(key),
    publicKeys: new Map([[FINGERPRINT, publicKeyOf(DER)]]),
  });
}

const keys = (objects: ReturnType<typeof trail>) => ({
  logs: [...objects.keys()].filter((key) => !isDigest(key)),
  digests: [...objects.keys()].filter(isDigest),
});
const faultsOf = (report: DigestReport) => report.faults.map((f) => `${f.fault} ${f.key}`).toSorted();

describe("digests of a trail", () => {
  test("nothing was touched", async () => {
    expect(await check(trail(4))).toEqual({ faults: [], logs: 8, digests: 4, unsigned: 0 });
  });

  test("a part of a trail begins in the middle of the chain", async () => {
    const objects = trail(4);
    const { digests } = keys(objects);
    objects.delete(digests[0] as string);
    expect((await check(objects)).faults).toEqual([]);
  });

  const cases: Readonly<Record<string, (objects: ReturnType<typeof trail>) => readonly string[]>> = {
    "a log file was changed": (objects) => {
      const key = keys(objects).logs[3] as string;
      objects.set(key, { bytes: gzipSync('{"Records":[]}') });
      return [`log-changed ${key}`];
    },
    "a log file is no gzip any more": (objects) => {
      const key = keys(objects).logs[3] as string;
      objects.set(key, { bytes: (objects.get(key) as { bytes: Buffer }).bytes.subarray(0, 30) });
      return [`log-changed ${key}`];
    },
    "a log file was removed": (objects) => {
      const key = keys(objects).logs[0] as string;
      objects.delete(key);
      return [`log-missing ${key}`];
    },
    "a digest was removed": (objects) => {
      const key = keys(objects).digests[1] as string;
      objects.delete(key);
      return [`digest-missing ${key}`];
    },
    "a log file was removed, and from its digest too": (objects) => {
      const { digests, logs } = keys(objects);
      const key = digests[1] as string;
      objects.delete(logs[2] as string);
      const forged = JSON.parse(textOf(objects, key)) as { logFiles: unknown[] };
      forged.logFiles.shift();
      objects.set(key, { ...objects.get(key), bytes: gzipSync(JSON.stringify(forged)) });
      return [`digest-changed ${key}`, `signature-wrong ${key}`];
    },
    "the last digest was forged: only its signature tells": (objects) => {
      const key = keys(objects).digests.at(-1) as string;
      objects.set(key, { ...objects.get(key), bytes: gzipSync(textOf(objects, key).replace("SHA-256", "SHA-512")) });
      return [`signature-wrong ${key}`];
    },
    "an older digest was put in the place of a newer one": (objects) => {
      const { digests } = keys(objects);
      const [older, newer] = [digests[1] as string, digests[2] as string];
      objects.set(newer, objects.get(older) as { bytes: Buffer });
      return [`digest-changed ${newer}`, `digest-moved ${newer}`];
    },
  };
  test.each(Object.entries(cases))("%s", async (_name, tamper) => {
    const objects = trail(4);
    const expected = tamper(objects);
    const report = await check(objects);
    expect(faultsOf(report)).toEqual(expected.toSorted());
    const [signal, ...more] = digestSignals(report.faults);
    expect(more).toEqual([]);
    expect(signal).toMatchObject({ severity: "high", account: "012345678901", region: "us-east-1", tactics: ["defense-evasion"] });
  });

  test("a copy without metadata: signatures stand in the digests that follow, but for the last", async () => {
    const objects = new Map([...trail(4)].map(([key, { bytes }]) => [key, { bytes }]));
    expect(await check(objects, "")).toEqual({ faults: [], logs: 8, digests: 4, unsigned: 1 });
  });

  test("what cannot be fetched is no proof of tampering", async () => {
    const objects = trail(2);
    const report = await verifyDigests({
      digests: keys(objects).digests,
      bucket: BUCKET,
      fetch: async (_bucket, key) => {
        if (key.endsWith("a.json.gz")) throw Object.assign(new Error("no"), { name: "AccessDenied" });
        return objects.get(key);
      },
      publicKeys: new Map(),
    });
    expect(report.faults.map((f) => f.fault)).toEqual(["not-readable", "not-readable"]);
    expect(digestSignals(report.faults)).toEqual([]);
    expect(report.unsigned).toBe(2);
  });

  test("keys as the command of AWS prints them", () => {
    const text = JSON.stringify({ PublicKeyList: [{ Value: DER.toString("base64"), Fingerprint: FINGERPRINT }] });
    expect(publicKeysOf(text).get(FINGERPRINT)?.asymmetricKeyType).toBe("rsa");
    expect(() => publicKeysOf("{}")).toThrow("no list");
  });

  test("a digest among logs is no damaged log", () => {
    const objects = trail(1);
    const batch = readLog(textOf(objects, keys(objects).digests[0] as string), "digest");
    expect(batch).toEqual(expect.objectContaining({ events: [], broken: [] }));
  });
});

function textOf(objects: ReturnType<typeof trail>, key: string): string {
  return gunzipSync((objects.get(key) as { bytes: Buffer }).bytes).toString("utf8");
}
