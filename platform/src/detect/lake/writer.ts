import { createHash } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import type { LogEvent, Signal, Story } from "../../model/index.ts";
import { type HotRow, json, partitionOf, rowOf, SCHEMA, table, textColumns } from "./columns.ts";
import { type Duck, openDuck, quoted } from "./duck.ts";
import { edgesOf } from "./edges.ts";
import { lockLake } from "./lock.ts";
import { appendChange, type LakeFile, readManifest, repairManifest } from "./manifest.ts";
import { classes, type OcsfClass } from "./ocsf/classes.ts";
import { ocsfOf } from "./ocsf/event.ts";
import { signalFinding, storyFinding } from "./ocsf/finding.ts";
import { structures } from "./structure.ts";

/** Events of a micro-batch; more are written at once. */
const BATCH = 50_000;
/** Event ids that are remembered, so that what comes twice in one run is written once; compaction finds the others. */
const MAX_SEEN = 1_000_000;
const CHUNK = 2_000;

/**
 * Writes events into a lake. What `add` takes together (the events of one object) comes into the lake together, once: the same
 * events are not written again, neither in this run nor after a crash.
 */
export class LakeWriter {
  readonly folder: string;
  readonly #duck: Duck;
  readonly #unlock: () => void;
  readonly #keys: Set<string>;
  #rows: HotRow[] = [];
  #pending: string[] = [];
  #seen = new Set<string>();
  written = 0;
  skipped = 0;

  private constructor(folder: string, duck: Duck, unlock: () => void, keys: ReadonlySet<string>) {
    this.folder = folder;
    this.#duck = duck;
    this.#unlock = unlock;
    this.#keys = new Set(keys);
  }

  static async open(folder: string): Promise<LakeWriter> {
    mkdirSync(folder, { recursive: true });
    const unlock = lockLake(folder);
    const keys = recover(folder);
    const duck = await openDuck();
    await duck.run(`CREATE TABLE batch ${table}`);
    return new LakeWriter(folder, duck, unlock, keys);
  }

  async add(events: readonly LogEvent[]): Promise<void> {
    if (events.length === 0) return;
    const key = keyOf(events);
    if (this.#keys.has(key)) {
      this.skipped += events.length;
      return;
    }
    this.#keys.add(key);
    this.#pending.push(key);
    for (const event of events) {
      if (this.#seen.has(event.id)) {
        this.skipped += 1;
        continue;
      }
      this.#seen.add(event.id);
      const { kind, event: ocsf } = ocsfOf(event);
      this.#rows.push(rowOf(event, kind, ocsf));
    }
    if (this.#seen.size > MAX_SEEN) this.#seen = new Set();
    if (this.#rows.length >= BATCH) await this.flush();
  }

  /** Signals and stories go into the lake as findings; the same ones are written again without harm. */
  addFindings(signals: readonly Signal[], stories: readonly Story[]): void {
    for (const signal of signals) this.#rows.push(findingRow("detection_finding", signal.id, signal.time, signalFinding(signal), signal));
    for (const story of stories) {
      const first = story.signals[0];
      if (first) this.#rows.push(findingRow("incident_finding", story.id, story.time, storyFinding(story), first));
    }
  }

  /** Everything that was added is in the lake after this. */
  async flush(): Promise<void> {
    if (this.#rows.length === 0 && this.#pending.length === 0) return;
    const rows = this.#rows;
    const keys = this.#pending;
    this.#rows = [];
    this.#pending = [];
    const change = createHash("sha256")
      .update(keys.join())
      .update(String(Date.now()))
      .update(String(process.pid))
      .digest("hex")
      .slice(0, 16);
    const draft = join(this.folder, ".tmp", change);
    mkdirSync(join(draft, "ext"), { recursive: true });
    await this.#append(rows);
    for (const kind of new Set(rows.map((row) => row.kind)))
      await this.#duck.run(copyClass(kind, join(draft, "ext", sourceOf(kind)), change));
    await this.#duck.run(
      `COPY (SELECT *, strftime(make_timestamp_ms(hour), '%Y%m%d') AS eventDay FROM (${edgesOf("(SELECT * FROM batch WHERE kind NOT LIKE '%finding')")}))
       TO ${quoted(join(draft, "edges"))} (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (eventDay), FILENAME_PATTERN 'b_${change}_{i}')`,
    );
    await this.#duck.run("TRUNCATE batch");
    const add = adopt(this.folder, draft, false);
    appendChange(this.folder, { change, add, remove: [], keys });
    rmSync(draft, { recursive: true, force: true });
    this.written += rows.length;
  }

  async close(): Promise<void> {
    try {
      await this.flush();
    } finally {
      this.#duck.close();
      this.#unlock();
    }
  }

  async #append(rows: readonly HotRow[]): Promise<void> {
    const { BIGINT, BOOLEAN, DuckDBDataChunk, LIST, listValue, VARCHAR } = await import("@duckdb/node-api");
    const types = [...textColumns.map(() => VARCHAR), BIGINT, BOOLEAN, LIST(VARCHAR)];
    const appender = await this.#duck.connection.createAppender("batch");
    for (let at = 0; at < rows.length; at += CHUNK) {
      const part = rows.slice(at, at + CHUNK);
      const chunk = DuckDBDataChunk.create(types, part.length);
      chunk.setColumns([
        ...textColumns.map((name) => part.map((row) => row[name])),
        part.map((row) => BigInt(row.time)),
        part.map((row) => row.y_read_only),
        part.map((row) => listValue([...row.y_targets])),
      ]);
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
  }
}

/** The same for the same events, whatever object they came in. */
function keyOf(events: readonly LogEvent[]): string {
  const hash = createHash("sha256");
  for (const event of events) hash.update(event.id).update("\n");
  return hash.digest("hex").slice(0, 32);
}

function findingRow(kind: OcsfClass, id: string, time: number, ocsf: object, signal: Signal): HotRow {
  return {
    kind,
    ...partitionOf(signal.region, signal.account, time),
    time,
    y_id: id,
    y_feed: "yagura",
    y_account: signal.account,
    y_region: signal.region,
    y_service: "yagura",
    y_name: signal.detector,
    y_principal: signal.principal,
    y_principal_type: signal.principalType,
    y_credential: signal.credential,
    y_session: signal.session,
    y_ip: signal.ips[0] ?? "",
    y_user_agent: signal.userAgent,
    y_error: "",
    y_issued: "",
    y_read_only: true,
    y_targets: signal.resources,
    ocsf: json(ocsf),
    raw_data: "{}",
  };
}

export function sourceOf(kind: OcsfClass): string {
  return `yagura_${kind}`;
}

/** Event files of a class: ours flat, OCSF as it is written, the record as it came. */
export function copyClass(kind: OcsfClass, folder: string, change: string): string {
  const hot = textColumns.filter((name) => name !== "kind" && name !== "ocsf").map((name) => `"${name}"`);
  return `
    COPY (SELECT "time", make_timestamp_ms("time") AS time_dt, ${hot.join(", ")}, y_read_only, y_targets,
                 unnest(from_json(ocsf, ${quoted(JSON.stringify(structures[kind]))}))
          FROM batch WHERE kind = '${kind}' ORDER BY y_principal, "time")
    TO ${quoted(folder)} (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (region, "accountId", "eventDay"), FILENAME_PATTERN 'b_${change}_{i}')`;
}

/** Brings finished files from the draft folder to their places. They are not part of the lake before the manifest says so. */
export function adopt(folder: string, draft: string, compacted: boolean): readonly LakeFile[] {
  const out: LakeFile[] = [];
  for (const entry of readdirSync(draft, { recursive: true, encoding: "utf8" })) {
    const from = join(draft, entry);
    if (!entry.endsWith(".parquet") || !statSync(from).isFile()) continue;
    const to = join(folder, entry);
    mkdirSync(dirname(to), { recursive: true });
    const bytes = readFileSync(from);
    sync(from);
    renameSync(from, to);
    out.push({ ...placeOf(relative(folder, to)), ...measured(bytes), schema: SCHEMA, compacted });
  }
  return out;
}

function measured(bytes: Buffer) {
  return { bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}

/** What a path says: `ext/<source>/region=…/accountId=…/eventDay=…/<name>`, `edges/eventDay=…/<name>`. */
function placeOf(path: string): Pick<LakeFile, "path" | "kind" | "class" | "region" | "account" | "day"> {
  const value = (key: string) => new RegExp(`${key}=([^/]+)/`).exec(path.replaceAll(sep, "/"))?.[1] ?? "";
  const source = path.split(sep)[1] ?? "";
  const kind = (Object.keys(classes) as OcsfClass[]).find((name) => sourceOf(name) === source);
  const other = path.startsWith("population") ? "population" : "edges";
  return {
    path: path.replaceAll(sep, "/"),
    kind: kind ? "events" : other,
    class: kind ?? other,
    region: value("region"),
    account: value("accountId"),
    day: value("eventDay"),
  };
}

function sync(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Puts a lake in order after a crash: half lines, drafts and files that never became part of it go away. */
function recover(folder: string): ReadonlySet<string> {
  const manifest = readManifest(folder);
  repairManifest(folder, manifest);
  rmSync(join(folder, ".tmp"), { recursive: true, force: true });
  for (const top of ["ext", "edges", "population"])
    for (const file of parquetUnder(join(folder, top))) if (!manifest.files.has(relative(folder, file).replaceAll(sep, "/"))) rmSync(file);
  return manifest.keys;
}

export function parquetUnder(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((entry) => basename(entry).endsWith(".parquet"))
      .map((entry) => join(folder, entry));
  } catch {
    return [];
  }
}
