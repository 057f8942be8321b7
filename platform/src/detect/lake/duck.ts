import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";

export type Row = Readonly<Record<string, unknown>>;

/** A query engine over files; it keeps nothing itself. */
export interface Duck {
  readonly connection: DuckDBConnection;
  run(sql: string, values?: readonly DuckDBValue[]): Promise<void>;
  rows(sql: string, values?: readonly DuckDBValue[]): Promise<readonly Row[]>;
  /** The same by columns: for answers of many rows. */
  columns(sql: string, values?: readonly DuckDBValue[]): Promise<readonly (readonly unknown[])[]>;
  close(): void;
}

/** Opens DuckDB in memory. It is loaded when it is asked for: other commands must not wait for a native library. */
export async function openDuck(
  options: { readonly threads?: number; readonly memory?: string; readonly spill?: string } = {},
): Promise<Duck> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(":memory:", {
    threads: String(options.threads ?? 2),
    memory_limit: options.memory ?? "1GB",
    // The files are data of others: nothing is fetched, no extension is loaded for them.
    autoinstall_known_extensions: "false",
    preserve_insertion_order: "true",
    // What does not fit into the memory goes beside the lake, not into the folder somebody happens to be in.
    ...(options.spill === undefined ? {} : { temp_directory: options.spill }),
  });
  const connection = await instance.connect();
  // Files never change: a footer that was read once is known.
  await connection.run("SET parquet_metadata_cache = true");
  return {
    connection,
    async run(sql, values) {
      await connection.run(sql, values as DuckDBValue[] | undefined);
    },
    async rows(sql, values) {
      const reader = await connection.runAndReadAll(sql, values as DuckDBValue[] | undefined);
      return reader.getRowObjectsJS().map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, plain(value)])));
    },
    async columns(sql, values) {
      return (await connection.runAndReadAll(sql, values as DuckDBValue[] | undefined)).getColumnsJS();
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

function plain(value: unknown): unknown {
  return typeof value === "bigint" ? Number(value) : Array.isArray(value) ? value.map(plain) : value;
}

/** A text as SQL has it. Only for paths and names we made; values go in as parameters. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function listOf(paths: readonly string[]): string {
  return `[${paths.map(quoted).join(", ")}]`;
}
