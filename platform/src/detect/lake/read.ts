import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { LogEvent, Signal } from "../../model/index.ts";
import { partitionOf } from "./columns.ts";
import { listOf } from "./duck.ts";
import { type LakeFile, readManifest } from "./manifest.ts";
import { readWhereabouts, type SoughtColumn, soughtColumns, type Whereabouts } from "./whereabouts.ts";

/** Whether a folder is a lake. */
export function isLake(folder: string): boolean {
  return existsSync(join(folder, "manifest.ndjson"));
}

/** The files of a lake as tables for DuckDB. Only what the manifest names is read. */
export interface LakeTables {
  readonly folder: string;
  /** Undefined when there is nothing of the kind. */
  readonly events: string | undefined;
  readonly edges: string | undefined;
  /** The roll-ups that may hold a value; undefined when none does. */
  edgesWith(column: string, value: string): string | undefined;
  readonly findings: string | undefined;
  /** How many principals have to do with each value; made by compaction. */
  readonly population: string | undefined;
  /** The events of the days of a time. Milliseconds since 1970. */
  between(from: number, until: number): string | undefined;
}

export function lakeTables(folder: string): LakeTables {
  const files = [...readManifest(folder).files.values()];
  const events = files.filter((file) => file.kind === "events");
  // Stories stand on signals, which are there themselves.
  const plain = events.filter((file) => file.class !== "incident_finding");
  const edges = files.filter((file) => file.kind === "edges");
  let read: ReadonlyMap<string, Whereabouts | undefined> | undefined;
  const whereabouts = () =>
    (read ??= new Map(
      files.filter((file) => file.kind === "whereabouts").map(({ path }) => [dirname(path), readWhereabouts(folder, path)]),
    ));
  return {
    folder,
    events: tableOf(folder, plain),
    edges: tableOf(folder, edges),
    edgesWith(column, value) {
      if (!isSought(column)) return tableOf(folder, edges);
      // A month without whereabouts may hold everything, and so may what came since it was rolled up.
      return tableOf(
        folder,
        edges.filter((file) => whereabouts().get(dirname(file.path))?.(file.path, column, value) ?? true),
      );
    },
    findings: tableOf(
      folder,
      events.filter((file) => file.class === "detection_finding"),
    ),
    population: tableOf(
      folder,
      files.filter((file) => file.kind === "population"),
    ),
    between(from, until) {
      const [first, last] = [partitionOf("", "", from).eventDay, partitionOf("", "", until).eventDay];
      return tableOf(
        folder,
        plain.filter((file) => file.day >= first && file.day <= last),
      );
    },
  };
}

const isSought = (column: string): column is SoughtColumn => (soughtColumns as readonly string[]).includes(column);

function tableOf(folder: string, files: readonly LakeFile[]): string | undefined {
  if (files.length === 0) return undefined;
  const paths = files.map((file) => join(folder, file.path)).toSorted();
  // Classes and versions differ in their columns; a table of one kind is opened faster without the comparison.
  const mixed = new Set(files.map((file) => `${file.class} ${file.schema}`)).size > 1;
  return `read_parquet(${listOf(paths)}, hive_partitioning = false${mixed ? ", union_by_name = true" : ""})`;
}

/** What every event file has, whatever its class. */
export const eventColumns =
  'y_id, "time", y_feed, y_account, y_region, y_service, y_name, y_principal, y_principal_type, y_credential, y_session, y_ip, y_user_agent, y_error, y_read_only, y_targets, raw_data';

/** A row of an event file as the event it was. */
export function eventOf(row: Readonly<Record<string, unknown>>): LogEvent {
  const text = (key: string) => (typeof row[key] === "string" ? row[key] : "");
  return {
    feed: text("y_feed") as LogEvent["feed"],
    id: text("y_id"),
    time: Number(row["time"]),
    account: text("y_account"),
    region: text("y_region"),
    service: text("y_service"),
    name: text("y_name"),
    principal: text("y_principal"),
    principalType: text("y_principal_type") as LogEvent["principalType"],
    credential: text("y_credential"),
    session: text("y_session"),
    ip: text("y_ip"),
    userAgent: text("y_user_agent"),
    error: text("y_error"),
    readOnly: row["y_read_only"] === true,
    resources: Array.isArray(row["y_targets"]) ? (row["y_targets"] as readonly string[]) : [],
    record: recordOf(text("raw_data")),
  };
}

function recordOf(text: string): Readonly<Record<string, unknown>> {
  try {
    return text === "" ? {} : (JSON.parse(text) as Readonly<Record<string, unknown>>);
  } catch {
    return {};
  }
}

/** The signal inside a finding that was written here; undefined for findings of others. */
export function signalOf(unmapped: unknown): Signal | undefined {
  if (typeof unmapped !== "string") return undefined;
  try {
    return (JSON.parse(unmapped) as { signal?: Signal }).signal;
  } catch {
    return undefined;
  }
}
