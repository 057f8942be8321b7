import { Buffer } from "node:buffer";
import { Reader, type Response } from "mmdb-lib";

/** What is known of where an address is. */
export interface Place {
  readonly country?: string;
  /** The organisation that runs the network. */
  readonly network?: string;
  readonly latitude?: number;
  readonly longitude?: number;
}

export interface Geo {
  look(ip: string): Place | undefined;
}

const MOST = 50_000;

/**
 * Reads places from MMDB files (country, city, ASN; any mixture): what one does not tell another may. Throws, or calls `onDamage`
 * with its number, when a file is none or is cut off.
 */
export function geoFrom(files: readonly Uint8Array[], onDamage?: (at: number) => never): Geo {
  const readers = files.map((file, at) => {
    try {
      return readerOf(file);
    } catch (error) {
      onDamage?.(at);
      throw error;
    }
  });
  const known = new Map<string, Place>();
  return {
    look(ip) {
      let place = known.get(ip);
      if (place) return place;
      place = {};
      for (const reader of readers) {
        try {
          place = { ...placeOf(reader.get(ip) as unknown), ...place };
        } catch {
          // Not an address, or a broken branch of the file: nothing is known.
        }
      }
      if (known.size > MOST) known.clear();
      known.set(ip, place);
      return place;
    },
  };
}

/** What stands between the tree and the data. */
const SEPARATOR = 16;

function readerOf(file: Uint8Array): Reader<Response> {
  const reader = new Reader<Response>(Buffer.from(file));
  const { searchTreeSize } = reader.metadata;
  const isWhole =
    searchTreeSize + SEPARATOR <= file.length && file.subarray(searchTreeSize, searchTreeSize + SEPARATOR).every((b) => b === 0);
  if (!isWhole) throw new Error("the file is cut off");
  return reader;
}

type Json = Readonly<Record<string, unknown>>;

/** The fields of the common files: GeoLite2 and DB-IP nest, ip-location-db is flat. */
export function placeOf(found: unknown): Place {
  const record = object(found);
  const country = record["country"];
  const code =
    text(object(country)["iso_code"]) ?? text(record["country_code"]) ?? (typeof country === "string" ? text(country) : undefined);
  const number = record["autonomous_system_number"] ?? record["asn"];
  const name = text(record["autonomous_system_organization"]) ?? text(record["as_name"]);
  const location = object(record["location"]);
  const [latitude, longitude] = [location["latitude"] ?? record["latitude"], location["longitude"] ?? record["longitude"]];
  const network =
    number === undefined || number === "" ? undefined : `AS${String(number).replace(/^AS/i, "")}${name === undefined ? "" : ` ${name}`}`;
  return {
    ...(code === undefined ? {} : { country: code }),
    ...(network === undefined ? {} : { network }),
    ...(typeof latitude === "number" && typeof longitude === "number" ? { latitude, longitude } : {}),
  };
}

function object(value: unknown): Json {
  return typeof value === "object" && value !== null ? (value as Json) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

const EARTH = 6_371;

/** Kilometres between two places; undefined when one is not known well enough. */
export function kilometres(a: Place, b: Place): number | undefined {
  if (a.latitude === undefined || a.longitude === undefined || b.latitude === undefined || b.longitude === undefined) return undefined;
  const rad = (degrees: number) => (degrees * Math.PI) / 180;
  const h =
    Math.sin(rad(b.latitude - a.latitude) / 2) ** 2 +
    Math.cos(rad(a.latitude)) * Math.cos(rad(b.latitude)) * Math.sin(rad(b.longitude - a.longitude) / 2) ** 2;
  return 2 * EARTH * Math.asin(Math.min(1, Math.sqrt(h)));
}
