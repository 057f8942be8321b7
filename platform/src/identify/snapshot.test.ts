import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type Estate,
  emptyEstate,
  isUnknown,
  type Origin,
  type Path,
  type Place,
  parsePolicy,
  type Resource,
  unknown,
} from "../model/index.ts";
import { looksSecret } from "./mask.ts";
import { readSnapshot, SnapshotError, snapshotLines, writeSnapshot } from "./snapshot.ts";
import { loadTemplates } from "./template/index.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "snapshot-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const live: Origin = { source: "aws", at: "2026-11-22T00:00:00.000Z", calls: { "": "sqs:GetQueueAttributes" } };

function resource(kind: Resource["kind"], facts: object, origin: Origin = live, base: object = {}): Resource {
  return {
    kind,
    id: `arn:aws:x:ap-northeast-1:111122223333:${kind}/1`,
    name: "one",
    account: "111122223333",
    region: "ap-northeast-1",
    scope: "aws:111122223333",
    origin,
    ...base,
    ...facts,
  } as unknown as Resource;
}

function estateOf(...resources: Resource[]): Estate {
  return { ...emptyEstate, resources };
}

let count = 0;
async function through(estate: Estate, suffix = ".ndjson"): Promise<{ readonly back: Estate; readonly text: string }> {
  const file = join(folder, `${(count += 1)}${suffix}`);
  await writeSnapshot(file, estate);
  const bytes = readFileSync(file);
  return { back: await readSnapshot(file), text: (suffix.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString() };
}

/** A template of which line 10 is the resource, line 12 its policy and line 15 the second statement. */
const lines: readonly (readonly [Path, number])[] = [
  [[], 10],
  [["Policy"], 12],
  [["Policy", "Statement", 1], 15],
];
const template: Origin = {
  source: "template",
  file: "app.yaml",
  address: "Queue",
  locate: (path): Place | undefined => {
    const best = lines.filter(([p]) => p.every((key, i) => path[i] === key)).at(-1);
    return best && { file: "app.yaml", line: best[1], column: 3 };
  },
};

describe("what survives", () => {
  test("facts, unknowns, gaps, problems, scopes, counts", async () => {
    const estate: Estate = {
      scopes: [{ id: "aws:111122223333", source: "aws", account: "111122223333", regions: ["ap-northeast-1"], label: "本番" }],
      resources: [
        resource(
          "Queue",
          {
            QueueName: "注文",
            Policy: parsePolicy({
              Version: "2012-10-17",
              Statement: { Effect: "Allow", Principal: "*", Action: "sqs:*", Resource: unknown("parameter", { what: "Arn" }) },
            }),
            FifoQueue: unknown("access-denied", { action: "sqs:GetQueueAttributes", what: "403" }),
          },
          live,
          { aliases: ["https://sqs/1"] },
        ),
        resource("Account", { RootCredentials: { PasswordLastUsed: undefined, KeyLastUsed: [undefined, "2026-01-01T00:00:00Z"] } }),
      ],
      gaps: [
        {
          scope: "aws:111122223333",
          kind: "LambdaFunction",
          region: "eu-west-1",
          because: unknown("region-disabled", { action: "lambda:ListFunctions" }),
        },
      ],
      problems: [{ code: "bad-yaml", detail: { line: 3, what: "x" }, place: { file: "a.yaml", line: 3 } }],
      unrecognised: { "AWS::New::Thing": 2 },
    };
    const { back } = await through(estate);
    expect(back).toEqual(estate);
    expect((back.resources[1] as unknown as { RootCredentials: { KeyLastUsed: unknown[] } }).RootCredentials.KeyLastUsed).toStrictEqual([
      undefined,
      "2026-01-01T00:00:00Z",
    ]);
    expect(isUnknown((back.resources[0] as unknown as { FifoQueue: unknown }).FifoQueue)).toBe(true);
    expect(back.resources[0]!.origin).toBe(back.resources[1]!.origin); // one origin stays one
  });

  test("lines of a template, of every part and of statements written elsewhere", async () => {
    const elsewhere: Origin = {
      source: "template",
      file: "policy.yaml",
      address: "QueuePolicy",
      locate: (path) => ({ file: "policy.yaml", line: path.length === 0 ? 30 : 33 }),
    };
    const statement = (index: number, extra: object = {}) => ({ Sid: undefined, Effect: "Allow", index, ...extra });
    const queue = resource(
      "Queue",
      {
        Policy: {
          Version: undefined,
          Statement: [statement(0), statement(1), statement(2, { at: { origin: elsewhere, path: ["PolicyDocument", "Statement", 0] } })],
        },
      },
      template,
    );
    const { back } = await through(estateOf(queue));
    const [read] = back.resources;
    for (const path of [
      [],
      ["Policy"],
      ["Policy", "Statement", 0],
      ["Policy", "Statement", 1],
      ["Policy", "Statement", 1, "Effect"],
      ["Nothing", "Like", "This"],
    ] as Path[]) {
      expect(read!.origin.locate?.(path), path.join(".")).toEqual(template.locate?.(path));
    }
    const at = (read as unknown as { Policy: { Statement: { at?: { origin: Origin; path: Path } }[] } }).Policy.Statement[2]!.at!;
    expect(at.origin.locate?.(at.path)).toEqual({ file: "policy.yaml", line: 33 });
    expect(at.origin.locate?.([])).toEqual({ file: "policy.yaml", line: 30 });
    expect(at.origin.address).toBe("QueuePolicy");
  });

  test("paths that the template knows and no fact carries", async () => {
    const origin: Origin = {
      ...template,
      locate: (path) => ({ file: "app.yaml", line: path[0] === "DeadLetterConfig" ? 20 : 10 }),
      paths: () => [["DeadLetterConfig", "TargetArn"]],
    };
    const { back } = await through(estateOf(resource("Queue", {}, origin)));
    expect(back.resources[0]!.origin.locate?.(["DeadLetterConfig", "TargetArn"])).toEqual({ file: "app.yaml", line: 20 });
  });

  test("the lines of a real template", async () => {
    const file = join(folder, "app.yaml");
    writeFileSync(
      file,
      [
        "Resources:",
        "  Queue:",
        "    Type: AWS::SQS::Queue",
        "    Properties:",
        "      QueueName: orders",
        "      RedrivePolicy:",
        "        deadLetterTargetArn: arn:aws:sqs:eu-west-1:111122223333:dead",
        "        maxReceiveCount: 3",
        "",
      ].join("\n"),
    );
    const estate = await loadTemplates([file]);
    const { back } = await through(estate);
    const [before] = estate.resources.filter((r) => r.kind === "Queue");
    const [after] = back.resources.filter((r) => r.kind === "Queue");
    expect(before!.origin.locate?.(["RedrivePolicy", "maxReceiveCount"])?.line).toBe(8);
    for (const path of [[], ["QueueName"], ["RedrivePolicy"], ["RedrivePolicy", "maxReceiveCount"], ["KmsMasterKeyId"]]) {
      expect(after!.origin.locate?.(path), path.join(".")).toEqual(before!.origin.locate?.(path));
    }
  });

  test("an empty estate, compressed and not", async () => {
    for (const suffix of [".ndjson", ".ndjson.gz"]) expect((await through(emptyEstate, suffix)).back).toEqual(emptyEstate);
  });

  test("any facts at all", async () => {
    const key = fc.oneof(fc.constantFrom("$", "origin", "__proto__", "constructor", "locate", "places", "n"), fc.string());
    const text = fc.string({ unit: "binary", maxLength: 20 }).filter((s) => !looksSecret(s));
    const reason = fc.constantFrom("access-denied", "parameter", "masked", "malformed" as const);
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: "small" },
        text,
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.constant(undefined),
        reason.map((r) => unknown(r, { what: "w", action: "a:B" })),
        fc.array(tie("any"), { maxLength: 4 }),
        fc.dictionary(key, tie("any"), { maxKeys: 4 }),
      ),
    })).any;
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom("Policy", "Tags", "QueueName", "Statement"), value), async (facts) => {
        const estate = estateOf(resource("Queue", facts));
        const { back } = await through(estate, ".ndjson.gz");
        expect(back).toEqual(estate);
      }),
      { numRuns: 60 },
    );
  });
});

describe("what does not", () => {
  const secret = "correct-horse-battery";
  const places: Readonly<Record<string, readonly [Resource["kind"], object, (r: never) => unknown]>> = {
    "a function's environment": [
      "LambdaFunction",
      { Environment: { DB: secret, EMPTY: "", LATER: unknown("parameter") } },
      (r: { Environment: Record<string, unknown> }) => r.Environment["DB"],
    ],
    "a REST stage's variables": [
      "RestStage",
      { Variables: { DB: secret } },
      (r: { Variables: Record<string, unknown> }) => r.Variables["DB"],
    ],
    "an HTTP stage's variables": [
      "HttpStage",
      { Variables: { DB: secret } },
      (r: { Variables: Record<string, unknown> }) => r.Variables["DB"],
    ],
    "a container's environment": [
      "EcsTaskDefinition",
      { Containers: [{ Name: "c", Environment: { DB: secret } }] },
      (r: { Containers: { Environment: Record<string, unknown> }[] }) => r.Containers[0]!.Environment["DB"],
    ],
    "a plain parameter": ["SsmParameter", { Type: "String", Value: secret }, (r: { Value: unknown }) => r.Value],
    "a secret written in a template": ["Secret", { SecretString: secret }, (r: { SecretString: unknown }) => r.SecretString],
    "an instance's master password": [
      "DbInstance",
      { MasterUserPassword: secret },
      (r: { MasterUserPassword: unknown }) => r.MasterUserPassword,
    ],
    "a cluster's master password": [
      "DbCluster",
      { MasterUserPassword: secret },
      (r: { MasterUserPassword: unknown }) => r.MasterUserPassword,
    ],
  };
  for (const [name, [kind, facts, at]] of Object.entries(places)) {
    test(`${name} becomes unknown, because masked`, async () => {
      const { back, text } = await through(estateOf(resource(kind, facts)));
      expect(text).not.toContain(secret);
      expect(at(back.resources[0] as never)).toMatchObject({ reason: "masked" });
    });
  }

  test("names, empty values and unknowns of an environment stay", async () => {
    const { back } = await through(
      estateOf(resource("LambdaFunction", { Environment: { DB: secret, EMPTY: "", LATER: unknown("parameter") } })),
    );
    expect((back.resources[0] as unknown as { Environment: object }).Environment).toEqual({
      DB: unknown("masked"),
      EMPTY: "",
      LATER: unknown("parameter"),
    });
    const unread = await through(estateOf(resource("LambdaFunction", { Environment: unknown("access-denied") })));
    expect((unread.back.resources[0] as unknown as { Environment: unknown }).Environment).toEqual(unknown("access-denied"));
  });

  test("a value that is not set stays not set: it is not 'masked'", async () => {
    const { back } = await through(estateOf(resource("DbInstance", { MasterUserPassword: undefined })));
    expect((back.resources[0] as unknown as { MasterUserPassword: unknown }).MasterUserPassword).toBeUndefined();
  });

  const letters = (n: number, alphabet: string) =>
    fc.string({ unit: fc.constantFrom(...Array.from(alphabet)), minLength: n, maxLength: n });
  const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const WORD = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  const token = fc.oneof(
    letters(16, BASE32).map((s) => `AKIA${s}`),
    letters(36, WORD).map((s) => `ghp_${s}`),
    letters(24, "0123456789abcdef").map((s) => `xoxb-1234567890-${s}`),
    letters(24, WORD).map((s) => `sk_live_${s}`),
    letters(40, WORD).map((s) => `-----BEGIN RSA PRIVATE KEY-----\n${s}\n-----END RSA PRIVATE KEY-----`),
    letters(12, WORD).map((s) => `postgres://app:${s}@db.internal/app`),
    letters(16, WORD).map((s) => `password = "${s}"`),
    letters(16, WORD).map((s) => JSON.stringify(JSON.stringify({ apiKey: s }))),
  );
  const frame = fc.tuple(fc.constantFrom("", "x ", "値: ", '{"a":"'), fc.constantFrom("", " y", "\n", '"}'));
  const spot = fc.constantFrom(
    "fact",
    "nested",
    "tag",
    "tag key",
    "name",
    "alias",
    "definition",
    "code",
    "gap",
    "unknown",
    "problem",
    "label",
    "environment key",
  );

  test("a secret never reaches the file, wherever it was", async () => {
    fc.assert(
      fc.property(token, frame, spot, (seed, [before, after], where) => {
        const text = `${before}${seed}${after}`;
        const put = (place: string, otherwise: string) => (where === place ? text : otherwise);
        const estate: Estate = {
          scopes: [{ id: "s", source: "template", account: "1", regions: [], label: put("label", "l") }],
          resources: [
            resource(
              "StateMachine",
              {
                Definition: put("definition", "{}"),
                RoleArn: put("fact", "r"),
                LogGroups: [put("nested", "g"), unknown("elsewhere", { what: put("unknown", "w") })],
                Tags: { [put("tag key", "k")]: put("tag", "v") },
              },
              live,
              { name: put("name", "n"), aliases: [put("alias", "a")] },
            ),
            resource("LambdaFunction", { InlineCode: put("code", "c"), Environment: { [put("environment key", "K")]: "v" } }),
          ],
          gaps: [{ scope: "s", kind: "Queue", region: "r", because: unknown("failed", { what: put("gap", "w") }) }],
          problems: [{ code: "c", detail: { what: put("problem", "w") } }],
          unrecognised: {},
        };
        const written = [...snapshotLines(estate)].join("\n");
        const core = seed.replace(/^.*?(\w{12,}).*$/s, "$1");
        expect(written).not.toContain(JSON.stringify(seed).slice(1, -1));
        expect(written).not.toContain(seed.length > 30 && seed.startsWith("-----") ? seed.split("\n")[1]! : core);
      }),
      { numRuns: 300 },
    );
  });

  test("ordinary values are no secrets", () => {
    for (const text of [
      "arn:aws:iam::111122223333:role/app",
      "https://sqs.ap-northeast-1.amazonaws.com/111122223333/orders",
      "alias/aws/secretsmanager",
      '{ ($.errorCode = "*UnauthorizedOperation") }',
      '"SecretArn": "arn:aws:secretsmanager:ap-northeast-1:111122223333:secret:db"',
      '"password": "{{resolve:secretsmanager:db:SecretString:password}}"',
      "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
      "arn:aws:lambda:ap-northeast-1:111122223333:function:token-service:live",
      "2026-11-22T00:00:00.000Z",
    ])
      expect(looksSecret(text), text).toBe(false);
  });
});

describe("writing is all or nothing", () => {
  test("a full disk leaves neither the file nor a part of it, and says so in both languages", async () => {
    const here = mkdtempSync(join(folder, "full-"));
    const file = join(here, "out.ndjson");
    writeFileSync(file, "the one before");
    const big = estateOf(...Array.from({ length: 3000 }, () => resource("Queue", { QueueName: "x".repeat(100) })));
    let written = 0;
    const error = await writeSnapshot(file, big, {
      create(path) {
        writeFileSync(path, "");
        return new Writable({
          write(chunk: Buffer, _encoding, done) {
            written += chunk.length;
            done(written > 100_000 ? Object.assign(new Error("no space left on device"), { code: "ENOSPC" }) : null);
          },
        });
      },
    }).catch((e: unknown) => e as SnapshotError);
    expect(error).toBeInstanceOf(SnapshotError);
    expect((error as SnapshotError).fault).toBe("disk-full");
    expect((error as SnapshotError).sentence("ja")).toMatch(/空き容量/);
    expect(readdirSync(here)).toEqual(["out.ndjson"]);
    expect(readFileSync(file, "utf8")).toBe("the one before");
  });

  test("a folder that is not there", async () => {
    await expect(writeSnapshot(join(folder, "no", "where.ndjson"), emptyEstate)).rejects.toMatchObject({ fault: "not-writable" });
    expect(existsSync(join(folder, "no"))).toBe(false);
  });
});

describe("what is no snapshot is an error with its line", () => {
  const good = [...snapshotLines(estateOf(resource("Queue", { QueueName: "a" })))];
  const header = good[0]!;
  const cases: Readonly<Record<string, readonly [string | Buffer, string, number | undefined]>> = {
    "an empty file": ["", "no-header", 1],
    "another JSON file": ['{"Resources":{}}\n', "no-header", 1],
    "a text": ["hello\n", "no-header", 1],
    "a newer version": [`${header.replace('"version":1', '"version":2')}\n`, "newer-version", 1],
    "a broken line": [[header, '{"resource":', good.at(-1)!].join("\n"), "not-json", 2],
    "a line of no known kind": [[header, '{"surprise":1}', good.at(-1)!].join("\n"), "unknown-record", 2],
    "a resource without its origin": [[header, good[2]!, good.at(-1)!].join("\n"), "unknown-record", 2],
    "an unknown that gives no known reason": [
      [header, '{"gap":{"because":{"$":"unknown","reason":"mood"}}}'].join("\n"),
      "unknown-record",
      2,
    ],
    "lines behind the end": [[...good, good[1]!].join("\n"), "unknown-record", 5],
    "a file without its end": [good.slice(0, -1).join("\n"), "cut-off", 3],
    "a file that lost a line in the middle": [[good[0], good[1], good[3]].join("\n"), "cut-off", 3],
    "compressed data that is cut off": [gzipSync(good.join("\n")).subarray(0, 60), "cut-off", 1],
    "compressed data that is damaged": [
      Buffer.concat([gzipSync(good.join("\n")).subarray(0, 12), Buffer.alloc(40, 7)]),
      "not-gzip",
      undefined,
    ],
  };
  for (const [name, [content, fault, line]] of Object.entries(cases)) {
    test(name, async () => {
      const file = join(folder, `bad-${(count += 1)}.ndjson`);
      writeFileSync(file, content);
      const error = (await readSnapshot(file).catch((e: unknown) => e)) as SnapshotError;
      expect(error).toBeInstanceOf(SnapshotError);
      expect(error.fault).toBe(fault);
      if (line !== undefined) expect(error.line).toBe(line);
      expect(error.message).toContain(file);
    });
  }

  test("a file that is not there", async () => {
    await expect(readSnapshot(join(folder, "nothing.ndjson"))).rejects.toMatchObject({ fault: "not-readable" });
  });

  test("compression is told by the bytes, not by the name", async () => {
    const file = join(folder, "plain-name.ndjson");
    writeFileSync(file, gzipSync(good.join("\n")));
    expect((await readSnapshot(file)).resources).toHaveLength(1);
  });
});
