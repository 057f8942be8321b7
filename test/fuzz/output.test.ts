import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ownBehaviours } from "../../platform/src/detect/behaviour/index.ts";
import { derivedFields } from "../../platform/src/detect/derived.ts";
import { Detector } from "../../platform/src/detect/detector.ts";
import { writeBundle } from "../../platform/src/detect/investigate/bundle.ts";
import { entityOf } from "../../platform/src/detect/investigate/entity.ts";
import { investigate } from "../../platform/src/detect/investigate/investigate.ts";
import { memorySource } from "../../platform/src/detect/investigate/memory.ts";
import { ownRulesFolder, readRules } from "../../platform/src/detect/own-rules.ts";
import { RuleSet } from "../../platform/src/detect/sigma/ruleset.ts";
import { readLog } from "../../platform/src/detect/sources/read.ts";
import { ACCOUNT } from "../../platform/src/detect/sources/records.test-helper.ts";
import { Stories } from "../../platform/src/detect/stories/stories.ts";
import { investigationHtml } from "../../platform/src/govern/investigation/html.ts";
import { investigationText } from "../../platform/src/govern/investigation/text.ts";
import { printableJson } from "../../platform/src/govern/report/escape.ts";
import { storiesData, storiesMarkdown, storiesText } from "../../platform/src/govern/stories/text.ts";
import { type LogEvent, languages, type Signal } from "../../platform/src/model/index.ts";
import { HOSTILE, trail } from "./lines.ts";

const RUNS = Number(process.env["FUZZ_RUNS"] ?? 100);
/** Whatever steers a terminal, turns the direction of text or cannot be seen. */
const UNSEEN = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\u200b-\u200d\u2060-\u2064\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/u;

const rules = new RuleSet(readRules(ownRulesFolder()).rules, { derived: derivedFields });

/** Calls that rules speak of, with these texts wherever the caller may write something. */
function attack(texts: readonly string[]): readonly LogEvent[] {
  const at = (i: number) => texts[i % texts.length] as string;
  const calls = [
    ["iam.amazonaws.com", "AttachUserPolicy", { userName: at(0), policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" }],
    ["iam.amazonaws.com", "CreateAccessKey", { userName: at(1) }],
    ["cloudtrail.amazonaws.com", "StopLogging", { name: at(2) }],
    ["lambda.amazonaws.com", "AddPermission20150331v2", { functionName: at(3), principal: "*", action: "lambda:InvokeFunction" }],
    ["s3.amazonaws.com", "PutObject", { bucketName: at(4), key: `${at(5)}README_TO_DECRYPT.txt` }],
  ] as const;
  const Records = calls.map(([eventSource, eventName, requestParameters], i) => ({
    ...trail,
    eventID: `e-${i}`,
    eventSource,
    eventName,
    requestParameters,
    userAgent: `${at(i)} kali aws-cli`,
    errorMessage: at(i),
    resources: [{ ARN: at(i + 1) }],
    userIdentity: {
      ...trail.userIdentity,
      principalId: `AROAEXAMPLE:${at(i + 2)}`,
      sessionContext: { sessionIssuer: { type: "Role", arn: `arn:aws:iam::${ACCOUNT}:role/${at(3)}` } },
    },
  }));
  const { events, broken } = readLog(JSON.stringify({ Records }), "log");
  expect([events.length, broken.length]).toEqual([calls.length, 0]);
  return events;
}

function signalsOf(events: readonly LogEvent[]): readonly Signal[] {
  const detector = new Detector({ rules, own: new Set(), behaviours: ownBehaviours() });
  return events.flatMap((event) => detector.take(event));
}

/** Everything that is printed or written of these events, by what reads it. */
async function outputs(events: readonly LogEvent[]): Promise<Readonly<Record<"plain" | "json" | "markdown" | "html", readonly string[]>>> {
  const signals = signalsOf(events);
  expect(signals.length).toBeGreaterThan(2);
  const stories = new Stories();
  for (const signal of signals.toSorted((a, b) => a.time - b.time)) stories.add(signal);
  const list = stories.list();
  const reachOf = () => [{ name: events[0]?.resources[0] ?? "", verbs: ["read" as const] }];
  const [event] = events as [LogEvent];
  const source = memorySource(events, { signals, stories: list });
  const found = await Promise.all(
    [event.principal, `session:${event.session}`, event.ip, `user-agent:${event.userAgent}`].map((text) =>
      investigate(source, { entity: entityOf(text), hours: 24, limit: 200 }),
    ),
  );
  return {
    plain: languages.flatMap((lang) => [storiesText(list, lang, reachOf), ...found.map((one) => investigationText(one, lang))]),
    json: [printableJson(storiesData(list, reachOf)), ...found.map((one) => printableJson(one, 2))],
    markdown: languages.map((lang) => storiesMarkdown(list, lang, reachOf)),
    html: languages.flatMap((lang) => found.map((one) => investigationHtml(one, lang))),
  };
}

/** Elements of a page, without their attributes. */
const elements = (html: string) => new Set([...html.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, name]) => name));

async function holds(texts: readonly string[]): Promise<void> {
  const out = await outputs(attack(texts));
  for (const text of Object.values(out).flat()) expect(text.replaceAll("\n", "")).not.toMatch(UNSEEN);
  for (const text of out.json) expect(() => JSON.parse(text) as unknown).not.toThrow();
  // What is markup in a text of Markdown stands behind a backslash.
  for (const text of out.markdown) expect(text).not.toMatch(/(?<!\\)(?:\\\\)*[<`|[\]]/);
  for (const html of out.html) for (const name of elements(html)) expect(ELEMENTS).toContain(name);
}

const ELEMENTS =
  "html head meta title style body header fieldset legend span label input main h1 h2 p br section div table caption thead tbody tr th td details summary ul li svg g path rect line circle text polygon".split(
    " ",
  );

describe("what logs say steers nothing", () => {
  test.each(HOSTILE.map((text) => [JSON.stringify(text), text]))("%s", async (_, text) => {
    await holds([text]);
  });

  test("anything", async () => {
    const text = fc.oneof(fc.string({ unit: "binary", maxLength: 40 }), fc.constantFrom(...HOSTILE));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 6 }), async (texts) => {
        await holds(texts);
      }),
      { numRuns: Math.ceil(RUNS / 4) },
    );
  });

  test("the JSON of a case bundle says what was in the logs, in signs that can be seen", async () => {
    const events = attack(HOSTILE);
    const found = await investigate(memorySource(events, { signals: signalsOf(events), stories: [] }), { entity: entityOf(ACCOUNT) });
    const folder = mkdtempSync(join(tmpdir(), "yagura-case-"));
    try {
      for (const name of writeBundle(folder, found, events, {}, printableJson))
        expect(readFileSync(join(folder, name), "utf8").replaceAll("\n", "")).not.toMatch(UNSEEN);
      const [first] = readFileSync(join(folder, "records.ndjson"), "utf8").split("\n");
      expect(JSON.parse(first as string)).toEqual(events[0]?.record);
      expect(found.signals.length).toBeGreaterThan(2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("a megabyte in every field is cut where people read", async () => {
    const out = await outputs(attack([`${"あ".repeat(200_000)}${"\u001b".repeat(100_000)}<b>`]));
    for (const text of [...out.plain, ...out.markdown]) expect(text.length).toBeLessThan(60_000);
    for (const html of out.html) expect(html.length).toBeLessThan(300_000);
  });
});
