import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LogEvent } from "../../model/index.ts";
import { valueOf } from "../event-fields.ts";
import { logSources } from "../log-source.ts";
import { parseRules } from "../sigma/parse.ts";
import { RuleSet } from "../sigma/ruleset.ts";
import { readLog } from "../sources/read.ts";
import { targetsOf } from "../targets.ts";
import { inOrderOfTime } from "../time-order.ts";
import { Packer } from "./pack.ts";
import { fieldsAsked, pathsOf } from "./slim.ts";
import { newDetector, ruleSet } from "./threads.fixture.ts";
import { Unpacker } from "./unpack.ts";

const root = fileURLToPath(new URL("../../../../", import.meta.url));

function logsUnder(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.json(\.gz)?$/.test(name))
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((name) => readFileSync(join(root, folder, name)))
    .map((bytes) => (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString());
}

/** An event whose record tells what is read of it beyond `allowed`. */
function guarded(event: LogEvent, allowed: readonly (readonly string[])[], read: Set<string>): LogEvent {
  const guard = (value: object, at: readonly string[]): object =>
    new Proxy(value, {
      get(target, key) {
        const inner: unknown = Reflect.get(target, key);
        if (typeof key === "symbol") return inner;
        const path = [...at, key];
        const fits = allowed.some((one) => path.every((name, i) => i >= one.length || one[i] === name));
        if (!fits) read.add(`${event.feed} ${event.service}:${event.name} ${path.join(".")}`);
        return typeof inner === "object" && inner !== null ? guard(inner, path) : inner;
      },
      ownKeys(target) {
        if (!allowed.some((one) => at.length >= one.length && one.every((name, i) => at[i] === name)))
          read.add(`${event.feed} ${event.service}:${event.name} all of ${at.join(".")}`);
        return Reflect.ownKeys(target);
      },
    });
  return { ...event, record: guard(event.record, []) as LogEvent["record"] };
}

/** Reads what a detector reads of the events of logs; what it should not have read. */
function readBeyond(logs: readonly string[]): { readonly events: number; readonly read: readonly string[] } {
  const asked = fieldsAsked(ruleSet);
  const detector = newDetector();
  const read = new Set<string>();
  let events = 0;
  for (const [n, text] of logs.entries())
    for (const event of inOrderOfTime(readLog(text, `log ${n}`).events)) {
      const matched = ruleSet.match(logSources[event.feed], event.record);
      const fields = matched.flatMap((rule) => asked.get(rule) ?? []).flatMap((field) => [[field], field.split(".")]);
      detector.take(guarded(event, [...pathsOf(event.feed, event.service, event.name), ...fields], read), matched);
      events += 1;
    }
  return { events, read: [...read] };
}

describe("what of a record goes from thread to thread", () => {
  test.each([
    ["examples/month", 5_000],
    ["test/real-logs", 50],
  ])("is all that is read of it, as far as %s shows", (folder, least) => {
    const { events, read } = readBeyond(logsUnder(folder));
    expect(events).toBeGreaterThan(least);
    expect(read).toEqual([]);
  });

  test("is all that is read of calls that are looked at closely", () => {
    const calls = [
      {
        eventSource: "s3.amazonaws.com",
        eventName: "GetObject",
        requestParameters: { bucketName: "b", key: "k", range: "0-9" },
        additionalEventData: { bytesTransferredOut: 9, x: 1 },
      },
      { eventSource: "ec2.amazonaws.com", eventName: "RunInstances", requestParameters: { instanceType: "t3.micro", imageId: "ami-1" } },
      {
        eventSource: "sts.amazonaws.com",
        eventName: "AssumeRole",
        requestParameters: { roleArn: "arn:aws:iam::012345678901:role/r" },
        responseElements: { credentials: { accessKeyId: "ASIA2", expiration: "soon" } },
      },
      {
        eventSource: "lambda.amazonaws.com",
        eventName: "Invoke",
        requestParameters: { functionName: "orders", qualifier: "1" },
        vpcEndpointId: "vpce-1",
        userIdentity: {
          type: "AssumedRole",
          arn: "arn:aws:sts::012345678901:assumed-role/b/i-0123456789abcdef0",
          principalId: "AROB:i-0123456789abcdef0",
          accessKeyId: "ASIA9",
        },
        vpcEndpointAccountId: "999988887777",
      },
    ];
    const records = Array.from({ length: 12 }, (_, day) =>
      calls.map((call, i) => ({
        eventVersion: "1.11",
        eventID: `${day}-${i}`,
        eventTime: `2026-11-${String(day + 1).padStart(2, "0")}T00:00:0${i}Z`,
        awsRegion: "us-east-1",
        recipientAccountId: "012345678901",
        sourceIPAddress: "198.51.100.7",
        userAgent: "aws-cli/2",
        userIdentity: {
          type: "AssumedRole",
          arn: "arn:aws:sts::012345678901:assumed-role/a/i-0123456789abcdef0",
          principalId: "AROA:i-0123456789abcdef0",
          accessKeyId: "ASIA1",
        },
        ...call,
      })),
    ).flat();
    expect(readBeyond([JSON.stringify({ Records: records })])).toEqual({ events: 48, read: [] });
  });

  test("is all that is read of logs of other kinds", () => {
    const logs = [
      "2 012345678901 eni-1 10.0.0.7 198.51.100.7 40000 443 6 9 900 1793500000 1793500060 ACCEPT OK",
      JSON.stringify({
        version: "1.1",
        account_id: "012345678901",
        vpc_id: "vpc-1",
        query_timestamp: "2026-11-01T00:00:05Z",
        query_name: "www.example.com.",
        query_type: "A",
        rcode: "NOERROR",
        srcaddr: "10.0.0.4",
      }),
      'owner bucket [01/Nov/2026:00:00:38 +0000] 192.0.2.3 arn:aws:iam::012345678901:user/kei R1 REST.GET.OBJECT a.csv "GET /a.csv HTTP/1.1" 200 - 113 113 7 6 "-" "curl/8" - h SigV4 TLS_AES_128_GCM_SHA256 AuthHeader bucket.s3.amazonaws.com TLSv1.3 - -',
      JSON.stringify({
        messageType: "DATA_MESSAGE",
        logGroup: "/aws/lambda/orders",
        logEvents: [
          {
            id: "1",
            timestamp: 1_793_500_000_000,
            message: JSON.stringify({
              time: "2026-11-01T00:00:05Z",
              type: "platform.report",
              record: { requestId: "r", metrics: { billedDurationMs: 900, memorySizeMB: 10_240, durationMs: 899 } },
            }),
          },
        ],
      }),
    ];
    expect(readBeyond(logs)).toEqual({ events: 4, read: [] });
  });

  const value = fc.oneof(fc.string(), fc.constant(null), fc.integer(), fc.boolean(), fc.jsonValue({ maxDepth: 3 }));
  const request = fc.dictionary(
    fc.constantFrom("bucketName", "key", "functionName", "roleName", "name", "instanceType", "__proto__"),
    value,
  );
  const record = fc.record(
    {
      eventVersion: fc.constant("1.11"),
      eventName: fc.constantFrom("GetObject", "Invoke", "AssumeRole", "RunInstances", "constructor"),
      eventSource: fc.constantFrom("s3", "lambda", "sts", "ec2", "iam", "constructor", "__proto__").map((name) => `${name}.amazonaws.com`),
      eventTime: fc.constantFrom("2026-11-01T00:00:05Z", "2026-11-01T00:00:09Z"),
      eventID: fc.string(),
      userIdentity: fc.record({
        type: fc.constantFrom("AssumedRole", "IAMUser"),
        arn: fc.string(),
        accessKeyId: fc.constantFrom("ASIA1", "AKIA2", ""),
      }),
      sourceIPAddress: fc.constantFrom("192.0.2.1", "lambda.amazonaws.com", ""),
      requestParameters: fc.oneof(request, value),
      responseElements: fc.oneof(fc.record({ credentials: fc.oneof(fc.record({ accessKeyId: value }), value) }), value),
      additionalEventData: fc.oneof(fc.record({ bytesTransferredOut: value }), value),
      vpcEndpointId: value,
      resources: fc.oneof(fc.array(fc.record({ ARN: fc.string() })), value),
    },
    { requiredKeys: ["eventVersion", "eventName", "eventSource", "eventTime"] },
  );
  const fields = fc.constantFrom(
    "requestParameters.key",
    "requestParameters",
    "responseElements.credentials",
    "eventName",
    "a.b",
    "__proto__",
    "yagura.ip",
  );

  test("arrives as it was, whatever is in it", () => {
    const at = (event: LogEvent, path: readonly string[]) =>
      path.reduce<unknown>(
        (value, name) => (typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined),
        event.record,
      );
    fc.assert(
      fc.property(fc.array(fc.array(record, { maxLength: 8 }), { maxLength: 4 }), fc.array(fields), (objects, asked) => {
        let n = 0;
        const packer = new Packer(() => ((n += 1) % 3 === 0 ? { rules: [n], fields: asked } : undefined));
        const unpacker = new Unpacker();
        for (const [i, records] of objects.entries()) {
          const { events, broken } = readLog(JSON.stringify({ Records: records }), `o${i}`);
          const matched = new Set(events.filter((_, place) => (n + place + 1) % 3 === 0));
          const parcel = structuredClone(packer.close(`o${i}`, { events, broken }));
          const got = unpacker.unpack(parcel);
          const given = inOrderOfTime([...events]);
          expect(got.map((event) => ({ ...event, record: 0 }))).toEqual(given.map((event) => ({ ...event, record: 0 })));
          for (const [place, event] of given.entries()) {
            const light = got[place] as LogEvent;
            for (const path of pathsOf(event.feed, event.service, event.name)) expect(at(light, path)).toEqual(at(event, path));
            expect(targetsOf(light)).toEqual(targetsOf(event));
            if (matched.has(event)) for (const field of asked) expect(valueOf(light, field)).toEqual(valueOf(event, field));
          }
          expect(parcel.matches.map(([place]) => place)).toEqual(given.flatMap((event, place) => (matched.has(event) ? place : [])));
        }
      }),
      { numRuns: 300 },
    );
  });

  test("numbers begin anew before they grow without end", () => {
    const packer = new Packer(() => undefined);
    const unpacker = new Unpacker();
    const anew: boolean[] = [];
    for (let object = 0; object < 12; object += 1) {
      const records = Array.from({ length: 5_000 }, (_, i) => ({
        eventVersion: "1.11",
        eventName: "GetObject",
        eventSource: "s3.amazonaws.com",
        eventTime: "2026-11-01T00:00:05Z",
        userIdentity: { type: "IAMUser", arn: `arn:aws:iam::012345678901:user/u${object}-${i}`, accessKeyId: `AKIA${object}-${i}` },
      }));
      const { events } = readLog(JSON.stringify({ Records: records }), "o");
      packer.tidy();
      const parcel = structuredClone(packer.close("o", { events, broken: [] }));
      anew.push(parcel.anew);
      expect(unpacker.unpack(parcel).map(({ principal }) => principal)).toEqual(events.map(({ principal }) => principal));
    }
    expect(anew.filter(Boolean)).toHaveLength(1);
  });

  test("the fields of correlations of correlations are asked of the rules below", () => {
    const doc = (text: string) => parseRules(text, "rules.yml").rules;
    const rule = (name: string) =>
      doc(
        `title: ${name}\nname: ${name}\nid: ${name}\nlogsource: {product: aws, service: cloudtrail}\ndetection: {s: {eventName: ${name}}, condition: s}\n`,
      );
    const correlation = (name: string, rules: string, rest: string) =>
      doc(`title: ${name}\nname: ${name}\nid: id-${name}\ncorrelation:\n  rules: [${rules}]\n  timespan: 1h\n${rest}\n`);
    const set = new RuleSet([
      ...rule("a"),
      ...rule("b"),
      ...rule("c"),
      ...rule("d"),
      ...correlation("inner", "a", "  type: event_count\n  group-by: [yagura.ip]\n  condition: {gte: 2}"),
      ...correlation("outer", "inner, b", "  type: temporal\n  group-by: [requestParameters.key]"),
      ...correlation(
        "named",
        "c",
        "  type: value_count\n  group-by: [x]\n  aliases: {x: {c: eventSource}}\n  condition: {field: errorCode, gte: 2}",
      ),
    ]);
    expect(set.problems).toEqual([]);
    const asked = fieldsAsked(set);
    const of = (name: string) => asked.get(set.rules.find((one) => one.id === name) as (typeof set.rules)[number]);
    expect([of("a"), of("b"), of("d")]).toEqual([["requestParameters.key"], ["requestParameters.key"], undefined]);
    expect(of("c")).toEqual(expect.arrayContaining(["eventSource", "errorCode"]));
  });
});
