import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import type { Problem } from "../../model/index.ts";
import { isObject, type Json, str } from "./batch.ts";
import { unpack } from "./files.ts";

/** An object as it was stored, and what was written beside it; undefined when it is not there. */
export interface Stored {
  readonly bytes: Buffer;
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface DigestOptions {
  /** Keys of the digest files. */
  readonly digests: readonly string[];
  /** Gives the object with this key. Throws when it cannot say whether it is there. */
  readonly fetch: (bucket: string, key: string) => Promise<Stored | undefined>;
  /** Bucket of the keys in `digests`, when it is known; a digest that says another one was moved here. */
  readonly bucket: string;
  /** By fingerprint. */
  readonly publicKeys: ReadonlyMap<string, KeyObject>;
}

/** What is wrong with a trail. */
export type Fault =
  | "log-changed"
  | "log-missing"
  | "digest-changed"
  | "digest-missing"
  | "digest-moved"
  | "signature-wrong"
  | "not-readable";

export interface DigestFault {
  readonly fault: Fault;
  /** Key of the log file or of the digest. */
  readonly key: string;
  readonly account: string;
  readonly region: string;
  /** Of the hour the digest is about, milliseconds since 1970. */
  readonly time: number;
}

export interface DigestReport {
  readonly faults: readonly DigestFault[];
  /** Log files whose hash was right. */
  readonly logs: number;
  readonly digests: number;
  /** Digests whose signature nobody could verify: no key with that fingerprint, or no signature is left beside the file. */
  readonly unsigned: number;
}

/**
 * Verifies the files of a trail against its digests: the hash of every log file, the chain of the digests, and CloudTrail's signature
 * of each.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-digest-file-structure.html
 */
export async function verifyDigests(options: DigestOptions): Promise<DigestReport> {
  const faults: DigestFault[] = [];
  const read = new Map<string, Digest>();
  for (const key of options.digests) {
    const digest = await readDigest(key, options);
    if (digest) read.set(tailOf(key), digest);
    else faults.push({ fault: "not-readable", key, account: accountOf(key), region: "", time: timeOf(key) });
  }
  // A signature is beside the object in S3, and again in the digest that follows.
  const later = new Map([...read.values()].filter((d) => d.previousKey !== "").map((d) => [tailOf(d.previousKey), d.previousSignature]));
  const dropped = new Set<string>();
  let unsigned = 0;
  for (const [key, digest] of read) {
    const at = { account: digest.account, region: digest.region, time: digest.end };
    if (tailOf(digest.ownKey) !== key || (options.bucket !== "" && digest.bucket !== options.bucket))
      faults.push({ fault: "digest-moved", key, ...at });
    const signature = digest.signature || (later.get(key) ?? "");
    const verdict = signed(digest, signature, options.publicKeys);
    if (verdict === undefined) unsigned += 1;
    else if (!verdict) {
      faults.push({ fault: "signature-wrong", key, ...at });
      dropped.add(key);
    }
    if (digest.previousKey === "") continue;
    const before = read.get(tailOf(digest.previousKey));
    if (before) {
      if (before.hash !== digest.previousHash) faults.push({ fault: "digest-changed", key: digest.previousKey, ...at });
    } else if (!beginsHere(digest, read)) faults.push({ fault: "digest-missing", key: digest.previousKey, ...at });
  }
  let logs = 0;
  for (const [key, digest] of read) {
    // What a forged digest says of its files is worth nothing.
    if (dropped.has(key)) continue;
    for (const file of digest.files) {
      const at = { key: file.key, account: digest.account, region: digest.region, time: digest.end };
      const fault = await faultOf(file, options);
      if (fault === undefined) logs += 1;
      else faults.push({ fault, ...at });
    }
  }
  return { faults, logs, digests: read.size, unsigned };
}

/** Whether the chain that was given begins here. Only a digest that lies between others is missing for certain. */
function beginsHere(digest: Digest, read: ReadonlyMap<string, Digest>): boolean {
  return ![...read.values()].some((d) => d.account === digest.account && d.region === digest.region && d.end < digest.end);
}

/** Copies of a trail lose what stands before `AWSLogs/`, or gain something. */
export function tailOf(key: string): string {
  const at = key.indexOf("AWSLogs/");
  return at < 0 ? key : key.slice(at);
}

interface LogFile {
  readonly bucket: string;
  readonly key: string;
  readonly hash: string;
}

interface Digest {
  readonly bucket: string;
  readonly ownKey: string;
  readonly account: string;
  readonly region: string;
  readonly end: number;
  readonly endText: string;
  readonly hash: string;
  readonly fingerprint: string;
  readonly signature: string;
  readonly previousKey: string;
  readonly previousHash: string;
  readonly previousSignature: string;
  readonly files: readonly LogFile[];
}

async function readDigest(key: string, { fetch, bucket }: DigestOptions): Promise<Digest | undefined> {
  try {
    const stored = await fetch(bucket, key);
    if (!stored) return undefined;
    const text = await plain(stored.bytes);
    const json: unknown = JSON.parse(text.toString("utf8"));
    if (!isObject(json) || typeof json["digestS3Object"] !== "string" || !Array.isArray(json["logFiles"])) return undefined;
    return {
      bucket: str(json["digestS3Bucket"]),
      ownKey: json["digestS3Object"],
      account: str(json["awsAccountId"]),
      region: /_CloudTrail-Digest_([a-z0-9-]+?)_/.exec(json["digestS3Object"])?.[1] ?? "",
      end: Date.parse(str(json["digestEndTime"])) || 0,
      endText: str(json["digestEndTime"]),
      hash: sha256(text),
      fingerprint: str(json["digestPublicKeyFingerprint"]),
      signature: stored.metadata?.["signature"] ?? "",
      previousKey: str(json["previousDigestS3Object"]),
      previousHash: str(json["previousDigestHashValue"]),
      previousSignature: str(json["previousDigestSignature"]),
      files: (json["logFiles"] as readonly unknown[]).filter(isObject).map(logFile),
    };
  } catch {
    return undefined;
  }
}

function logFile(json: Json): LogFile {
  return { bucket: str(json["s3Bucket"]), key: str(json["s3Object"]), hash: str(json["hashValue"]) };
}

async function faultOf(file: LogFile, { fetch, bucket }: DigestOptions): Promise<Fault | undefined> {
  try {
    const stored = await fetch(file.bucket || bucket, file.key);
    if (!stored) return "log-missing";
    return sha256(await plain(stored.bytes)) === file.hash ? undefined : "log-changed";
  } catch (error) {
    // A gzip that no longer unpacks was changed; what could not be fetched is not known to be.
    return (error as { code?: unknown }).code?.toString().startsWith("Z_") ? "log-changed" : "not-readable";
  }
}

/** Undefined when it cannot be said. */
function signed(digest: Digest, signature: string, keys: ReadonlyMap<string, KeyObject>): boolean | undefined {
  const key = keys.get(digest.fingerprint);
  if (!key || signature === "") return undefined;
  // The first digest of a trail has no signature before its own.
  const text = [digest.endText, `${digest.bucket}/${digest.ownKey}`, digest.hash, digest.previousSignature || "null"].join("\n");
  return verify("RSA-SHA256", Buffer.from(text), key, Buffer.from(signature, "hex"));
}

async function plain(bytes: Buffer): Promise<Buffer> {
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? unpack(bytes) : bytes;
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** A key as CloudTrail's ListPublicKeys gives it: DER in PKCS #1. */
export function publicKeyOf(value: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.from(value), format: "der", type: "pkcs1" });
}

/** Reads the answer of `aws cloudtrail list-public-keys`. Throws when it is something else. */
export function publicKeysOf(text: string): ReadonlyMap<string, KeyObject> {
  const json: unknown = JSON.parse(text);
  const list = isObject(json) ? json["PublicKeyList"] : json;
  if (!Array.isArray(list)) throw new Error("no list of public keys");
  return new Map(
    list.filter(isObject).map((key) => [str(key["Fingerprint"]), publicKeyOf(Buffer.from(str(key["Value"]), "base64"))] as const),
  );
}

/** Whether a key or a path is of a digest. */
export function isDigest(key: string): boolean {
  return /\/CloudTrail-Digest\/.*_CloudTrail-Digest_[^/]*\.json(\.gz)?$/.test(key);
}

export function problemOf(fault: DigestFault): Problem {
  return { code: "E_DIGEST", detail: { fault: fault.fault, file: fault.key } };
}

function accountOf(key: string): string {
  return /\/(\d{12})\/CloudTrail-Digest\//.exec(key)?.[1] ?? "";
}

function timeOf(key: string): number {
  const found = /_(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z\.json/.exec(key);
  if (!found) return 0;
  const [year, month, day, hour, minute, second] = found.slice(1).map(Number) as [number, number, number, number, number, number];
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
