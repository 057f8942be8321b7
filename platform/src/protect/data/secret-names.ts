import { isKmsCiphertext } from "./secret-checksums.ts";
import type { Confidence } from "./secret-formats.ts";

/** What a name promises: a password people choose, or a machine's secret. */
export type Promise = "password" | "secret";

const PASSWORD = /(?:^| )(?:password|passwd|passphrase|passcode|pwd|pass|pw)$|パスワード|パスフレーズ|暗証番号/;
const SECRET =
  /(?:^| )(?:secret|token|apikey|api key|access key|secret key|private key|auth key|signing key|encryption key|master key|account key|shared key|session key|jwt key|hmac key|license key|credential|credentials|bearer|client secret|webhook secret|secret access key|app key|service key|deploy key|service role key)$|秘密鍵|シークレット|トークン|APIキー|暗号鍵/;
const PUBLIC =
  /(?:^| )(?:public|publishable|anon|csrf|xsrf|next|page|pagination|continuation|cancellation|device|idempotency|max|min|num|count|cache|sort|partition|primary|foreign|row|object)(?: |$)/;

/** `DB_Password`, `dbPassword` and `db.password` in the same words: "db password". */
export function wordsOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .replace(/[^A-Za-z0-9\u3040-\u30ff\u4e00-\u9fff]+/g, " ")
    .toLowerCase()
    .replace(/ (?:value|val|str|string|plain|plaintext|text|env|var|prod|production|dev|stg|staging|v?[0-9]{1,3})$/, "")
    .replace(/([a-z])(password|passwd|secret|token|apikey)$/, "$1 $2")
    .replace(/([a-z])[0-9]{1,2}$/, "$1")
    .trim();
}

/** Whether a value under this name should be kept secret; names of references (`SECRET_ARN`, `TOKEN_URL`) promise nothing. */
export function promiseOf(name: string): Promise | undefined {
  const words = wordsOf(name);
  if (PASSWORD.test(words) && !/^(?:one|boarding) pass$/.test(words)) return "password";
  if (SECRET.test(words) && !PUBLIC.test(words)) return "secret";
  return undefined;
}

/** Bits per character. */
export function entropy(value: string): number {
  const counts = new Map<string, number>();
  for (const char of value) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length);
  return bits;
}

const STAND_IN =
  /^(?:<.*>|\[.*\]|\$\{.*\}|\{\{.*\}\}|\{[A-Za-z_]{1,40}\}|%.*%|\$[A-Za-z_][A-Za-z0-9_]*|__.*__|x{3,}|X{3,}|\*+|\.{3,}|-+|_+|#+|0+|…)$|example|placeholder|redacted|masked|to[-_ ]?be[-_ ]?(?:set|replaced)|change[-_ ]?(?:me|this|it)|replace[-_ ]?(?:me|this|with)|(?:^|[-_ ])(?:your|insert|enter|put|fill|todo|fixme|tbd|dummy|xxxx+)(?:[-_ ]|$)|^your[A-Z]|ダミー|ここに|変更して|サンプル/i;
const NOTHING =
  /^(?:true|false|null|none|nil|undefined|yes|no|on|off|enabled|disabled|default|optional|required|n\/a|string|integer|secret|token)$/i;
const WEAK =
  /^(?:pass|passwd|password|passw0rd|p@ssw0rd|admin|administrator|root|test|testing|guest|user|secret|postgres|mysql|redis|letmein|welcome|qwerty|abc123|12345|123456|1234567|12345678|123456789)[0-9!]{0,4}$/i;

/** A value that only points to where a secret is kept, or is not one by its form. */
export function isReference(value: string): boolean {
  if (value.startsWith("arn:") || value.startsWith("{{resolve:") || isKmsCiphertext(value)) return true;
  if (/^(?:ssm|secretsmanager|secrets-manager|vault|op|file|s3|kms|env|process\.env|os\.environ)[:.]/i.test(value)) return true;
  if (/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(value)) return true;
  // A path, or a name made of words: /app/prod/db-password, my-service-credentials.
  if (/^\/?[A-Za-z][A-Za-z]{1,24}(?:[-_/.:][A-Za-z][A-Za-z]{0,24}|[-_/.:][0-9]{1,4}){1,12}$/.test(value) && /[-_/.:][A-Za-z]/.test(value))
    return true;
  if (/^\/[\w./-]{1,200}$/.test(value) && !/[A-Za-z0-9]{20}/.test(value)) return true;
  if (/^[a-z][a-z0-9+.-]{1,20}:\/\//i.test(value)) return true;
  if (/^\.{0,2}\/?[\w./-]{1,100}\.(?:json|pem|key|crt|cer|txt|ya?ml|env|p12|pfx|jks|toml|ini|py|js|ts)$/i.test(value)) return true;
  if (/^[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}$/.test(value)) return true;
  if (/^(?:[a-z]{2}-[a-z]+-[0-9]_[A-Za-z0-9]{6,12}|[a-z]{2,6}-[0-9a-f]{8,17})$/.test(value)) return true;
  return /^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T|$)/.test(value);
}

export function isStandIn(value: string): boolean {
  return STAND_IN.test(value) || /^(.)\1*$|[xX*]{6}/.test(value);
}

/** An identifier or a phrase written together (`ForgotPassword`, `x-api-token`): words, not noise. */
export function isMadeOfWords(value: string): boolean {
  const pieces = value
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter((piece) => piece !== "");
  return (
    pieces.length > 0 &&
    value.length / pieces.length >= 4 &&
    pieces.every((piece) => /^(?:[A-Za-z]{1,16}[0-9]{0,2}|[0-9]{1,4})$/.test(piece))
  );
}

function classes(value: string): number {
  return +/[a-z]/.test(value) + +/[A-Z]/.test(value) + +/[0-9]/.test(value) + +/[^A-Za-z0-9]/.test(value);
}

/** How sure a value is a secret, from the name it stands under and how it looks. `code`: the value is a bare word of source text. */
export function judgeNamed(promise: Promise, value: string): Confidence | undefined {
  if (value.length < 4 || value.length > 4096 || (NOTHING.test(value) && promise === "secret") || isStandIn(value)) return undefined;
  if (/\s/.test(value.trim()) && (promise === "secret" || value.length > 64)) return undefined;
  if (promise === "password") {
    if (/^(?:true|false|null|none|nil|undefined|yes|no|string)$/i.test(value)) return undefined;
    if (WEAK.test(value)) return "possible";
    if (isReference(value)) return /^[A-Za-z]+(?:[-_.][A-Za-z]+)+$/.test(value) ? "possible" : undefined;
    return value.length >= 8 && (classes(value) >= 3 || (classes(value) === 2 && entropy(value) >= 2.75)) ? "likely" : "possible";
  }
  if (isReference(value) || isMadeOfWords(value) || /^-?[0-9.]+$/.test(value)) return undefined;
  const bits = entropy(value);
  if (/^[0-9a-f]+$/i.test(value))
    return value.length >= 16 && bits >= 3 ? "likely" : value.length >= 12 && bits >= 2.5 ? "possible" : undefined;
  const mixed = /[0-9]/.test(value) && /[A-Za-z]/.test(value);
  if (value.length >= 16 && bits >= 3.3 && (mixed || (value.length >= 20 && bits >= 4 && classes(value) >= 2))) return "likely";
  return value.length >= 8 && bits >= 2.75 && mixed ? "possible" : undefined;
}
