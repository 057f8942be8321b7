import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exampleMonth, monthOf } from "../drills/month.ts";
import { readInThreads } from "./read.ts";
import { bundledReader, filesAt, found, program, ready, rules, told } from "./threads.fixture.ts";

const month = fileURLToPath(new URL("../../../../examples/month", import.meta.url));
const recorded = fileURLToPath(new URL("../../../../test/real-logs", import.meta.url));
const odd = mkdtempSync(join(tmpdir(), "yagura-threads-"));
let reader: Awaited<ReturnType<typeof bundledReader>>;
beforeAll(async () => {
  reader = await bundledReader();
  oddLogs();
});
afterAll(() => {
  reader.remove();
  rmSync(odd, { recursive: true });
});

/** What a folder of logs may hold besides whole objects in order. */
function oddLogs(): void {
  const file = (name: string, content: string | Buffer) => writeFileSync(join(odd, name), content);
  const [first = "", second = ""] = readdirSync(month, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".gz"))
    .toSorted((a, b) => (a < b ? -1 : 1));
  const text = gunzipSync(readFileSync(join(month, first))).toString();
  const { Records: records } = JSON.parse(text) as { Records: object[] };
  cpSync(join(month, second), join(odd, "05-late.json.gz"));
  cpSync(join(month, first), join(odd, "10-early.json.gz"));
  cpSync(join(month, first), join(odd, "11-again.json.gz"));
  file("12-cut.json.gz", readFileSync(join(month, second)).subarray(0, 5_000));
  file("13-empty.json", "");
  file(
    "14-lines.json",
    `${records
      .slice(0, 50)
      .map((record) => JSON.stringify(record))
      .join("\n")}\n{"eventVersion": "1.08", \n`,
  );
  file("15-damaged.json", `{"Records":[${JSON.stringify(records[0])},{"eventVersion":"1.1","eventName":7},3,{"eventVersion":"1"}]}`);
  file("16-backwards.json", JSON.stringify({ Records: records.toReversed().map((record, i) => ({ ...record, eventID: `back-${i}` })) }));
  file("17-none.txt", "no log at all\n\n???\n");
  file("18-damaged.parquet", "PAR1 is how it begins");
  const flow = (i: number) =>
    `2 012345678901 eni-1 10.0.0.${i % 200} 198.51.100.7 ${40_000 + i} ${i} 6 9 900 ${1_793_500_000 + i} ${1_793_500_060 + i} REJECT OK`;
  file("20-flow.log.gz", gzipSync(Array.from({ length: 2_000 }, (_, i) => flow(i)).join("\n")));
  const dns = (i: number) => ({
    version: "1.1",
    account_id: "012345678901",
    vpc_id: "vpc-1",
    query_timestamp: new Date(1_793_500_000_000 + i * 1_000).toISOString(),
    query_name: `${(i * 7919).toString(36).padStart(30, "q")}.tunnel.example.com.`,
    query_type: "TXT",
    rcode: i % 3 ? "NXDOMAIN" : "NOERROR",
    srcaddr: "10.0.0.4",
  });
  file("21-dns.json", Array.from({ length: 2_000 }, (_, i) => JSON.stringify(dns(i))).join("\n"));
  mkdirSync(join(odd, "30-folder"));
  symlinkSync(join(odd, "nowhere"), join(odd, "30-folder", "dangling"));
  symlinkSync(odd, join(odd, "30-folder", "loop"));
  cpSync(join(recorded, "stratus-red-team"), join(odd, "40-recorded"), { recursive: true });
}

const flag = join(odd, ".ready");
const reading = (each = false) => program(ready(flag, `await import(${JSON.stringify(reader.program.href)})`, each));

describe("several threads tell what one tells, in the same order", () => {
  test.each([
    ["the month of the examples", [month]],
    ["recorded attacks", [recorded]],
    ["logs that are damaged, late, doubled, of other kinds or none", [odd, join(odd, "missing")]],
  ])("%s", async (_, paths) => {
    const one = await told(filesAt(paths));
    expect(one.signals.length).toBeGreaterThan(0);
    for (const threads of [1, 2, 3]) {
      rmSync(flag, { force: true });
      const all = await told(filesAt(paths), { threads, program: reading(), mayGoOn: () => existsSync(flag) });
      expect(found(all)).toEqual(one);
      expect(all.handed).toBeGreaterThan(0);
      expect(all.lost).toEqual([]);
    }
    // Threads that come later, in the midst of it.
    expect(found(await told(filesAt(paths), { threads: 2, program: reader.program, alone: 20_000 }))).toEqual(one);
  });

  test("records of the month dealt to files in any way", async () => {
    const records = monthOf(exampleMonth);
    const deal = fc.record({
      files: fc.integer({ min: 2, max: 40 }),
      run: fc.integer({ min: 1, max: 400 }),
      step: fc.integer({ min: 1, max: 97 }),
    });
    await fc.assert(
      fc.asyncProperty(deal, async ({ files, run, step }) => {
        const folder = mkdtempSync(join(odd, "..", "yagura-dealt-"));
        const dealt = Array.from({ length: files }, (): unknown[] => []);
        for (const [i, record] of records.entries()) dealt[(Math.floor(i / run) * step) % files]?.push(record);
        for (const [i, list] of dealt.entries()) writeFileSync(join(folder, `${i}.json`), JSON.stringify({ Records: list }));
        rmSync(flag, { force: true });
        const all = await told(filesAt([folder]), { threads: 2, program: reading(), mayGoOn: () => existsSync(flag) });
        expect(found(all)).toEqual(await told(filesAt([folder])));
        rmSync(folder, { recursive: true });
      }),
      { numRuns: 4 },
    );
  });

  test("the odd logs are as odd as they should be", async () => {
    const { problems, broken, duplicates, events } = await told(filesAt([odd, join(odd, "missing")]));
    expect(problems.length).toBeGreaterThan(3);
    expect(new Set(broken.map(({ reason }) => reason)).size).toBeGreaterThan(2);
    expect(duplicates).toBeGreaterThan(100);
    expect(events).toBeGreaterThan(4_000);
  });
});

describe("threads that end", () => {
  const saying = ready(flag, 'import { parentPort } from "node:worker_threads"; parentPort.postMessage("ready")');
  const broken = {
    "that cannot be started": ["throw new Error('no');", "Error"],
    "that end at the first piece": [`${saying} parentPort.on("message", () => process.exit(7));`, "EXIT_7"],
    "that fail at the first piece": [`${saying} parentPort.on("message", () => { throw new RangeError("x"); });`, "RangeError"],
    "without memory": [
      `${saying} parentPort.on("message", () => { const all = []; for (;;) all.push(new Array(1e6).fill(all.length)); });`,
      "ERR_WORKER_OUT_OF_MEMORY",
    ],
  } as const;

  test.each(Object.entries(broken))("%s: their work is done here", async (_, [code, reason]) => {
    const one = await told(filesAt([recorded]));
    rmSync(flag, { force: true });
    const mayGoOn = (lost: readonly string[]) => lost.length > 0 || existsSync(flag);
    const all = await told(filesAt([recorded]), { threads: 2, program: program(code), mayGoOn });
    expect(found(all)).toEqual(one);
    expect(new Set(all.lost)).toEqual(new Set([reason]));
  });

  test("in the midst of their work, with answers on the way", async () => {
    const one = await told(filesAt([month, odd]));
    const dying = `${'import { parentPort } from "node:worker_threads";'} await import(${JSON.stringify(reader.program.href)});
      let n = 0; parentPort.on("message", () => { if (++n === 4) setTimeout(() => process.exit(3), 5); });`;
    const all = await told(filesAt([month, odd]), { threads: 2, program: program(dying) });
    expect(found(all)).toEqual(one);
    expect(all.lost).toEqual(["EXIT_3", "EXIT_3"]);
    expect(all.handed).toBeGreaterThan(0);
  });

  test.each([
    [1_000, 3],
    [60_000_000, 2],
    [1e9, 1],
  ])("of pieces of %d bytes no more than %d are in their hands", async (size, most) => {
    const fail = () => expect.unreachable();
    const options = { threads: 2, program: reading(true), rules, placeholders: {}, onProblem: fail, onLost: fail, alone: 0 };
    const flags = () => readdirSync(odd).filter((name) => name.startsWith(".ready-"));
    for (const name of flags()) rmSync(join(odd, name));
    const [file = ""] = readdirSync(odd).filter((name) => name.startsWith("10-"));
    let [given, read, handed, ahead] = [0, 0, 0, 0];
    const pieces = async function* () {
      while (handed < 30) {
        given += 1;
        yield { file: join(odd, file), size };
        ahead = Math.max(ahead, given - read);
        // Their word that they are ready comes before the file.
        while (flags().length < 2) await setTimeout(20);
      }
    };
    for await (const { parcel } of readInThreads(pieces(), options)) {
      read += 1;
      if (parcel) handed += 1;
    }
    expect(ahead).toBe(most);
    expect(read).toBe(given);
  });

  test("nobody who stops listening leaves threads behind", async () => {
    const fail = () => expect.unreachable();
    const options = { threads: 2, program: reader.program, rules, placeholders: {}, onProblem: fail, onLost: fail, alone: 0 };
    const pieces = async function* () {
      for (;;) yield { object: "o", name: "o", text: '{"Records":[]}' };
    };
    let read = 0;
    for await (const { parcel } of readInThreads(pieces(), options)) if (parcel && (read += 1) === 20) break;
    expect(process.getActiveResourcesInfo().filter((name) => name === "MessagePort" || name === "Worker")).toEqual([]);
  });
});
