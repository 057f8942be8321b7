import { isUnknown, type NeedId, type Resource } from "../../../model/index.ts";
import { findSecrets } from "../../data/secrets.ts";
import { type Ask, both, type Way, wayOf } from "../ask.ts";
import type { Builder } from "../builder.ts";
import type { Principal, Profile } from "../profile.ts";
import { keyOf, readings } from "../stores.ts";
import { arnsIn, withoutObject } from "./feed.ts";

const KINDS = Object.entries(readings).map(([kind, { actions }]) => ({
  of: `store ${kind}`,
  actions,
  // Where a key of the customer's own is in use, decryption is asked for besides.
  asked: [...actions, "kms:Decrypt"].map((action) => action.toLowerCase()),
}));
const ACTIONS = Object.values(readings).flatMap(({ actions }) => actions);

/** Reads a store: its data, its secret, its messages. */
export function readStores(b: Builder, profile: Profile): void {
  for (const { of, actions, asked } of KINDS) {
    if (!actions.some((action) => profile.has(action))) continue;
    b.share(profile, of, asked, (by, from) => {
      for (const resource of b.candidates(profile, of, actions, storePattern)) readStore(b, by, from, resource);
    });
  }
  for (const resource of b.candidates(profile, "personal store", ACTIONS, storePattern))
    b.each(profile, resource, (by, from) => readStore(b, by, from, resource));
}

/** A secret's ARN ends in six characters AWS chooses; a template cannot say them. */
function storePattern(pattern: string): string {
  const object = withoutObject(pattern);
  return /^arn:[^:]*:secretsmanager:/.test(object) ? object.replace(/-(?:\?+|[A-Za-z0-9]{6})$/, "*") : object;
}

export function readStore(b: Builder, by: Principal, from: number, resource: Resource): void {
  const reading = readings[resource.kind];
  if (!reading || b.estate.isOpen(resource, "store")) return;
  let perhaps: { readonly ask: Ask; readonly way: Way } | undefined;
  for (const action of reading.actions) {
    for (const arn of storeArns(resource, reading.object, by.profile.patterns(action))) {
      const ask = b.estate.ask(action, resource, arn);
      const way = wayOf(by, ask);
      if (way === "depends") perhaps ??= { ask, way };
      if (way !== "allowed") continue;
      addRead(b, by, from, resource, ask, way);
      return;
    }
  }
  if (perhaps) addRead(b, by, from, resource, perhaps.ask, perhaps.way);
}

function storeArns(resource: Resource, object: string | undefined, patterns: Iterable<string>): readonly string[] {
  if (resource.kind === "Secret" && !/-[A-Za-z0-9]{6}$/.test(resource.id)) return [resource.id, `${resource.id}-yagura`];
  return arnsIn(resource, object, patterns);
}

function addRead(b: Builder, by: Principal, from: number, store: Resource, ask: Ask, way: Way): void {
  const key = decryption(b, by, store);
  const decrypts = key?.ask ? wayOf(by, key.ask) : "allowed";
  // Tables are decrypted by grants the table holds; whether the caller is asked too depends on the key's policy.
  if (decrypts === undefined && store.kind !== "DynamoTable") return;
  const needs: readonly NeedId[] = key?.unclear || decrypts === undefined ? ["decrypt"] : [];
  const total = both(way, decrypts) ?? way;
  b.link(
    from,
    b.estate.nodes.of(store, "store"),
    { technique: "read", way: total, asks: key?.ask && decrypts ? [ask, key.ask] : [ask], needs, base: 1 },
    by,
  );
}

/** What reading asks for besides: the permission to decrypt with a key of the customer's own. */
function decryption(b: Builder, by: Principal, store: Resource): { readonly ask?: Ask; readonly unclear?: true } | undefined {
  const reference = keyOf(store);
  if (reference === undefined || (!isUnknown(reference) && /alias\/aws\//.test(reference))) return undefined;
  if (isUnknown(reference)) return { unclear: true };
  const key = b.estate.world.find("KmsKey", reference, store);
  if (isUnknown(key) || key === undefined) return { unclear: true };
  if (!isUnknown(key.KeyManager) && key.KeyManager === "AWS") return undefined;
  // A policy that was not read is told apart; without it the answer would be a guess.
  if (isUnknown(key.Policy)) return { unclear: true };
  return { ask: b.estate.ask("kms:Decrypt", key) };
}

/** A function whose environment holds a credential is a store of it: whoever reads its configuration has it. */
export function readEnvironments(b: Builder, profile: Profile, holding: ReadonlySet<Resource>): void {
  const actions = ["lambda:GetFunctionConfiguration", "lambda:GetFunction"].filter((action) => profile.has(action));
  if (actions.length === 0 || holding.size === 0) return;
  const [by] = profile.members;
  if (!by) return;
  for (const of of ["function", "personal function"])
    for (const fn of b.candidates(profile, of, actions)) {
      if (!holding.has(fn)) continue;
      for (const action of actions) {
        const ask = b.estate.ask(action, fn);
        const way = wayOf(by, ask);
        if (way === undefined) continue;
        b.link(b.home(profile), b.estate.nodes.of(fn, "store"), { technique: "environment", way, asks: [ask], base: 1 }, by);
        break;
      }
    }
}

/** Functions with something in their environment that is a credential by its form or its name. */
export function credentialHolders(b: Builder): ReadonlySet<Resource> {
  const holding = new Set<Resource>();
  for (const fn of b.estate.functions) {
    const environment = isUnknown(fn.Environment) ? {} : fn.Environment;
    const found = Object.entries(environment).some(
      ([name, value]) => !isUnknown(value) && findSecrets(name, value).some(({ confidence }) => confidence !== "possible"),
    );
    if (found) holding.add(fn);
  }
  return holding;
}
