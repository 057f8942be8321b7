import { createHmac } from "node:crypto";
import { type Confidence, type SecretFormat, secretFormats } from "./secret-formats.ts";
import { entropy, isMadeOfWords, isStandIn, judgeNamed, promiseOf, wordsOf } from "./secret-names.ts";

export type { Confidence } from "./secret-formats.ts";

/** A secret in a text: where, and how sure. Never what. */
export interface SecretHit {
  readonly kind: string;
  readonly confidence: Confidence;
  readonly start: number;
  readonly length: number;
  /** The name it is assigned to inside the text. */
  readonly name?: string;
  /** Keyed digest, equal for equal secrets; only when a key was given. */
  readonly fingerprint?: string;
}

export interface SecretOptions {
  readonly fingerprintKey?: string;
}

const SIZE_CAP = 8 * 1024 * 1024;
const RANK: Readonly<Record<Confidence, number>> = { confirmed: 3, likely: 2, possible: 1 };

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

const byStart = new Map<string, SecretFormat[]>();
for (const format of secretFormats) {
  for (const start of format.starts) byStart.set(start, [...(byStart.get(start) ?? []), format]);
}
// Longer starts first, so that `sk-ant-` is not taken for `sk-`.
const STARTS = new RegExp(
  [...byStart.keys()]
    .toSorted((a, b) => b.length - a.length)
    .map(escape)
    .join("|"),
  "g",
);
const KEYWORDS =
  /pass(?=[wp]|code|["'\s:=_-])|pwd|secret|token|credential|bearer|(?:api|access|private|auth|sign\w{0,3}|encryption|master|account|shared|app|service)[_-]?(?:role[_-]?)?key|パスワード|パスフレーズ|暗証番号|秘密鍵|シークレット|トークン|APIキー|暗号鍵/gi;
const URI = /:\/\/([^\s:/@"'<>]{0,100}):([^\s/"'<>]{1,200}?)@(?=[A-Za-z0-9[$])/g;
const NAME_CHAR = /[A-Za-z0-9_.\-\u3040-\u30ff\u4e00-\u9fff]/;
const ASSIGN = /["'`]?\]?[ \t]{0,4}(?:=>|:=|={1,3}|:)[ \t]{0,4}(?:[brfuBRFU]{0,2}(["'`]))?/y;

/**
 * Secrets in a value (an environment variable, a parameter) or in a whole text (code, a template).
 * `name` is what the value is called; it decides for values without a format of their own.
 */
export function findSecrets(name: string | undefined, value: string, options: SecretOptions = {}): readonly SecretHit[] {
  const text = value.length > SIZE_CAP ? value.slice(0, SIZE_CAP) : value;
  const hits: SecretHit[] = [...formatHits(text)];
  if (text.includes("://")) hits.push(...uriHits(text));
  if (/[=:]/.test(text)) hits.push(...assignedHits(text));
  if (name !== undefined) {
    const named = namedHit(name, text);
    if (named) hits.push(named);
  }
  const kept = distinct(withAwsPairs(hits, text));
  const key = options.fingerprintKey;
  if (key === undefined) return kept;
  return kept.map((hit) => ({
    ...hit,
    fingerprint: createHmac("sha256", key)
      .update(text.slice(hit.start, hit.start + hit.length))
      .digest("hex")
      .slice(0, 32),
  }));
}

function* formatHits(text: string): Generator<SecretHit> {
  STARTS.lastIndex = 0;
  for (let found = STARTS.exec(text); found; found = STARTS.exec(text)) {
    const before = found.index === 0 ? "" : text[found.index - 1]!;
    for (const format of byStart.get(found[0])!) {
      // A token that begins in the middle of a word is part of something else.
      if (!format.infix && /[A-Za-z0-9_/+]/.test(before) && !escaped(text, found.index)) continue;
      format.shape.lastIndex = found.index;
      const match = format.shape.exec(text);
      if (!match) continue;
      const confidence = format.judge(match[0]);
      if (confidence === undefined || isStandIn(match[1] ?? match[0].slice(found[0].length))) continue;
      const secret = match[1] !== undefined && !format.kind.includes("token") ? match[1] : match[0];
      yield { kind: format.kind, confidence, start: match.index + match[0].lastIndexOf(secret), length: secret.length };
      STARTS.lastIndex = match.index + match[0].length;
      break;
    }
  }
}

/** True after an escape sequence such as the `\n` of a JSON text. */
function escaped(text: string, index: number): boolean {
  return text[index - 2] === "\\" && /[nrt]/.test(text[index - 1]!);
}

function* uriHits(text: string): Generator<SecretHit> {
  URI.lastIndex = 0;
  for (let found = URI.exec(text); found; found = URI.exec(text)) {
    const password = found[2]!;
    const start = found.index + found[0].length - 1 - password.length;
    const reference = /^[$%{]|\$\{|%\(|\{\{|^:?[A-Z_]{4,}$/.test(password);
    if (reference || isStandIn(password) || /^(?:pass|password|passwd|pwd|pw|secret|token)$/i.test(password)) continue;
    yield { kind: "uri-password", confidence: "likely", start, length: password.length };
  }
}

function* assignedHits(text: string): Generator<SecretHit> {
  KEYWORDS.lastIndex = 0;
  for (let found = KEYWORDS.exec(text); found; found = KEYWORDS.exec(text)) {
    let from = found.index;
    let to = found.index + found[0].length;
    while (from > 0 && found.index - from < 64 && NAME_CHAR.test(text[from - 1]!)) from -= 1;
    while (to < text.length && to - found.index < 64 && NAME_CHAR.test(text[to]!)) to += 1;
    KEYWORDS.lastIndex = to;
    ASSIGN.lastIndex = to;
    const sign = ASSIGN.exec(text);
    if (!sign) continue;
    const start = to + sign[0].length;
    const end = valueEnd(text, start, sign[1]);
    if (end === undefined) continue;
    const value = text.slice(start, end);
    const name = text.slice(from, to);
    const promise = promiseOf(name);
    if (!promise || value.length === 0) continue;
    let confidence = judgeNamed(promise, value);
    // A bare word may be an expression of the program, so it must look like nothing but a secret.
    if (confidence && sign[1] === undefined && (!bareSecret(value) || text[from - 1] === ":")) confidence = undefined;
    // `ForgotPassword: "ForgotPassword"` is a list of names.
    if (confidence && isMadeOfWords(value) && promiseOf(value)) confidence = undefined;
    if (confidence) yield { kind: kindOf(name, promise), confidence, start, length: value.length, name };
  }
}

function valueEnd(text: string, start: number, quote: string | undefined): number | undefined {
  const limit = Math.min(text.length, start + 512);
  for (let at = start; at < limit; at += 1) {
    const char = text[at]!;
    if (quote ? char === quote && text[at - 1] !== "\\" : /[\s"'`,;)}\]<>]/.test(char)) return at;
    if (char === "\n") return undefined;
  }
  return limit === text.length && quote === undefined ? limit : undefined;
}

function bareSecret(value: string): boolean {
  if (/[([{|]|\.\w+\.|^[A-Za-z_]\w*\.[A-Za-z_]/.test(value)) return false;
  return /[0-9]/.test(value) && /[A-Za-z]/.test(value) && !/^[A-Z][A-Z0-9_]+$/.test(value) && entropy(value) >= 2.75;
}

function namedHit(name: string, text: string): SecretHit | undefined {
  const value = text.trim();
  const promise = promiseOf(name);
  if (!promise || value.length === 0 || value.startsWith("-----BEGIN") || /^[[{]/.test(value)) return undefined;
  const confidence = judgeNamed(promise, value);
  return confidence && { kind: kindOf(name, promise), confidence, start: text.indexOf(value), length: value.length };
}

function kindOf(name: string, promise: "password" | "secret"): string {
  const words = wordsOf(name);
  if (promise === "password") return "password";
  if (/\bline\b/.test(words)) return "line-channel-secret";
  if (/secret access key|aws secret/.test(words)) return "aws-secret-access-key";
  if (/token|bearer|トークン/.test(words)) return "token";
  return /key|鍵|キー/.test(words) ? "api-key" : "secret";
}

/** A key id with forty characters of base64 beside it: both are real. */
function withAwsPairs(hits: readonly SecretHit[], text: string): readonly SecretHit[] {
  const out = [...hits];
  for (const id of hits.filter((h) => h.kind === "aws-access-key-id")) {
    const from = Math.max(0, id.start - 200);
    for (const near of text.slice(from, id.start + 300).matchAll(/(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=])/g)) {
      const secret = near[0];
      if (/^[0-9a-f]+$/i.test(secret) || entropy(secret) < 4 || isStandIn(secret)) continue;
      out.push({ kind: "aws-secret-access-key", confidence: "confirmed", start: from + near.index, length: 40 });
    }
  }
  return out;
}

/** The surest hit of each overlapping group, in order of place. */
function distinct(hits: readonly SecretHit[]): readonly SecretHit[] {
  const kept: SecretHit[] = [];
  for (const hit of hits.toSorted((a, b) => RANK[b.confidence] - RANK[a.confidence] || b.length - a.length)) {
    if (!kept.some((k) => hit.start < k.start + k.length && k.start < hit.start + hit.length)) kept.push(hit);
  }
  return kept.toSorted((a, b) => a.start - b.start);
}

/** What may be shown of a secret: its kind, length and, when it is long, four characters. */
export function shownSecret(hit: SecretHit, value: string): Readonly<Record<string, string | number>> {
  return {
    kind: hit.kind,
    confidence: hit.confidence,
    ...(hit.name === undefined ? {} : { name: hit.name }),
    ...(hit.length >= 20 && hit.kind !== "private-key" ? { startsWith: value.slice(hit.start, hit.start + 4) } : {}),
    length: hit.length,
  };
}
