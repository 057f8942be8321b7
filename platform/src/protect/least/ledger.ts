import type { CodeValue, UseEvent } from "../../model/index.ts";
import { actionInfo } from "../iam/catalog.ts";
import { type Around, resourcesOf } from "./arns.ts";
import { recordedOperation } from "./sdk.ts";
import type { Need, Window } from "./types.ts";
import { textValue } from "./values.ts";

interface Use {
  readonly action: string;
  readonly resource: string;
  readonly resolved: boolean;
  readonly what: string;
  times: number;
  first: string;
  last: string;
}

interface Account {
  readonly uses: Map<string, Use>;
  first: string;
  last: string;
  events: number;
  denied: number;
}

/** Resources of one action that are kept apart; more are taken together by what is before their last part. */
const MOST_RESOURCES = 200;

/** What the records say each role did. Holds one line for each action and resource, however many records there are. */
export class Ledger {
  readonly #roles = new Map<string, Account>();
  readonly #counts = new Map<string, number>();
  readonly #dataEvents = new Set<string>();
  first: string | undefined;
  last: string | undefined;
  /** Files and records that could not be read. */
  unread = 0;
  /** Operations no action is known of, with how often. */
  readonly unmapped = new Map<string, number>();

  add(event: UseEvent): void {
    if (this.first === undefined || event.time < this.first) this.first = event.time;
    if (this.last === undefined || event.time > this.last) this.last = event.time;
    const operation = recordedOperation(event.source, event.name);
    if (event.data && operation) this.#dataEvents.add(operation.prefix);
    const account = this.#account(event);
    account.events += 1;
    if (event.error !== undefined && /AccessDenied|UnauthorizedOperation|NotAuthorized|Forbidden/i.test(event.error)) {
      account.denied += 1;
      return;
    }
    if (!operation) {
      const name = `${event.source}:${event.name}`;
      this.unmapped.set(name, (this.unmapped.get(name) ?? 0) + 1);
      return;
    }
    for (const action of operation.actions) this.#use(account, action, event, `${operation.prefix}:${operation.name}`);
  }

  #account({ role, time }: UseEvent): Account {
    let account = this.#roles.get(role);
    if (!account) this.#roles.set(role, (account = { uses: new Map(), first: time, last: time, events: 0, denied: 0 }));
    if (time < account.first) account.first = time;
    if (time > account.last) account.last = time;
    return account;
  }

  #use(account: Account, action: string, event: UseEvent, what: string): void {
    const resources = resourcesIn(action, event, event.name);
    for (const found of resources ?? ["*"]) {
      const resource = this.#bounded(event.role, action, found);
      const key = `${action} ${resource}`;
      const use = account.uses.get(key);
      if (!use)
        account.uses.set(key, { action, resource, resolved: resources !== undefined, what, times: 1, first: event.time, last: event.time });
      else {
        use.times += 1;
        if (event.time < use.first) use.first = event.time;
        if (event.time > use.last) use.last = event.time;
      }
    }
  }

  /** Keys of objects and the like have no end: the objects of a bucket are one line. */
  #bounded(role: string, action: string, resource: string): string {
    const object = /^(arn:[^:]*:s3:::[^/]+)\/./.exec(resource);
    if (object) return `${object[1]}/*`;
    const key = `${role} ${action}`;
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count > MOST_RESOURCES && resource.includes("/") ? resource.replace(/\/[^/]*$/, "/*") : resource;
  }

  get dataEvents(): ReadonlySet<string> {
    return this.#dataEvents;
  }

  windowOf(role: string): Window | undefined {
    if (this.first === undefined || this.last === undefined) return undefined;
    const account = this.#roles.get(role);
    // The window is that of the records: what a role did not do in it, it did not do.
    const days = (Date.parse(this.last) - Date.parse(this.first)) / 86_400_000;
    return {
      first: this.first,
      last: this.last,
      days: Math.floor(days),
      events: account?.events ?? 0,
      denied: account?.denied ?? 0,
      ...(this.unread === 0 ? {} : { unread: this.unread }),
    };
  }

  needsOf(role: string): readonly Need[] {
    const uses = this.#roles.get(role)?.uses.values() ?? [];
    return [...uses].map(({ action, resource, resolved, what, times, first, last }) => ({
      action,
      resource,
      resolved,
      proofs: [{ reason: "recorded", confidence: "high", what, times, first, last }],
    }));
  }
}

/** The ARNs the record names, when the action is on that type of resource; else what its parameters tell. */
function resourcesIn(action: string, event: UseEvent, operation: string): readonly string[] | undefined {
  const info = actionInfo(action);
  if (!info || info.resourceTypes.length === 0) return ["*"];
  const around: Around = {
    partition: partitionIn(event.role),
    region: event.region,
    account: event.account,
    keyArn: () => undefined,
    secretArn: () => undefined,
  };
  const fields: Record<string, CodeValue> = {};
  for (const [name, value] of Object.entries(event.parameters)) if (name !== "__proto__") fields[name] = textValue(value);
  const told = resourcesOf(action, { is: "object", fields, open: false }, around, operation);
  const service = info.service;
  const named = event.resources.filter((arn) => arn.split(":")[2] === service);
  if (service === "s3") {
    const wantsObject = info.resourceTypes.includes("object");
    const mine = named.filter((arn) => arn.includes("/") === wantsObject);
    return mine.length > 0 ? mine : told;
  }
  return named.length > 0 ? named : told;
}

function partitionIn(arn: string): string {
  return arn.split(":")[1] || "aws";
}
