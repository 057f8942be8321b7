import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { LogEvent } from "../../model/index.ts";
import type { Forgotten } from "../detector.ts";
import type { Alert, Alerter, AlerterState } from "./alert.ts";
import { Journal, namesIn, remove, wholeLines, writeDurably } from "./disk.ts";
import type { Lease } from "./lease.ts";

/** What a line of the intake holds: an event, or where a credential that is used in this partition comes from. */
export type Line = { readonly event: LogEvent } | { readonly lineage: readonly [key: string, parent: string] };

interface Snapshot {
  readonly schema: "yagura/watch-state/1";
  readonly state: AlerterState;
  /** Files of the intake that the state knows already. */
  readonly applied: readonly string[];
  readonly told: readonly string[];
}

type Told = { readonly alert: Alert } | { readonly told: string };

/** Ids of alerts that are remembered; those since the last snapshot are what matters. */
const MAX_TOLD = 20_000;
/** A snapshot may take up one part in this of the time. */
const SNAPSHOT_SHARE = 20;
const SNAPSHOT_EVERY = 5_000;

/**
 * The share of the events that one worker looks at: everything of some accounts.
 *
 * `in-*`: what came in, written by any worker before the source is told that it was taken. `order-*`: in which order it was looked at.
 * `alerts-*`: what was found, written before it is told, and marked when it was. `state-*`: the detector's memory; files of the
 * intake go when it has them. So a worker that dies loses nothing: its successor takes the memory, looks at the rest in the same
 * order, comes to the same alerts, and tells those that were not told.
 */
export class Partition {
  readonly folder: string;
  /** What of the last owner's memory is of no use to this version. */
  readonly forgotten: readonly Forgotten[] = [];
  readonly #lease: Lease;
  readonly #alerter: Alerter;
  readonly #tell: (alert: Alert) => void;
  readonly #applied = new Set<string>();
  readonly #told = new Set<string>();
  readonly #order: Journal;
  readonly #alerts: Journal;
  #version = 0;
  #dirty = false;
  #snapshotAt = performance.now();
  #snapshotTook = 0;

  /** Takes over what the last owner left. The lease must be ours. */
  constructor(options: { folder: string; lease: Lease; alerter: Alerter; tell: (alert: Alert) => void }) {
    this.folder = options.folder;
    this.#lease = options.lease;
    this.#alerter = options.alerter;
    this.#tell = options.tell;
    const names = namesIn(this.folder);
    const newest = names.filter((name) => name.startsWith("state-")).at(-1);
    if (newest !== undefined) this.forgotten = this.#restore(JSON.parse(this.#read(newest)) as Snapshot);
    const waiting = this.#alertsOf(names);
    this.#alerts = new Journal(join(this.folder, `alerts-${epochText(this.#lease.epoch)}`));
    this.#order = new Journal(join(this.folder, `order-${epochText(this.#lease.epoch)}`));
    for (const alert of waiting) this.#say(alert);
    const there = new Set(names.filter((name) => name.startsWith("in-")));
    const order = names.filter((name) => name.startsWith("order-")).flatMap((name) => wholeLines(this.#read(name)));
    for (const name of order) if (there.has(name)) this.#apply(name);
  }

  /** Events looked at, each once. */
  get events(): number {
    return this.#alerter.detector.events;
  }

  get duplicates(): number {
    return this.#alerter.detector.duplicates;
  }

  /** Looks at what came in meanwhile. False when the partition is no longer ours. */
  async work(): Promise<boolean> {
    const pending = namesIn(this.folder).filter((name) => name.startsWith("in-") && !this.#applied.has(name));
    for (const name of pending) {
      if (!this.#lease.holds()) return false;
      this.#order.append(name);
      this.#apply(name);
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (this.#dirty && performance.now() - this.#snapshotAt >= Math.max(SNAPSHOT_EVERY, SNAPSHOT_SHARE * this.#snapshotTook))
      return this.snapshot();
    return this.#lease.holds();
  }

  /** Writes the memory down and lets go of what it was made from. */
  snapshot(): boolean {
    const began = performance.now();
    const names = namesIn(this.folder);
    const applied = [...this.#applied];
    const snapshot: Snapshot = {
      schema: "yagura/watch-state/1",
      state: this.#alerter.dump(),
      applied,
      told: [...this.#told].slice(-MAX_TOLD),
    };
    if (!this.#lease.holds()) return false;
    this.#version += 1;
    const name = `state-${epochText(this.#lease.epoch)}-${String(this.#version).padStart(10, "0")}`;
    writeDurably(join(this.folder, name), JSON.stringify(snapshot));
    // A successor may be reading what we would delete.
    if (!this.#lease.holds()) return false;
    const order = `order-${epochText(this.#lease.epoch)}`;
    remove(this.folder, [
      ...applied,
      ...names.filter((old) => (old.startsWith("state-") && old < name) || (old.startsWith("order-") && old < order)),
    ]);
    this.#order.clear();
    this.#applied.clear();
    this.#dirty = false;
    this.#snapshotAt = performance.now();
    this.#snapshotTook = this.#snapshotAt - began;
    return true;
  }

  close(): void {
    this.#order.close();
    this.#alerts.close();
  }

  #restore(snapshot: Snapshot): readonly Forgotten[] {
    const forgotten = this.#alerter.load(snapshot.state);
    for (const name of snapshot.applied) this.#applied.add(name);
    for (const id of snapshot.told) this.#told.add(id);
    return forgotten;
  }

  /** Alerts that the last owners found, and did not mark as told. */
  #alertsOf(names: readonly string[]): readonly Alert[] {
    const open = new Map<string, Alert>();
    for (const name of names.filter((n) => n.startsWith("alerts-"))) {
      for (const line of wholeLines(this.#read(name))) {
        const entry = JSON.parse(line) as Told;
        if ("alert" in entry) open.set(entry.alert.id, entry.alert);
        else {
          open.delete(entry.told);
          this.#told.add(entry.told);
        }
      }
    }
    return [...open.values()];
  }

  #apply(name: string): void {
    if (this.#applied.has(name)) return;
    this.#applied.add(name);
    this.#dirty = true;
    const events: LogEvent[] = [];
    for (const text of wholeLines(this.#read(name))) {
      const line = JSON.parse(text) as Line;
      if ("event" in line) events.push(line.event);
      else this.#alerter.detector.lineage.load([line.lineage]);
    }
    const fresh = this.#alerter.take(events).filter((alert) => !this.#told.has(alert.id));
    if (fresh.length === 0) return;
    for (const alert of fresh) this.#alerts.append(JSON.stringify({ alert } satisfies Told));
    this.#alerts.sync();
    for (const alert of fresh) this.#say(alert);
  }

  #say(alert: Alert): void {
    this.#told.add(alert.id);
    this.#tell(alert);
    this.#alerts.append(JSON.stringify({ told: alert.id } satisfies Told));
  }

  #read(name: string): string {
    return readFileSync(join(this.folder, name), "utf8");
  }
}

const epochText = (epoch: number) => String(epoch).padStart(10, "0");

/** Bytes that wait in a partition's folder. */
export function waitingIn(folder: string): number {
  let bytes = 0;
  for (const name of namesIn(folder)) {
    if (!name.startsWith("in-")) continue;
    bytes += statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}
