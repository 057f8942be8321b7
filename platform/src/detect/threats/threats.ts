import type { LogEvent, Severity } from "../../model/index.ts";
import { type BehaviourId, behaviourWords } from "../../words/behaviours.ts";
import { flowOf } from "../behaviour/flow.ts";
import type { Habit, State } from "../behaviour/state.ts";
import { nothing, type Told } from "../behaviour/voice.ts";
import { type AddressList, listedName } from "./list.ts";

const MOST = 50_000;

/**
 * Tells of communication with addresses and names on lists the operator keeps: calls from them, flows to them, queries for them. Nothing
 * is said of what a trusted list has, and nothing of visitors of web sites: everybody has those.
 */
export class ThreatLists implements Habit {
  readonly #lists: readonly AddressList[];
  readonly #trusted: readonly AddressList[];
  readonly #addresses = new Map<string, AddressList | undefined>();

  constructor(lists: readonly AddressList[], trusted: readonly AddressList[] = []) {
    this.#lists = lists;
    this.#trusted = trusted;
  }

  take(event: LogEvent): readonly Told[] {
    if (event.feed === "cloudtrail" || event.feed === "s3-access") return this.#called(event);
    if (event.feed === "vpc-flow") return this.#flowed(event);
    return event.feed === "dns" ? this.#asked(event) : nothing;
  }

  #called(event: LogEvent): readonly Told[] {
    const list = this.#listOf(event.ip);
    // A refused call is a knock at the door.
    return list ? told("listed-address-called", event, list, event.ip, event.error === "" ? "high" : "medium") : nothing;
  }

  #flowed(event: LogEvent): readonly Told[] {
    const flow = flowOf(event);
    if (!flow || flow.refused || flow.peer === "") return nothing;
    const list = this.#listOf(flow.peer);
    if (!list) return nothing;
    if (flow.fromInside) return told("listed-address-contacted", event, list, flow.peer, "high");
    // Who only knocks gets no bytes back; who serves the public answers everybody.
    return flow.outward > 0 ? told("listed-address-contacted", event, list, flow.peer, "low") : nothing;
  }

  #asked(event: LogEvent): readonly Told[] {
    const name = (event.resources[0] ?? "").toLowerCase().replace(/\.$/, "");
    if (this.#trusted.some((list) => listedName(list, name) !== undefined)) return nothing;
    for (const list of this.#lists) {
      const listed = listedName(list, name);
      if (listed !== undefined) return told("listed-name-asked", event, list, listed, "high");
    }
    return nothing;
  }

  #listOf(ip: string): AddressList | undefined {
    if (ip === "") return undefined;
    if (this.#addresses.has(ip)) return this.#addresses.get(ip);
    const list = this.#trusted.some((one) => one.ranges.has(ip)) ? undefined : this.#lists.find((one) => one.ranges.has(ip));
    if (this.#addresses.size >= MOST) this.#addresses.clear();
    this.#addresses.set(ip, list);
    return list;
  }

  // Lists are read anew with every start: there is nothing to remember.
  learn(): void {}

  told(): void {}

  dump(): State {
    return {};
  }

  load(): void {}
}

function told(id: BehaviourId, event: LogEvent, list: AddressList, what: string, severity: Severity): readonly Told[] {
  const words = behaviourWords[id];
  return [
    {
      words: {
        ...words,
        severity,
        description: {
          en: `${words.description.en} ${what} is on the list ${list.name}.`,
          ja: `${words.description.ja}${what} はリスト ${list.name} に登録されています。`,
        },
      },
      kind: "behaviour",
      events: [event],
      group: `${list.name} ${what}`,
    },
  ];
}
