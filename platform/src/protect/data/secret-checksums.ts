import { createPrivateKey } from "node:crypto";
import { crc32 } from "node:zlib";

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** CRC32 as GitHub and npm write it: base62, six digits. */
export function crc32Base62(payload: string): string {
  let rest = crc32(payload);
  let out = "";
  while (rest > 0) {
    out = BASE62[rest % 62]! + out;
    rest = Math.floor(rest / 62);
  }
  return out.padStart(6, "0");
}

/** The token's last six characters are the checksum of the thirty before them. */
export function hasCrc32Tail(body: string): boolean {
  return crc32Base62(body.slice(0, -6)) === body.slice(-6);
}

/** The account an access key id belongs to; undefined for ids from before the number was encoded, and for what is no key id. */
export function accountOfAccessKeyId(id: string): string | undefined {
  // Ids that begin with AKIAI or AKIAJ are older than the encoding.
  if (id.length !== 20 || id[4] === "I" || id[4] === "J") return undefined;
  let bits = 0n;
  for (const letter of id.slice(4, 14)) {
    const digit = BASE32.indexOf(letter);
    if (digit < 0) return undefined;
    bits = (bits << 5n) | BigInt(digit);
  }
  // Ten letters are 50 bits; the first 48 hold one flag, forty bits of account number, seven bits of other things.
  const account = ((bits >> 2n) & 0x7fffffffff80n) >> 7n;
  return account > 999_999_999_999n ? undefined : account.toString().padStart(12, "0");
}

function json(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
}

/** A signed token with a readable header and body that is not made to be public. */
export function isSecretJwt(token: string): boolean {
  const [head = "", body = ""] = token.split(".");
  const header = json(head);
  const claims = json(body);
  if (typeof header !== "object" || header === null || typeof claims !== "object" || claims === null) return false;
  const alg = (header as Record<string, unknown>)["alg"];
  if (typeof alg !== "string" || alg.toLowerCase() === "none") return false;
  // Browser keys of hosted back ends are tokens for everyone.
  return (claims as Record<string, unknown>)["role"] !== "anon";
}

/** `parsed`: a real private key; `sealed`: one that needs a passphrase; `odd`: long enough to be one; `no`: too short, a sample. */
export function privateKeyState(pem: string): "parsed" | "sealed" | "odd" | "no" {
  const text = pem.replaceAll("\\n", "\n").replaceAll("\\r", "").trim();
  const body = text.replace(/-----[A-Z ]{1,60}-----/g, "").replace(/\s/g, "");
  if (body.length < 60) return "no";
  if (text.startsWith("-----BEGIN ENCRYPTED") || text.includes("Proc-Type: 4,ENCRYPTED")) return "sealed";
  if (text.startsWith("-----BEGIN OPENSSH")) {
    return Buffer.from(body, "base64").subarray(0, 15).toString("latin1") === "openssh-key-v1\0" ? "parsed" : "odd";
  }
  try {
    createPrivateKey(text);
    return "parsed";
  } catch {
    return "odd";
  }
}

/** KMS ciphertext starts with a fixed header; that is what encrypted values in an environment look like. */
export function isKmsCiphertext(value: string): boolean {
  if (value.length < 100 || !/^AQ[EI]C/.test(value) || !/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return false;
  const head = Buffer.from(value.slice(0, 8), "base64");
  return head[0] === 1 && head[1] === 2 && head[2] === 2 && head[3] === 0;
}
