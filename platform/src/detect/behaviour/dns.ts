import type { Feed, LogEvent, Signal } from "../../model/index.ts";
import { Bounded } from "./bounded.ts";
import { Distinct } from "./distinct.ts";
import { entropy, isMachineName, registered, strangeness } from "./dns-names.ts";
import { Profiles } from "./profiles.ts";
import { dayOf, type Habit, type State } from "./state.ts";
import { nothing, say, type Told, type Voice } from "./voice.ts";

const WINDOW = 600_000;
const HOUR = 3_600_000;
const MOST = 10_000;
/** Different names that do not exist, in ten minutes; their share of all; bits per letter. */
const [MISSING, SHARE, STRANGE] = [15, 0.3, 4.7];
/** Different names below one domain in an hour, their length, their entropy. */
const [BELOW, LONG, MIXED] = [100, 24, 3.2];
const DOMAIN = 9;
const MATURE = 7;

interface Missing {
  window: number;
  queries: number;
  readonly names: Map<string, number>;
  readonly events: LogEvent[];
}

interface Tunnel {
  hour: number;
  names: Distinct;
  queries: number;
  length: number;
  entropy: number;
  carriers: number;
  readonly events: LogEvent[];
}

/** Names that are asked for: made by a program, carrying data, or of somebody new. */
export class Dns implements Habit {
  readonly feeds: readonly Feed[] = ["dns"];
  readonly #voice: Voice;
  readonly #missing = new Bounded<string, Missing>(MOST);
  readonly #tunnels = new Bounded<string, Tunnel>(MOST);
  readonly #domains: Profiles;

  constructor(voice: Voice, max = 200_000) {
    this.#voice = voice;
    this.#domains = new Profiles(max);
  }

  take(event: LogEvent): readonly Told[] {
    if (event.feed !== "dns") return nothing;
    const name = (event.resources[0] ?? "").toLowerCase();
    const day = dayOf(event.time);
    if (name === "" || !name.includes(".") || !(day > 0) || isMachineName(name)) return nothing;
    const vpc = event.record["vpc_id"];
    const source = event.principal || (typeof vpc === "string" ? vpc : "");
    if (source === "") return nothing;
    const { domain, below } = registered(name);
    const told = this.#generated(event, source, domain);
    if (told.length > 0) return told;
    const tunnel = this.#tunnel(event, source, domain, below);
    return tunnel.length > 0 ? tunnel : this.#newDomain(event, source, domain, day);
  }

  #generated(event: LogEvent, source: string, domain: string): readonly Told[] {
    const number = Math.floor(event.time / WINDOW);
    const window = this.#missing.of(source, () => ({ window: number, queries: 0, names: new Map(), events: [] }));
    if (number > window.window) {
      window.window = number;
      window.queries = 0;
      window.names.clear();
      window.events.length = 0;
    }
    window.queries += 1;
    if (event.error !== "NXDOMAIN" || window.names.has(domain) || window.names.size >= 500) return nothing;
    window.names.set(domain, strangeness(domain.split(".")[0] ?? ""));
    if (window.events.length < 20) window.events.push(event);
    if (window.names.size < MISSING || window.names.size / window.queries < SHARE) return nothing;
    const bits = [...window.names.values()].reduce((a, b) => a + b, 0) / window.names.size;
    if (bits < STRANGE || !this.#voice.may(`generated ${source}`, event.time)) return nothing;
    return say("generated-domains", {
      events: window.events,
      contrasts: [
        { dimension: "domain", now: [...window.names.keys()].slice(0, 5).join(", "), frequency: "unseen", usual: [], of: "principal" },
      ],
      group: source,
    });
  }

  #tunnel(event: LogEvent, source: string, domain: string, below: string): readonly Told[] {
    if (below.length < 8) return nothing;
    const hour = Math.floor(event.time / HOUR);
    const tunnel = this.#tunnels.of(`${source} ${domain}`, () => ({
      hour,
      names: new Distinct(),
      queries: 0,
      length: 0,
      entropy: 0,
      carriers: 0,
      events: [],
    }));
    if (hour > tunnel.hour) {
      tunnel.hour = hour;
      tunnel.names = new Distinct();
      [tunnel.queries, tunnel.length, tunnel.entropy, tunnel.carriers] = [0, 0, 0, 0];
      tunnel.events.length = 0;
    }
    tunnel.names.add(below);
    tunnel.queries += 1;
    tunnel.length += below.length;
    tunnel.entropy += entropy(below);
    if (event.name === "TXT" || event.name === "NULL" || event.name === "CNAME" || event.name === "MX") tunnel.carriers += 1;
    if (tunnel.events.length < 20) tunnel.events.push(event);
    // Types that carry more need fewer names.
    const enough = tunnel.carriers / tunnel.queries > 0.5 ? BELOW / 2 : BELOW;
    if (tunnel.queries < enough || tunnel.length / tunnel.queries < LONG || tunnel.entropy / tunnel.queries < MIXED) return nothing;
    const names = tunnel.names.count();
    if (names < enough * 0.9 || !this.#voice.may(`tunnel ${source} ${domain}`, event.time)) return nothing;
    return say("dns-tunnel", {
      events: tunnel.events,
      contrasts: [{ dimension: "domain", now: `${domain} (${names})`, frequency: "unseen", usual: [], of: "principal" }],
      group: `${source} ${domain}`,
    });
  }

  /** A machine or network that talks to the same few asks for somebody else. */
  #newDomain(event: LogEvent, source: string, domain: string, day: number): readonly Told[] {
    if (event.error !== "") return nothing;
    const domains = this.#domains;
    const [entity, all, value] = [domains.id(source), domains.id(`account ${event.account}`), domains.id(domain)];
    const isNew = domains.days(entity, DOMAIN, value, day) === 0 && domains.days(all, DOMAIN, value, day) === 0;
    const steady = isNew && domains.activeDays(entity, day) >= MATURE && domains.escape(entity, DOMAIN, day) < 0.15;
    const told =
      steady && this.#voice.may(`domain ${source}`, event.time)
        ? say("new-domain", {
            events: [event],
            contrasts: [
              {
                dimension: "domain",
                now: domain.slice(0, 256),
                frequency: "unseen",
                usual: domains
                  .usual(entity, DOMAIN, day)
                  .slice(0, 20)
                  .map((u) => domains.text(u.value)),
                of: "function",
              },
            ],
            group: source,
          })
        : nothing;
    domains.seen(entity, day);
    domains.touch(entity, DOMAIN, value, day);
    domains.touch(all, DOMAIN, value, day);
    domains.tidy();
    return told;
  }

  learn(event: LogEvent): void {
    this.#voice.muted = true;
    this.take(event);
    this.#voice.muted = false;
  }

  told(_signal: Signal): void {}

  dump(): State {
    return { "days:domains": this.#domains.dump() };
  }

  load(state: State): void {
    this.#domains.load(state["days:domains"] ?? []);
  }
}
