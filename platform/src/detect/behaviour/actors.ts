import type { LogEvent, Signal } from "../../model/index.ts";
import { Bounded } from "./bounded.ts";
import { plain } from "./names.ts";
import { type Operation, Operations } from "./operations.ts";
import { type Sender, Senders } from "./senders.ts";

/** Whose habits are learned. */
export interface Actor {
  /** A person behind a shared role, else the principal. */
  readonly key: string;
  /** The shared role behind a person; else the same as `key`. */
  readonly role: string;
  readonly account: string;
  readonly human: boolean;
  /** Number for fast tables, new in each run. */
  readonly id: number;
  /** Whether its calls came from Lambda's runtime. */
  inFunction: boolean;
  /** Nothing is learned from it before this time. */
  frozenUntil: number;
}

/** How long after a grave signal its actor teaches nothing. */
const SUSPICION = 7 * 86_400_000;
const MAX = 100_000;

/** Tells who acts, once per event for all behaviours. */
export class Actors {
  readonly #byPrincipal = new Bounded<string, Map<string, Actor>>(MAX);
  #next = 1;
  readonly #senders = new Senders((event) => this.#actorOf(event));
  readonly #operations = new Operations();
  #lastEvent: LogEvent | undefined;
  #sender: Sender<Actor> | undefined;
  #operation: Operation | undefined;

  /** Undefined for AWS itself, for strangers and for other logs. */
  of(event: LogEvent): Actor | undefined {
    return this.sender(event)?.actor;
  }

  /** Undefined for whom `of` is. */
  sender(event: LogEvent): Sender<Actor> | undefined {
    if (event !== this.#lastEvent) this.#look(event);
    return this.#sender;
  }

  operation(event: LogEvent): Operation {
    if (event !== this.#lastEvent) this.#look(event);
    return (this.#operation ??= this.#operations.of(event));
  }

  #look(event: LogEvent): void {
    this.#lastEvent = event;
    this.#operation = undefined;
    const { principalType: type } = event;
    const acts = type === "role" || type === "user" || type === "root" || type === "federated";
    this.#sender = acts && event.feed === "cloudtrail" && event.principal !== "" ? this.#senders.of(event) : undefined;
    // Where room is short, actors are forgotten while senders that point to them are not.
    if (this.#sender && this.#byPrincipal.size * 2 > MAX && this.#sender.actor !== this.#actorOf(event)) {
      this.#senders.clear();
      this.#sender = this.#senders.of(event);
    }
  }

  #actorOf(event: LogEvent): Actor {
    return this.#get(event.principal, event.session, event.account, event.principalType !== "role");
  }

  #get(principal: string, session: string, account: string, own: boolean): Actor {
    const person = session.includes("@") ? session : "";
    let actors = this.#byPrincipal.get(principal);
    if (!actors || actors.size > MAX) {
      if (actors) this.#senders.clear();
      this.#byPrincipal.set(principal, (actors = new Map<string, Actor>()));
    }
    let actor = actors.get(person);
    if (!actor) {
      const role = plain(principal);
      actor = {
        key: person === "" ? role : `${role} ${plain(person)}`,
        role,
        account,
        human: own || person !== "",
        id: this.#next,
        inFunction: false,
        frozenUntil: 0,
      };
      this.#next += 1;
      actors.set(person, actor);
    }
    return actor;
  }

  /** A grave signal freezes who it is about. */
  told(signal: Signal): void {
    if (signal.severity !== "high" && signal.severity !== "critical") return;
    if (!["role", "user", "root", "federated"].includes(signal.principalType)) return;
    const actor = this.#get(signal.principal, signal.session, signal.account, signal.principalType !== "role");
    actor.frozenUntil = Math.max(actor.frozenUntil, signal.until + SUSPICION);
  }

  /** Those under suspicion: [key, [until]]. */
  *suspects(): Iterable<readonly [string, readonly [number]]> {
    for (const [principal, actors] of this.#byPrincipal)
      for (const [person, actor] of actors)
        if (actor.frozenUntil > 0) yield [JSON.stringify([principal, person, actor.account, actor.human]), [actor.frozenUntil]];
  }

  suspect(key: string, until: number): void {
    const [principal, person, account, human] = JSON.parse(key) as [string, string, string, boolean];
    const actor = this.#get(principal, person, account, human);
    actor.frozenUntil = Math.max(actor.frozenUntil, until);
  }
}
