import { isUnknown, type Kind, type Noun, type Resource, type Unknown } from "../../model/index.ts";
import { type Court, notRead, standby } from "./court.ts";
import type { Judgement } from "./item.ts";

/** How long IAM remembers a role's last use; of passwords and keys it remembers longer. */
const REMEMBERED_DAYS = 400;

/** Kinds that carry roles: a list of them that is not complete can hide one who does. */
const CARRIERS: readonly Kind[] = [
  "LambdaFunction",
  "StateMachine",
  "EcsTaskDefinition",
  "InstanceProfile",
  "EventRule",
  "Schedule",
  "Pipe",
  "IdentityPool",
  "RestMethod",
  "HttpRoute",
  "AppSyncDataSource",
];

/** Services whose resources Yagura reads from templates, with the roles they carry. */
const READ_SERVICES: ReadonlySet<string> = new Set([
  "lambda.amazonaws.com",
  "states.amazonaws.com",
  "events.amazonaws.com",
  "scheduler.amazonaws.com",
  "pipes.amazonaws.com",
  "apigateway.amazonaws.com",
  "appsync.amazonaws.com",
]);

/** Roles by what IAM remembers of their use, and by who carries them. Undefined for those that AWS made for itself. */
export function judgeRole(role: Noun<"Role">, court: Court): Judgement | undefined {
  if (role.origin.source === "template") return judgeDeclaredRole(role, court);
  if (isUnknown(role.Path)) return notRead(role.Path);
  if (role.Path.startsWith("/aws-service-role/") || role.Path.startsWith("/aws-reserved/")) return undefined;
  const { LastUsedDate, CreateDate } = role;
  if (isUnknown(LastUsedDate)) return notRead(LastUsedDate);
  const use = { last: LastUsedDate?.slice(0, 10), since: court.daysAgo(REMEMBERED_DAYS), by: "iam:RoleLastUsed" };
  const silent = court.bySilence(use, CreateDate);
  if (silent.verdict !== "never" && silent.verdict !== "long") return silent;
  const carrier = carriersOf(role, court).find((id) => !court.isRetired(id));
  if (carrier !== undefined) return standby(silent, "wired", court.resourceOf(carrier)?.name ?? carrier);
  for (const kind of CARRIERS) {
    const all = court.world.all(kind, role);
    if (isUnknown(all))
      return notRead(all, { ...(silent.last ? { last: silent.last } : {}), ...(silent.since ? { since: silent.since } : {}) });
  }
  return silent;
}

function carriersOf(role: Noun<"Role">, court: Court): readonly string[] {
  return court.world.graph
    .beside(role.id, "assumes")
    .filter((relation) => relation.to === role.id)
    .map((relation) => relation.from);
}

/** How many functions carry the role. */
export function functionsWith(role: Noun<"Role">, court: Court): number {
  return carriersOf(role, court).filter((id) => court.resourceOf(id)?.kind === "LambdaFunction").length;
}

/** In a template a role is dead when only services that are read there may assume it, and nothing there does. */
function judgeDeclaredRole(role: Noun<"Role">, court: Court): Judgement {
  if (carriersOf(role, court).length > 0) return { verdict: "unknown", reason: "no-metrics" };
  const trust = role.AssumeRolePolicyDocument;
  if (isUnknown(trust)) return notRead(trust);
  let doubt: Unknown | undefined;
  for (const { Effect, Principal } of trust.Statement) {
    if (Effect === "Deny") continue;
    if (isUnknown(Principal)) doubt ??= Principal;
    else if (Principal === undefined || Principal === "*") return { verdict: "unknown", reason: "elsewhere" };
    else if (Principal.AWS.length + Principal.Federated.length + Principal.CanonicalUser.length > 0)
      return { verdict: "unknown", reason: "elsewhere" };
    else if (Principal.Service.some((service) => isUnknown(service) || !READ_SERVICES.has(service)))
      return { verdict: "unknown", reason: "elsewhere" };
  }
  if (doubt) return notRead(doubt);
  const unplaced = hiddenCarrier(role, court);
  if (unplaced) return notRead(unplaced);
  if (role.origin.isMentioned?.() !== false) return { verdict: "unknown", reason: "elsewhere" };
  return { verdict: "never", reason: "not-referenced" };
}

/** A resource of the template whose role could not be read may carry this one. */
function hiddenCarrier(role: Noun<"Role">, court: Court): Unknown | undefined {
  for (const kind of CARRIERS) {
    for (const resource of court.world.known(kind, role) as unknown as readonly Resource[]) {
      const relation = court.world.graph.beside(resource.id, "assumes").find((r) => r.from === resource.id && r.because);
      if (relation?.because) return relation.because;
    }
  }
  return undefined;
}

/** Users by their password and keys, as the credential report has them. */
export function judgeUser(user: Noun<"User">, court: Court): Judgement | undefined {
  if (user.origin.source === "template") return undefined;
  const row = user.Credentials;
  if (isUnknown(row)) return notRead(row);
  if (row === undefined) return undefined;
  const days = [row.PasswordLastUsed, ...row.Keys.map((key) => key.LastUsed)].flatMap((time) => time?.slice(0, 10) ?? []);
  const last = days.toSorted().at(-1);
  return court.bySilence({ last, since: court.daysAgo(REMEMBERED_DAYS), by: "iam:GetCredentialReport" }, user.CreateDate);
}
