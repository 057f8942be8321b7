import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { call } from "../detect/behaviour/events.fixture.ts";
import { behaviours } from "./behaviours.ts";
import { detectionFor } from "./detection.ts";
import { YaguraError } from "./errors.ts";

const folder = mkdtempSync(join(tmpdir(), "yagura-threats-"));
afterAll(() => rmSync(folder, { recursive: true }));

function configured(text: string) {
  const file = join(folder, ".yagura.yaml");
  writeFileSync(file, text);
  return { file, settings: {}, exceptions: [], problems: [] };
}

test("lists are read beside the configuration, and their entries are told", () => {
  writeFileSync(join(folder, "bad.txt"), "203.0.113.7\n203.0.113.8\n");
  writeFileSync(join(folder, "own.txt"), "203.0.113.8\n");
  const config = configured("detection:\n  threats: [bad.txt]\n  trusted: own.txt\n");
  const { detector, problems } = detectionFor({}, config, behaviours(config));
  expect(problems).toEqual([]);
  const signals = ["203.0.113.7", "203.0.113.8", "203.0.113.9"].flatMap((ip, i) => detector.take(call(i * 1_000, { ip })));
  expect(signals.map((signal) => [signal.detector, signal.ips])).toEqual([["listed-address-called", ["203.0.113.7"]]]);
});

test("entries that do not count are told", () => {
  writeFileSync(join(folder, "wide.txt"), "10.0.0.0/8\n0.0.0.0/0\n203.0.113.7\n");
  const config = configured("detection:\n  threats: [wide.txt]\n  trusted: [wide.txt]\n");
  expect(detectionFor({}, config).problems).toEqual([{ code: "E_ADDRESS_LIST_PART", detail: { file: join(folder, "wide.txt"), n: 2 } }]);
});

test.each([
  ["empty.txt", "# nothing\n", "E_ADDRESS_LIST"],
  ["gone.txt", undefined, "E_FILE_UNREADABLE"],
] as const)("%s is an error, not silence", (name, text, code) => {
  if (text !== undefined) writeFileSync(join(folder, name), text);
  const config = configured(`detection:\n  threats: [${name}]\n`);
  expect(() => behaviours(config)).toThrow(expect.objectContaining({ code }) as YaguraError);
});
