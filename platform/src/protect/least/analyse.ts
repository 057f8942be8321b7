import {
  type CodeReading,
  type Fact,
  isUnknown,
  type LastAccessed,
  type Noun,
  type Place,
  type Policy,
  type Statement,
  type World,
} from "../../model/index.ts";
import { roleCaller } from "../iam/access/callers.ts";
import { heldBy } from "../iam/access/identity.ts";
import type { Source } from "../iam/question.ts";
import { aroundFunction, codeNeeds } from "./code-needs.ts";
import { forwardNeeds } from "./forward.ts";
import type { Ledger } from "./ledger.ts";
import { mergeNeeds } from "./needs.ts";
import { platformNeeds } from "./platform-needs.ts";
import { joinPieces, proposeFor } from "./propose.ts";
import type { Change, Evidence, Need, Piece, Proposal, Reserve } from "./types.ts";
import { asked, grantedResources, Verifier } from "./verify.ts";

/** What may speak for a permission. */
export interface Sources {
  /** Readings by the function's id. */
  readonly code: ReadonlyMap<string, CodeReading>;
  readonly ledger: Ledger | undefined;
  readonly accessed: ReadonlyMap<string, LastAccessed>;
  /** Days of records that count as long enough. */
  readonly days: number;
}

type Fn = Noun<"LambdaFunction">;
type Role = Noun<"Role">;

/** The functions that act as a role. Unknown: some function's role could not be read. */
export function functionsOf(role: Role, world: World): Fact<readonly Fn[]> {
  const all = world.all("LambdaFunction", role);
  if (isUnknown(all)) return all;
  const out: Fn[] = [];
  for (const fn of all) {
    const found = world.find("Role", fn.Role, fn);
    if (!isUnknown(found) && found === role) out.push(fn);
  }
  return out;
}

/** A policy for one function, as if it had its role for itself. */
export function proposeForFunction(fn: Fn, role: Role, world: World, sources: Sources): Proposal {
  const users = functionsOf(role, world);
  const others = isUnknown(users) ? [] : users.filter((other) => other !== fn).map(({ name }) => name);
  const sharedWith = [...others, ...principalsBeside(role).map(({ what }) => what)];
  // Records and last access speak of the role: of a function only when it is alone with it.
  const alone = !isUnknown(users) && sharedWith.length === 0;
  const evidence = evidenceOf([fn], role, world, sources, [], alone);
  return propose({ kind: "function", id: fn.id, name: fn.name }, role, sharedWith, evidence, world, sources.days);
}

/** A policy for everything that acts as a role. */
export function proposeForRole(role: Role, world: World, sources: Sources): Proposal {
  const users = functionsOf(role, world);
  const fns = isUnknown(users) ? [] : users;
  const reserves: Reserve[] = [...principalsBeside(role)];
  if (isUnknown(users)) reserves.push({ why: "others", what: "lambda" });
  if (fns.length === 0) reserves.push({ why: "others", what: role.name });
  const evidence = evidenceOf(fns, role, world, sources, reserves, true);
  return propose(
    { kind: "role", id: role.id, name: role.name },
    role,
    [...fns.map(({ name }) => name), ...principalsBeside(role).map(({ what }) => what)],
    evidence,
    world,
    sources.days,
  );
}

/** Whoever else the trust policy lets in: their calls are in no function's code. */
function principalsBeside(role: Role): readonly Reserve[] {
  const trust = role.AssumeRolePolicyDocument;
  if (isUnknown(trust)) return [{ why: "others", what: "?" }];
  const out = new Set<string>();
  for (const { Effect, Principal, NotPrincipal } of trust.Statement) {
    if (Effect === "Deny") continue;
    if (NotPrincipal !== undefined || Principal === undefined || isUnknown(Principal) || Principal === "*") out.add("*");
    else
      for (const one of [...Principal.AWS, ...Principal.Service, ...Principal.Federated, ...Principal.CanonicalUser])
        if (one !== "lambda.amazonaws.com") out.add(isUnknown(one) ? "?" : one);
  }
  return [...out].map((what) => ({ why: "others", what }));
}

function evidenceOf(
  fns: readonly Fn[],
  role: Role,
  world: World,
  sources: Sources,
  reserves: readonly Reserve[],
  ofRole: boolean,
): Evidence {
  const direct: Need[] = [];
  const held: Reserve[] = [...reserves];
  const files: string[] = [];
  for (const fn of fns) {
    const reading = sources.code.get(fn.id);
    if (!reading) held.push({ why: "elsewhere", what: fn.name });
    else {
      const { needs, reserves: more } = codeNeeds(reading, aroundFunction(fn, world, fn));
      direct.push(...needs);
      held.push(...more);
      files.push(...reading.files);
    }
    const platform = platformNeeds(fn, world);
    direct.push(...platform.needs);
    held.push(...platform.reserves);
  }
  const recorded = ofRole ? (sources.ledger?.needsOf(role.id) ?? []) : [];
  const accessed = ofRole ? sources.accessed.get(role.id) : undefined;
  const own = mergeNeeds([...direct, ...recorded, ...accessedNeeds(accessed)]);
  const forwarded = forwardNeeds(own, world);
  held.push(...contradictions(recorded, [...direct, ...forwarded]));
  return {
    needs: mergeNeeds([...own, ...forwarded]),
    reserves: distinct(held),
    files: [...new Set(files)].toSorted(),
    records: ofRole ? sources.ledger?.windowOf(role.id) : undefined,
    dataEvents: sources.ledger?.dataEvents ?? new Set(),
    accessed,
    ...(!ofRole && (sources.ledger || sources.accessed.has(role.id)) ? { leftOut: true as const } : {}),
  };
}

/** What was recorded and is in no code: something else runs than what was read, so its word is not the last one. */
function contradictions(recorded: readonly Need[], known: readonly Need[]): readonly Reserve[] {
  const explained = new Set(known.map(({ action }) => action.toLowerCase()));
  return recorded.filter(({ action }) => !explained.has(action.toLowerCase())).map(({ action }) => ({ why: "recorded", what: action }));
}

function accessedNeeds(accessed: LastAccessed | undefined): readonly Need[] {
  if (!accessed || isUnknown(accessed.services)) return [];
  return accessed.services.flatMap(({ service, actions }) =>
    actions.flatMap(({ action, last }) =>
      last === undefined
        ? []
        : [
            {
              action: action.includes(":") ? action : `${service}:${action}`,
              resource: "*",
              resolved: false,
              proofs: [{ reason: "accessed" as const, confidence: "low" as const, what: service, last }],
            },
          ],
    ),
  );
}

function distinct(reserves: readonly Reserve[]): readonly Reserve[] {
  return [...new Map(reserves.map((one) => [`${one.why} ${one.what} ${one.place?.file ?? ""}`, one])).values()];
}

function propose(
  target: Proposal["target"],
  role: Role,
  sharedWith: readonly string[],
  evidence: Evidence,
  world: World,
  days: number,
): Proposal {
  const { identity } = heldBy(role, world);
  const changes: Change[] = [];
  const unread: Source[] = [];
  for (const source of identity) {
    if (isUnknown(source.policy)) unread.push(source);
    else for (const statement of source.policy.Statement) changes.push(changeOf(statement, source, world, evidence, days));
  }
  const pieces = joinPieces(changes.flatMap(({ after }) => after));
  const policy = policyOf(pieces);
  const untouched = [
    ...unread,
    ...changes.flatMap(({ fate, statement, policy: name }) =>
      fate === "unreadable" && statement ? [{ name, policy: { Version: "2012-10-17", Statement: [statement] } }] : [],
    ),
  ];
  const verifier = new Verifier(roleCaller(role), identity, policy, untouched);
  const granted = grantedResources(identity);
  const verified = { withinToday: verifier.within(pieces), coversUse: verifier.covers(evidence.needs, granted), checked: verifier.checked };
  return {
    target,
    role: { id: role.id, name: role.name },
    sharedWith,
    evidence,
    changes,
    policy,
    missing: evidence.needs.filter((need) => isMissing(need, verifier, granted)),
    unread: [
      ...unread.map(({ name }) => name),
      ...changes.filter(({ fate }) => fate === "unreadable").map(({ policy: name, sid, index }) => `${name}/${sid ?? index}`),
    ],
    verified,
    problems: [],
  };
}

/** What Lambda tries and lives without. */
const OPTIONAL = new Set(["logs:CreateLogGroup", "ec2:DescribeSecurityGroups", "ec2:DescribeVpcs", "s3:AbortMultipartUpload"]);

function isMissing(need: Need, verifier: Verifier, granted: readonly string[]): boolean {
  if (
    OPTIONAL.has(need.action) ||
    // Lambda makes a grant on the key of the environment for itself; the role may have the permission all the same.
    need.proofs.every(({ what }) => what === "KmsKeyArn") ||
    need.proofs.every(({ reason }) => reason === "forwarded" || reason === "accessed" || reason === "recorded")
  )
    return false;
  const tries = asked(need, granted);
  return tries.every((resource) => verifier.today(need.action, resource).endsWith("denied"));
}

function changeOf(statement: Statement, source: Source, world: World, evidence: Evidence, days: number): Change {
  return {
    policy: source.name,
    managed: source.name.startsWith("arn:"),
    sid: statement.Sid,
    index: statement.index,
    place: placeOf(statement, source, world),
    statement,
    ...proposeFor(statement, evidence, days),
  };
}

/** Where a statement is written; undefined for what AWS answered. */
function placeOf(statement: Statement, source: Source, world: World): Place | undefined {
  if (statement.at) return statement.at.origin.locate?.(statement.at.path);
  const carrier = source.carrier === undefined ? undefined : world.byId(source.carrier);
  if (!carrier) return undefined;
  const tail = ["PolicyDocument", "Statement", statement.index];
  if (carrier.kind === "ManagedPolicy") return carrier.origin.locate?.(tail);
  if (!("Policies" in carrier) || isUnknown(carrier.Policies)) return carrier.origin.locate?.([]);
  const at = carrier.Policies.findIndex((one) => "PolicyName" in one && one.PolicyName === source.name);
  return carrier.origin.locate?.(at < 0 ? [] : ["Policies", at, ...tail]);
}

/** Pieces as a policy document. */
export function policyOf(pieces: readonly Piece[]): Policy {
  return {
    Version: "2012-10-17",
    Statement: pieces.map((piece, index) => ({
      Sid: undefined,
      Effect: piece.effect,
      ...(piece.actions ? { Action: piece.actions } : {}),
      ...(piece.notActions ? { NotAction: piece.notActions } : {}),
      ...(piece.resources ? { Resource: piece.resources } : {}),
      ...(piece.notResources ? { NotResource: piece.notResources } : {}),
      ...(piece.condition === undefined ? {} : { Condition: piece.condition }),
      index,
    })),
  };
}
