import {
  type Evidence,
  type Fact,
  fail,
  isUnknown,
  manual,
  type Path,
  pass,
  textAround,
  type Unknown,
  type Verdict,
} from "../../model/index.ts";
import type { Need } from "../check.ts";
import { promiseOf } from "./secret-names.ts";
import { findSecrets, shownSecret } from "./secrets.ts";

interface Spot {
  readonly subject: string;
  readonly path: Path;
}

/** A plain value, by name, and where it stands. */
export interface NamedValue extends Spot {
  /** Undefined when only the value itself can tell. */
  readonly name: string | undefined;
  readonly value: Fact<string>;
  /** A dynamic reference to a secret is written out in clear here when the stack is deployed. */
  readonly resolvesInClear?: boolean;
}

/** Fails on secrets, is manual when something only might be one, unknown when a value could not be seen. */
export function judgeSecretValues(values: readonly NamedValue[], need: Need): Verdict {
  const sure: Evidence[] = [];
  const unsure: Evidence[] = [];
  let gap: Unknown | undefined;
  for (const { name, value, subject, path, resolvesInClear } of values) {
    const spot = { subject, path };
    if (resolvesInClear && resolvesSecret(value)) {
      sure.push({ ...spot, found: { kind: "resolved-reference", ...(name === undefined ? {} : { name }) } });
      continue;
    }
    if (isUnknown(value)) {
      const hits = hitsAround(name, textAround(value));
      for (const hit of hits)
        (hit.confidence === "possible" ? unsure : sure).push({
          ...spot,
          found: { ...(name === undefined ? {} : { name }), kind: hit.kind },
        });
      if (hits.length > 0) continue;
      // Names and ids that AWS gives at deployment are no secrets; without knowing which attribute it is, the name decides.
      const given = value.reason === "known-after-deploy" && (value.what !== undefined || name === undefined || !promiseOf(name));
      if (!given) gap ??= value;
      continue;
    }
    for (const hit of findSecrets(name, value)) {
      (hit.confidence === "possible" ? unsure : sure).push({
        ...spot,
        found: { ...(name === undefined ? {} : { name }), ...shownSecret(hit, value) },
      });
    }
  }
  return conclude(sure, unsure, gap, need);
}

/** The same for variables of a resource, by name, that stand under a path. A reference to a secret is resolved in clear there. */
export function judgeSecretVariables(variables: Readonly<Record<string, Fact<string>>>, under: Path, need: Need): Verdict {
  const suspects: NamedValue[] = [];
  for (const name in variables) {
    const value = variables[name]!;
    // Nearly all variables are plain settings: what it takes to report one is made for the others only.
    if (!isUnknown(value) && !resolvesSecret(value) && findSecrets(name, value).length === 0) continue;
    suspects.push({ name, value, subject: name, path: [...under, name], resolvesInClear: true });
  }
  return judgeSecretValues(suspects, need);
}

/** The same for a text such as handler code: assignments and token formats inside it. */
export function judgeSecretText(text: Fact<string>, spot: { readonly path: Path }, need: Need): Verdict {
  const code = need(text);
  const evidence = findSecrets(undefined, code).map((hit) => ({
    confidence: hit.confidence,
    item: {
      subject: `${hit.name ?? hit.kind}@${lineOf(code, hit.start)}`,
      path: spot.path,
      found: { ...shownSecret(hit, code), line: lineOf(code, hit.start) },
    },
  }));
  const sure = evidence.filter((e) => e.confidence !== "possible").map((e) => e.item);
  const unsure = evidence.filter((e) => e.confidence === "possible").map((e) => e.item);
  return conclude(sure, unsure, undefined, need);
}

function conclude(sure: readonly Evidence[], unsure: readonly Evidence[], gap: Unknown | undefined, need: Need): Verdict {
  if (sure.length > 0) return fail(...sure);
  if (gap) need(gap);
  return unsure.length > 0 ? manual(...unsure) : pass;
}

/** What stands between the undecided parts of a text: an address with a password in it, or a secret with an ending from elsewhere. */
function hitsAround(name: string | undefined, text: string | undefined): ReturnType<typeof findSecrets> {
  if (text === undefined) return [];
  const inside = findSecrets(undefined, text);
  const longest = text.split("${…}").reduce((a, b) => (b.length > a.length ? b : a), "");
  return inside.length > 0 || longest.length < SHORTEST_PART ? inside : findSecrets(name, longest);
}

/** Shorter parts around a reference are prefixes and separators. */
const SHORTEST_PART = 8;

/** Attributes that are a secret themselves: of an access key, of a generated password. */
const SECRET_ATTRIBUTE = /\.(?:SecretAccessKey|SecretString|secret|result|password|private_key\w*|ses_smtp_password_v4)$/;

function resolvesSecret(value: Fact<string>): boolean {
  if (!isUnknown(value)) return value.includes("{{resolve:secretsmanager:");
  const what = value.what ?? "";
  if (what.includes("{{resolve:secretsmanager:") || textAround(value)?.includes("{{resolve:secretsmanager:")) return true;
  return (value.reason === "known-after-deploy" || value.reason === "elsewhere") && SECRET_ATTRIBUTE.test(what);
}

function lineOf(text: string, at: number): number {
  let line = 1;
  for (let i = text.indexOf("\n"); i !== -1 && i < at; i = text.indexOf("\n", i + 1)) line += 1;
  return line;
}
