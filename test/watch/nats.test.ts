import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AckPolicy, jetstream, jetstreamManager } from "@nats-io/jetstream";
import { connect, type NatsConnection, nanos } from "@nats-io/transport-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startWatch, until } from "./running.ts";
import { accountsTold, eventsIn, rulesFile, workload } from "./workload.ts";

// Debian puts servers where only root's PATH looks.
const SERVER = ["nats-server", "/usr/sbin/nats-server"].find((path) => spawnSync(path, ["--version"]).status === 0);

test.runIf(process.env["CI"])("CI has a NATS server", () => expect(SERVER).toBeDefined());

describe.skipIf(SERVER === undefined)("NATS JetStream", () => {
  const folder = mkdtempSync(join(tmpdir(), "yagura-nats-"));
  let server: ChildProcess;
  let port = 0;
  let connection: NatsConnection;

  beforeAll(async () => {
    port = await freePort();
    const args = ["-js", "-sd", join(folder, "store"), "-a", "127.0.0.1", "-p", String(port)];
    server = spawn(SERVER as string, args, { stdio: "ignore" });
    await until(
      async () => {
        connection = await connect({ servers: `127.0.0.1:${port}`, reconnect: false, timeout: 500 }).catch(() => undefined as never);
        return connection !== undefined;
      },
      20_000,
      () => "no server",
    );
  });

  afterAll(async () => {
    await connection?.close();
    server?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  test("two workers, one killed in the middle: every event counts once, every alert is told once", async () => {
    const load = workload(6_000);
    const state = join(folder, "state");
    const rules = rulesFile(join(folder, "rules"), load);
    const manager = await jetstreamManager(connection);
    await manager.streams.add({ name: "EVENTS", subjects: ["events.>"] });
    // What a dead worker had in its hands comes again after this time.
    await manager.consumers.add("EVENTS", { durable_name: "yagura", ack_policy: AckPolicy.Explicit, ack_wait: nanos(2_000) });
    const args = [`nats://127.0.0.1:${port}/EVENTS`, "--state", state, "--rules", rules];
    const workers = [await startWatch(args), await startWatch(args)] as const;

    const js = jetstream(connection);
    const publish = async (from: number, to: number) => {
      for (let at = from; at < to; at += 100) {
        const some = load.records.slice(at, Math.min(at + 100, to));
        await Promise.all(some.map((record) => js.publish(`events.${String(record["recipientAccountId"])}`, JSON.stringify(record))));
      }
    };
    await publish(0, 2_400);
    const more = publish(2_400, 4_800);
    await until(
      () => workers[0].lines().length > 20 && workers[1].lines().length > 0,
      30_000,
      () => `${workers[0].lines().length} ${workers[0].stderr()}${workers[1].lines().length} ${workers[1].stderr()}`,
    );
    await workers[0].kill();
    const before = accountsTold(workers[1].lines());
    const ofTheDead = [...accountsTold(workers[0].lines())].filter((account) => !before.has(account));
    await more;
    await publish(4_800, 6_000);
    await until(
      () => eventsIn(state) >= load.records.length,
      60_000,
      () => `${eventsIn(state)} of ${load.records.length}: ${workers[1].stderr()}`,
    );
    expect(await workers[1].interrupt()).toBe(0);

    expect(eventsIn(state)).toBe(load.records.length);
    const told = [...workers[0].lines(), ...workers[1].lines()].filter((line) => line.kind === "signal");
    expect(new Set(told.map((line) => line.id)).size).toBe(told.length);
    expect(told.filter((line) => line.signal.detector === "watch-marker")).toHaveLength(load.markers);
    expect(told.filter((line) => line.signal.detector === "watch-all-steps")).toHaveLength(load.series);
    // What was the dead one's is the other's now.
    expect(ofTheDead).not.toEqual([]);
    expect([...accountsTold(workers[1].lines())]).toEqual(expect.arrayContaining(ofTheDead));
    const left = await manager.consumers.info("EVENTS", "yagura");
    expect([left.num_pending, left.num_ack_pending]).toEqual([0, 0]);
  }, 180_000);
});

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
}
