import { describe, expect, test } from "vitest";
import type { LogEvent } from "../../model/index.ts";
import { Actors } from "./actors.ts";
import { call, HOUR, MINUTE, told } from "./events.fixture.ts";
import { type Geo, geoFrom, kilometres, type Place, placeOf } from "./geo.ts";
import { Travel } from "./travel.ts";
import { Voice } from "./voice.ts";

const tokyo = { country: "JP", latitude: 35.7, longitude: 139.7 };
const osaka = { country: "JP", latitude: 34.7, longitude: 135.5 };
const lagos = { country: "NG", latitude: 6.5, longitude: 3.4 };
const places: Readonly<Record<string, Place>> = {
  "1.1.1.1": tokyo,
  "2.2.2.2": osaka,
  "3.3.3.3": lagos,
  "4.4.4.4": { ...lagos, network: "AS16509 Amazon.com, Inc." },
  "5.5.5.5": { country: "JP" },
  "6.6.6.6": { country: "DE" },
};
const geo: Geo = { look: (ip) => places[ip] };
const person = (ip: string, over: Partial<LogEvent> = {}): Partial<LogEvent> => ({
  session: "sato@acme.example",
  userAgent: "aws-cli/2 os/macos",
  ip,
  ...over,
});

describe("people who are in two places", () => {
  test.each<[string, Geo | undefined, readonly LogEvent[], readonly string[]]>([
    ["too far, too fast", geo, [call(0, person("1.1.1.1")), call(HOUR, person("3.3.3.3"))], ["impossible-travel medium"]],
    ["a flight takes a day", geo, [call(0, person("1.1.1.1")), call(24 * HOUR, person("3.3.3.3"))], []],
    ["near enough", geo, [call(0, person("1.1.1.1")), call(MINUTE * 30, person("2.2.2.2"))], []],
    ["a cloud is no place", geo, [call(0, person("1.1.1.1")), call(HOUR, person("4.4.4.4"))], []],
    ["a function is no person", geo, [call(0, { ip: "1.1.1.1" }), call(HOUR, { ip: "3.3.3.3" })], []],
    ["countries only: less is said", geo, [call(0, person("5.5.5.5")), call(HOUR / 2, person("6.6.6.6"))], ["impossible-travel low"]],
    ["a gateway of the company", geo, [call(0, person("1.1.1.1")), call(HOUR, person("9.9.9.9"))], []],
    ["out of order", geo, [call(HOUR, person("3.3.3.3")), call(0, person("1.1.1.1"))], ["impossible-travel medium"]],
    [
      "no places: two networks and programs",
      undefined,
      [call(0, person("1.1.1.1")), call(MINUTE, person("3.3.3.3", { userAgent: "curl/8" }))],
      ["two-networks-at-once low"],
    ],
    ["no places: the same program", undefined, [call(0, person("1.1.1.1")), call(MINUTE, person("3.3.3.3"))], []],
    ["no places: later", undefined, [call(0, person("1.1.1.1")), call(HOUR, person("3.3.3.3", { userAgent: "curl/8" }))], []],
  ])("%s", (_name, with_, events, expected) => {
    expect(told([new Travel(new Actors(), new Voice(), { geo: with_, gateways: ["9.9.0.0/16"] })], events)).toEqual(expected);
  });

  test("distance of two places", () => {
    expect(kilometres(tokyo, osaka)).toBeGreaterThan(380);
    expect(kilometres(tokyo, osaka)).toBeLessThan(410);
    expect(kilometres(tokyo, { country: "JP" })).toBeUndefined();
  });

  test.each<[unknown, Place]>([
    [
      { country: { iso_code: "JP" }, location: { latitude: 1, longitude: 2 } },
      { country: "JP", latitude: 1, longitude: 2 },
    ],
    [
      { country_code: "JP", asn: 64_500, as_name: "Acme" },
      { country: "JP", network: "AS64500 Acme" },
    ],
    [{ autonomous_system_number: 64_500, autonomous_system_organization: "Acme" }, { network: "AS64500 Acme" }],
    [null, {}],
    [{ country: 7, location: "x" }, {}],
  ])("fields of the common files: %j", (record, place) => expect(placeOf(record)).toEqual(place));

  test("a file that is none is refused", () => expect(() => geoFrom([new Uint8Array(100)])).toThrow());
});
