import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { mmdb } from "./mmdb.ts";
import { folder, ROOT, yagura } from "./robustness/yagura.ts";

const at = folder();
const file = (name: string, content: Buffer) => {
  writeFileSync(join(at, name), content);
  return join(at, name);
};
// The forms of the files that there are: nested (city), flat (country), autonomous systems.
const country = file(
  "country.mmdb",
  mmdb({ "203.0.113.0/24": { country_code: "AU" }, "198.51.100.0/24": { country_code: "AU" }, "54.250.0.0/16": { country_code: "JP" } }),
);
const city = file(
  "city.mmdb",
  mmdb({
    "185.220.101.0/24": { country: { iso_code: "DE" }, location: { latitude: 52.52, longitude: 13.4 }, city: { names: { en: "Berlin" } } },
  }),
);
const networks = file(
  "asn.mmdb",
  mmdb({
    "185.220.101.0/24": { autonomous_system_number: 64_500, autonomous_system_organization: "Example <b>Relay</b>" },
    "2001:db8::/32": { autonomous_system_number: 64_501 },
  }),
);
const whole = mmdb({ "203.0.113.0/24": { country_code: "AU" } });
const cut = file("cut.mmdb", Buffer.concat([whole.subarray(0, 100), whole.subarray(whole.indexOf("MaxMind.com") - 3)]));
const none = file("none.mmdb", Buffer.from("country,from,to\n"));

const logs = `${ROOT}examples/month`;
const ask = (...args: string[]) =>
  yagura(["investigate", "customers-api-role", logs, "--at", "2026-10-21T13:00:00Z", "--lang", "en", "--no-progress", ...args]);

interface Found {
  readonly places: readonly { ip: string; country: string; network: string; latitude?: number; longitude?: number; isNew: boolean }[];
  readonly indicators: readonly { type: string; value: string }[];
  readonly gaps: readonly string[];
}

test("places come from several files together, and what is new is an indicator", async () => {
  const { code, stdout, stderr } = await ask("--geo", country, "--geo", city, "--geo", networks, "--format", "json");
  expect([code, stderr]).toEqual([0, ""]);
  const found = JSON.parse(stdout) as Found;
  expect(found.places.find((p) => p.ip === "185.220.101.33")).toMatchObject({
    country: "DE",
    network: "AS64500 Example <b>Relay</b>",
    latitude: 52.52,
    longitude: 13.4,
    isNew: true,
  });
  expect(found.places.find((p) => p.ip.startsWith("54.250."))).toMatchObject({ country: "JP", network: "", isNew: false });
  expect(found.indicators).toContainEqual(expect.objectContaining({ type: "NEW_GEOLOCATION", value: "DE" }));
  expect(found.indicators).toContainEqual(expect.objectContaining({ type: "NEW_ASO", value: "AS64500 Example <b>Relay</b>" }));
  expect(found.gaps).not.toContain("no-geography");
});

test("the page has the map, and no markup of the file", async () => {
  const { stdout } = await ask("--geo", country, "--geo", city, "--geo", networks, "--format", "html");
  expect(stdout.match(/<svg role="img" aria-label="Map of addresses[^"]*"/g)).toHaveLength(2);
  expect(stdout).toContain("Example &lt;b&gt;Relay");
});

test("without a file the page has no map and says what is missing", async () => {
  const { stdout } = await ask("--format", "html");
  expect(stdout).not.toContain('aria-label="Map of addresses');
  expect(stdout).toContain("no geography file was given (--geo)");
});

test.each([
  ["a file that is none", none],
  ["a file that is cut off", cut],
])("%s is named, and nothing is said about places", async (_, path) => {
  const { code, stdout, stderr } = await ask("--geo", path);
  expect([code, stdout, stderr]).toEqual([2, "", `${path} is no whole MaxMind DB file (MMDB) [E_GEO_FILE]\n`]);
});

test("a file that the configuration names is held to the same", async () => {
  const config = file(".yagura.yaml", Buffer.from("detection:\n  geo: [cut.mmdb]\n"));
  const { code, stderr } = await yagura(["detect", logs, "--config", config, "--lang", "en", "--no-progress"]);
  expect([code, stderr]).toEqual([2, `${cut} is no whole MaxMind DB file (MMDB) [E_GEO_FILE]\n`]);
});
