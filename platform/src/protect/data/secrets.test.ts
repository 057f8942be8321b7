import { createHash, generateKeyPairSync } from "node:crypto";
import { performance } from "node:perf_hooks";
import { describe, expect, test } from "vitest";
import { accountOfAccessKeyId, crc32Base62 } from "./secret-checksums.ts";
import { findSecrets, shownSecret } from "./secrets.ts";

const ALNUM = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Deterministic noise, so that no token stands in this file. */
function noise(seed: string, length: number, alphabet = ALNUM): string {
  let out = "";
  for (let block = 0; out.length < length; block += 1) {
    for (const byte of createHash("sha256").update(`${seed}:${block}`).digest()) out += alphabet[byte % alphabet.length];
  }
  return out.slice(0, length);
}
const hex = (seed: string, length: number) => noise(seed, length, "0123456789abcdef");

function checksummed(prefix: string, seed: string): string {
  const body = noise(seed, 30);
  return `${prefix}${body}${crc32Base62(body)}`;
}

/** An access key id of the given account, by the inverse of the decoding. */
function keyId(account: string, seed = "k"): string {
  let bits = ((1n << 47n) | (BigInt(account) << 7n) | 5n) << 2n;
  let head = "";
  for (let i = 0; i < 10; i += 1) {
    head = BASE32[Number(bits & 31n)]! + head;
    bits >>= 5n;
  }
  return `AKIA${head}${noise(seed, 6, BASE32)}`;
}

function jwt(header: object, claims: object): string {
  const part = (o: object) => Buffer.from(JSON.stringify(o)).toString("base64url");
  return `${part(header)}.${part(claims)}.${noise("sig", 43)}`;
}

const pem = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const rsa = generateKeyPairSync("rsa", { modulusLength: 1024 }).privateKey.export({ type: "pkcs1", format: "pem" }).toString();
const ciphertext = Buffer.concat([
  Buffer.from([1, 2, 2, 0, 0x78]),
  createHash("sha512").update("c").digest(),
  createHash("sha512").update("d").digest(),
]).toString("base64");
const awsSecret = noise("aws", 40, `${ALNUM}+/`);

const positive: Record<string, readonly [name: string | undefined, value: string, kind: string, confidence: string]> = {
  "access key id of an account": [undefined, keyId("123456789012"), "aws-access-key-id", "confirmed"],
  "access key id from before accounts were encoded": [undefined, `AKIAI${noise("old", 15, BASE32)}`, "aws-access-key-id", "likely"],
  "secret key beside its id": [undefined, `${keyId("210987654321")}:${awsSecret}`, "aws-secret-access-key", "confirmed"],
  "secret key by its name": ["AWS_SECRET_ACCESS_KEY", awsSecret, "aws-secret-access-key", "likely"],
  "GitHub token with a true checksum": ["NAME", checksummed("ghp_", "gh"), "github-token", "confirmed"],
  "GitHub token with a false checksum": ["NAME", `ghp_${noise("gh2", 36)}`, "github-token", "possible"],
  "fine-grained GitHub token": [undefined, `github_pat_${noise("a", 22)}_${noise("b", 59)}`, "github-fine-grained-token", "likely"],
  "npm token with a true checksum": [undefined, checksummed("npm_", "np"), "npm-token", "confirmed"],
  "Slack bot token": [undefined, `xoxb-${noise("n", 12, "0123456789")}-${noise("s", 24)}`, "slack-token", "likely"],
  "Slack webhook": [
    "HOOK_URL",
    `https://hooks.slack.com/services/T${noise("t", 9, BASE32)}/B${noise("u", 9, BASE32)}/${noise("v", 24)}`,
    "slack-webhook",
    "likely",
  ],
  "Stripe live key": [undefined, `sk_live_${noise("st", 24)}`, "stripe-key", "likely"],
  "Stripe test key": [undefined, `sk_test_${noise("st", 24)}`, "stripe-test-key", "possible"],
  "Google API key": ["MAPS", `AIza${noise("g", 35)}`, "google-api-key", "likely"],
  "SendGrid key": [undefined, `SG.${noise("x", 22)}.${noise("y", 43)}`, "sendgrid-key", "likely"],
  "Twilio API key": [undefined, `SK${hex("tw", 32)}`, "twilio-api-key", "likely"],
  "OpenAI key with its mark": [undefined, `sk-${noise("o", 20)}T3BlbkFJ${noise("p", 20)}`, "openai-key", "confirmed"],
  "Anthropic key": [undefined, `sk-ant-api03-${noise("an", 93)}AA`, "anthropic-key", "likely"],
  "Azure storage connection string": [
    undefined,
    `DefaultEndpointsProtocol=https;AccountName=x;AccountKey=${noise("az", 86)}==;`,
    "azure-storage-key",
    "confirmed",
  ],
  "Telegram bot token": [undefined, `12345678:AA${noise("tg", 33)}`, "telegram-bot-token", "likely"],
  "GitLab token in a URL": [undefined, `https://oauth2:glpat-${noise("gl", 20)}@gitlab.test/x.git`, "gitlab-token", "likely"],
  "signed JWT": [undefined, jwt({ alg: "HS256", typ: "JWT" }, { sub: "1" }), "jwt", "confirmed"],
  "EC private key": [undefined, pem, "private-key", "confirmed"],
  "RSA private key with escaped line ends": ["KEY", JSON.stringify({ private_key: rsa }), "private-key", "confirmed"],
  "database URI": ["DATABASE_URL", `postgres://app:${noise("db", 16)}@db.test:5432/app`, "uri-password", "likely"],
  "Redis URI without a user": ["CACHE", `redis://:${noise("rd", 20)}@cache.test:6379`, "uri-password", "likely"],
  "MongoDB SRV URI": ["MONGO", `mongodb+srv://u:${noise("mg", 12)}@c.test/db`, "uri-password", "likely"],
  "ADO connection string": ["ConnectionString", `Server=db;User Id=app;Password=${noise("ado", 14)};`, "password", "likely"],
  "password with three classes of characters": ["DB_PASSWORD", "Tr0ub4dor&3", "password", "likely"],
  "a weak password in use": ["DB_PASSWORD", "postgres", "password", "possible"],
  "password in camel case": ["rdsMasterPassword", "hUnter2-2026", "password", "likely"],
  "password in Japanese": ["データベースのパスワード", "Sakura#2026x", "password", "likely"],
  "LINE channel secret": ["LINE_CHANNEL_SECRET", hex("line", 32), "line-channel-secret", "likely"],
  "LINE channel access token": ["LINE_CHANNEL_ACCESS_TOKEN", `${noise("lt", 171, `${ALNUM}+/`)}=`, "line-channel-secret", "likely"],
  "API key of 32 hex digits": ["WEATHER_API_KEY", hex("w", 32), "api-key", "likely"],
  "short mixed token": ["AUTH_TOKEN", "a8f3k2m9", "token", "possible"],
  "assignment in JavaScript": [undefined, `const dbPassword = "S3cr3t-Pa55!";\n`, "password", "likely"],
  "assignment in Python": [undefined, `API_KEY = '${noise("py", 32)}'\n`, "api-key", "likely"],
  "assignment in JSON": ["CONFIG", JSON.stringify({ user: "a", password: "Xy7#pQ92kk" }), "password", "likely"],
  "assignment in YAML": [undefined, `db:\n  password: Xy7pQ92kkZ\n`, "password", "likely"],
  "assignment in .env text": [undefined, `A=1\nCLIENT_SECRET=${noise("env", 40)}\n`, "secret", "likely"],
};

const negative: Record<string, readonly [name: string | undefined, value: string]> = {
  "AWS's sample key": [undefined, `AKIA${"IOSFODNN7"}EXAMPLE`],
  "KMS ciphertext": ["DB_PASSWORD", ciphertext],
  "ARN of a secret": ["DB_SECRET", "arn:aws:secretsmanager:ap-northeast-1:111122223333:secret:db-AbCdEf"],
  "name of a secret": ["DB_SECRET", "prod/orders/db"],
  "name in SECRET_NAME": ["SECRET_NAME", "orders-db-credentials1"],
  "path of a parameter": ["API_TOKEN", "/orders/prod/api-token"],
  "dynamic reference": ["DB_PASSWORD", "{{resolve:secretsmanager:db:SecretString:password}}"],
  "template hole": ["DB_PASSWORD", "${DB_PASSWORD}"],
  "angle brackets": ["API_KEY", "<your-api-key>"],
  stars: ["PASSWORD", "********"],
  "change me": ["PASSWORD", "ChangeMe123!"],
  UUID: ["CLIENT_TOKEN", "3f2504e0-4f89-41d3-9a0c-0305e82c3301"],
  "URL without credentials": ["TOKEN_ENDPOINT", "https://auth.test/oauth2/token?x=1"],
  "URL in a secret name": ["WEBHOOK_SECRET", "https://sqs.ap-northeast-1.amazonaws.com/111122223333/q"],
  "token lifetime": ["TOKEN_TTL", "3600"],
  "tokens as a number": ["MAX_TOKEN", "4096"],
  "pool id": ["USER_POOL_SECRET", "ap-northeast-1_a1B2c3D4e"],
  "public key": ["PUBLIC_KEY", noise("pub", 43)],
  "publishable Stripe key": ["STRIPE_KEY_PUBLIC", `pk_live_${noise("pk", 24)}`],
  "table name": ["TABLE_NAME", "orders-Table-1A2B3C4D5E6F"],
  "commit hash": ["GIT_SHA", hex("sha", 40)],
  boolean: ["USE_PASSWORD", "true"],
  file: ["PRIVATE_KEY", "./certs/server.pem"],
  "token for everyone": [undefined, jwt({ alg: "HS256" }, { role: "anon" })],
  "unsigned token": [undefined, jwt({ alg: "none" }, { sub: "1" })],
  "text that looks like a JWT": [undefined, `eyJhbGciOi!!.${noise("q", 30)}`],
  "sample private key": [undefined, "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----"],
  "public key block": [undefined, "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE\n-----END PUBLIC KEY-----"],
  "URI with a hole": ["DATABASE_URL", "postgres://app:${PASSWORD}@db.test/app"],
  "code that reads the environment": [
    undefined,
    `const password = process.env.DB_PASSWORD;\npassword = os.environ["X"]\ntoken = getToken(event)`,
  ],
  "code that compares": [undefined, `if (password === "") throw new Error("token: expired")`],
  "code that fetches": [undefined, `secret = client.get_secret_value(SecretId=os.environ["SECRET_ARN"])["SecretString"]`],
  "prefix inside a word": [undefined, `x${checksummed("ghp_", "gh")}`],
  "e-mail address": ["BOT_TOKEN", "someone@example.test"],
  "Japanese stand-in": ["APIキー", "ここに貼り付けてください"],
};

describe("findSecrets", () => {
  for (const [title, [name, value, kind, confidence]] of Object.entries(positive)) {
    test(`finds: ${title}`, () => {
      const hits = findSecrets(name, value);
      expect(hits.map((h) => `${h.kind} ${h.confidence}`)).toContain(`${kind} ${confidence}`);
      for (const hit of hits) {
        const secret = value.slice(hit.start, hit.start + hit.length);
        expect(secret.length).toBe(hit.length);
        expect(JSON.stringify(shownSecret(hit, value))).not.toContain(secret);
      }
    });
  }
  for (const [title, [name, value]] of Object.entries(negative)) {
    test(`leaves: ${title}`, () => expect(findSecrets(name, value)).toEqual([]));
  }
});

test("an access key id tells its account", () => {
  expect(accountOfAccessKeyId(keyId("000123456789"))).toBe("000123456789");
});

test("equal secrets have equal fingerprints under one key only", () => {
  const token = checksummed("npm_", "fp");
  const [a] = findSecrets("A", token, { fingerprintKey: "one" });
  const [b] = findSecrets("B", `x = "${token}"`, { fingerprintKey: "one" });
  const [c] = findSecrets("A", token, { fingerprintKey: "two" });
  expect(a!.fingerprint).toBe(b!.fingerprint);
  expect(a!.fingerprint).not.toBe(c!.fingerprint);
});

test("hostile text takes no more than linear time", () => {
  const time = (text: string) => {
    const from = performance.now();
    findSecrets("password", text);
    return performance.now() - from;
  };
  for (const piece of [
    "eyJ",
    "-----BEGIN PRIVATE KEY-----",
    "://a:",
    "password=",
    "AccountKey=",
    "a-",
    "token:'",
    "SK",
    "pass_",
    "xoxb-1-",
  ]) {
    const small = time(piece.repeat(20_000 / piece.length));
    const large = time(piece.repeat(200_000 / piece.length));
    expect(large, piece).toBeLessThan(Math.max(400, small * 60));
  }
});
