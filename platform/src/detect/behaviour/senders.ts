import type { LogEvent } from "../../model/index.ts";
import { familyOf, isPrivate, networkOf } from "./names.ts";

/** Who called, from where and with what. Nearly all calls have this in common with one before: it is worked out once. */
export interface Sender<A> {
  /** Never given twice. */
  readonly id: number;
  readonly actor: A;
  readonly principal: string;
  readonly session: string;
  readonly account: string;
  readonly region: string;
  readonly credential: string;
  readonly ip: string;
  readonly userAgent: string;
  /** The neighbourhood of the address. */
  readonly network: string;
  readonly isPrivate: boolean;
  /** The program without its version. */
  readonly family: string;
  /** AWS itself on somebody's behalf, or a call that names no program. */
  readonly isService: boolean;
  /** Lambda's runtime. */
  readonly inRuntime: boolean;
  /** A session named after an EC2 instance. */
  readonly isInstance: boolean;
}

const MOST = 50_000;
/** Senders with the same credential that are remembered. */
const ALIKE = 32;
const LATELY = 4_096;
const INSTANCE = /^i-[0-9a-f]{8,17}$/;

/** Finds the sender of an event among those seen before: one look-up by credential, and comparisons. */
export class Senders<A> {
  readonly #actorOf: (event: LogEvent) => A;
  readonly #byCredential = new Map<string, Sender<A>[]>();
  /** Who was found last of those that look alike: to compare costs less than to look up. */
  readonly #lately: (Sender<A> | undefined)[] = Array.from({ length: LATELY }, () => undefined);
  #next = 1;
  #count = 0;

  constructor(actorOf: (event: LogEvent) => A) {
    this.#actorOf = actorOf;
  }

  of(event: LogEvent): Sender<A> {
    const place = looks(event);
    const lately = this.#lately[place];
    if (lately && isOf(lately, event)) return lately;
    const sender = this.#find(event);
    this.#lately[place] = sender;
    return sender;
  }

  #find(event: LogEvent): Sender<A> {
    const key = event.credential === "" ? event.principal : event.credential;
    let list = this.#byCredential.get(key);
    if (list) for (const sender of list) if (isOf(sender, event)) return sender;
    const sender = this.#make(event);
    if (this.#count >= MOST) this.clear();
    this.#count += 1;
    if (!list || this.#count === 1) this.#byCredential.set(key, (list = []));
    // A key that is used everywhere is not looked for everywhere.
    if (list.length >= ALIKE) list.length = 0;
    list.push(sender);
    return sender;
  }

  clear(): void {
    this.#byCredential.clear();
    this.#lately.fill(undefined);
    this.#count = 0;
  }

  #make(event: LogEvent): Sender<A> {
    const { principal, session, account, region, credential, ip, userAgent } = event;
    const family = familyOf(userAgent);
    const id = this.#next;
    this.#next += 1;
    return {
      id,
      actor: this.#actorOf(event),
      principal,
      session,
      account,
      region,
      credential,
      ip,
      userAgent,
      network: networkOf(ip),
      isPrivate: isPrivate(ip),
      family,
      isService: family === "" || family.endsWith(".amazonaws.com") || family === "AWS Internal",
      inRuntime: userAgent.includes("AWS_Lambda_"),
      isInstance: INSTANCE.test(session),
    };
  }
}

function isOf(sender: Sender<unknown>, event: LogEvent): boolean {
  return (
    sender.credential === event.credential &&
    sender.ip === event.ip &&
    sender.userAgent === event.userAgent &&
    sender.session === event.session &&
    sender.principal === event.principal &&
    sender.region === event.region &&
    sender.account === event.account
  );
}

/** A place made of what tells senders apart most often. */
function looks({ credential, ip, userAgent }: LogEvent): number {
  const sum = endOf(credential) * 31 + endOf(ip) * 7 + userAgent.length;
  return (sum ^ (sum >> 12)) & (LATELY - 1);
}

function endOf(text: string): number {
  const n = text.length;
  return n < 3 ? n : text.charCodeAt(n - 1) * 961 + text.charCodeAt(n - 2) * 31 + text.charCodeAt(n - 3);
}
