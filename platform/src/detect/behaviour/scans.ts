import type { Feed, LogEvent, Signal } from "../../model/index.ts";
import { Bounded } from "./bounded.ts";
import { Distinct, hashOf } from "./distinct.ts";
import { type Flow, type FlowHabit, flowOf } from "./flow.ts";
import { nothing, say, type Told, type Voice } from "./voice.ts";

/**
 * Threshold random walk (Jung et al. 2004): of the first contacts of an ordinary machine 8 in 10 succeed, of a scanner's 2 in 10. Each
 * moves the walk by ln 4; wrong once in a hundred either way.
 */
const STEP = Math.log(4);
const [UPPER, LOWER] = [Math.log(99), -Math.log(99)];
/** Different ports of one host, and hosts of one port, without which nothing is called a scan. */
const [PORTS, HOSTS] = [20, 25];
const WINDOW = 3_600_000;
const MOST = 20_000;
const CONTACTS = 1_000;
/** Ports where a short connection that ends is a wrong password. */
const LOGINS: ReadonlySet<number> = new Set([21, 22, 23, 3389, 5985, 5986, 1433, 3306, 5432]);
const GUESSES = 30;

interface Walk {
  hour: number;
  at: number;
  readonly contacts: Set<number>;
  ports: Distinct;
  hosts: Distinct;
  readonly events: LogEvent[];
}

interface Guessing {
  window: number;
  count: number;
  readonly events: LogEvent[];
}

/** Machines of ours that look for open ports, and logins that are tried over and over. */
export class Scans implements FlowHabit {
  readonly feeds: readonly Feed[] = ["vpc-flow"];
  readonly #voice: Voice;
  readonly #walks = new Bounded<string, Walk>(MOST);
  readonly #guesses = new Bounded<string, Guessing>(MOST);

  constructor(voice: Voice) {
    this.#voice = voice;
  }

  take(event: LogEvent): readonly Told[] {
    const flow = flowOf(event);
    if (!flow || flow.reply) return nothing;
    const told = this.#walk(event, flow);
    return told.length > 0 ? told : this.#guess(event, flow);
  }

  /** The internet scans everybody always: only what begins inside is worth a word. */
  #walk(event: LogEvent, flow: Flow): readonly Told[] {
    if (!flow.fromInside) return nothing;
    const hour = Math.floor(event.time / WINDOW);
    const walk = this.#walks.of(flow.from, () => ({
      hour,
      at: 0,
      contacts: new Set(),
      ports: new Distinct(),
      hosts: new Distinct(),
      events: [],
    }));
    if (hour > walk.hour) {
      walk.hour = hour;
      walk.at = 0;
      walk.contacts.clear();
      walk.ports = new Distinct();
      walk.hosts = new Distinct();
      walk.events.length = 0;
    }
    const contact = hashOf(`${flow.to} ${flow.port}`);
    if (walk.contacts.has(contact)) return nothing;
    if (walk.contacts.size < CONTACTS) walk.contacts.add(contact);
    // A refusal, or a hello nobody answered.
    const failed = flow.refused || (flow.protocol === 6 && flow.packets <= 2 && (flow.flags === 0 || (flow.flags & 16) === 0));
    walk.at = Math.max(LOWER, walk.at + (failed ? STEP : -STEP));
    if (!failed) return nothing;
    walk.ports.addHash(hashOf(String(flow.port)));
    walk.hosts.addHash(hashOf(flow.to));
    if (walk.events.length < 20) walk.events.push(event);
    if (walk.at < UPPER) return nothing;
    const [ports, hosts] = [walk.ports.count(), walk.hosts.count()];
    const id = ports >= PORTS ? "port-scan" : hosts >= HOSTS ? "host-scan" : undefined;
    if (!id || !this.#voice.may(`${id} ${flow.from}`, event.time)) return nothing;
    const now = id === "port-scan" ? `${flow.from} → ${ports}` : `${flow.from} → ${hosts}`;
    return say(id, {
      events: walk.events,
      contrasts: [{ dimension: id === "port-scan" ? "port" : "address", now, frequency: "unseen", usual: [], of: "principal" }],
      group: flow.from,
    });
  }

  #guess(event: LogEvent, flow: Flow): readonly Told[] {
    if (flow.refused || !LOGINS.has(flow.port) || flow.packets < 5 || flow.packets > 60 || flow.bytes > 12_000) return nothing;
    const window = Math.floor(event.time / 600_000);
    const key = `${flow.from} ${flow.to} ${flow.port}`;
    const guessing = this.#guesses.of(key, () => ({ window, count: 0, events: [] }));
    if (window > guessing.window) {
      guessing.window = window;
      guessing.count = 0;
      guessing.events.length = 0;
    }
    guessing.count += 1;
    if (guessing.events.length < 20) guessing.events.push(event);
    if (guessing.count < GUESSES || !this.#voice.may(`guess ${key}`, event.time)) return nothing;
    return say(flow.fromInside ? "login-guessing-outward" : "login-guessing", { events: guessing.events, group: key });
  }

  learn(event: LogEvent): void {
    this.#voice.muted = true;
    this.take(event);
    this.#voice.muted = false;
  }

  told(_signal: Signal): void {}

  // Walks last an hour: after a restart they begin anew.
  dump() {
    return {};
  }

  load(): void {}
}
