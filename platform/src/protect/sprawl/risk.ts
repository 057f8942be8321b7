import { type Finding, isUnknown, type Noun, type Resource, type Severity, severities, type World } from "../../model/index.ts";
import { administratorGrants, firstUndecided, wildcardGrants } from "../iam/permission-questions.ts";
import { permissionsOf } from "../iam/permissions.ts";
import type { Court } from "./court.ts";
import type { Privilege, Risk } from "./item.ts";
import { functionsWith } from "./judge-people.ts";

const WEIGHT: Readonly<Record<Severity, number>> = { critical: 100, high: 40, medium: 10, low: 3, info: 1 };
const PRIVILEGE: Readonly<Record<Privilege, number>> = { administrator: 200, wildcard: 60, unknown: 20, limited: 5, none: 0 };

/** Open findings of each resource, by severity. Of an account and a template that share an id, each has its own. */
export class OpenFindings {
  readonly #of = new Map<string, Record<Severity, number>>();

  constructor(findings: readonly Finding[]) {
    for (const { status, severity, resource } of findings) {
      if (status !== "fail") continue;
      const key = `${resource.scope} ${resource.id}`;
      let counts = this.#of.get(key);
      if (!counts) this.#of.set(key, (counts = zero()));
      counts[severity] += 1;
    }
  }

  of(resource: Resource): Readonly<Record<Severity, number>> {
    return this.#of.get(`${resource.scope} ${resource.id}`) ?? zero();
  }
}

function zero(): Record<Severity, number> {
  return Object.fromEntries(severities.map((severity) => [severity, 0])) as Record<Severity, number>;
}

/** What lies open while nobody looks after the resource. */
export function riskOf(resource: Resource, open: OpenFindings, court: Court): Risk {
  const findings = open.of(resource);
  const role = roleBehind(resource, court);
  if (role === undefined) return { findings, privilege: "none" };
  if (role === "unknown") return { findings, privilege: "unknown" };
  const sharedBy = functionsWith(role, court);
  return { findings, privilege: privilegeOf(role, court.world), role: role.name, ...(sharedBy > 1 ? { sharedBy } : {}) };
}

function roleBehind(resource: Resource, court: Court): Noun<"Role"> | "unknown" | undefined {
  if (resource.kind === "Role") return resource;
  if (resource.kind !== "LambdaFunction" && resource.kind !== "StateMachine") return undefined;
  const role = court.world.find("Role", resource.kind === "LambdaFunction" ? resource.Role : resource.RoleArn, resource);
  return isUnknown(role) ? "unknown" : role;
}

function privilegeOf(role: Noun<"Role">, world: World): Privilege {
  const permissions = permissionsOf(role, world);
  if (administratorGrants(permissions).length > 0) return "administrator";
  if (wildcardGrants(permissions).length > 0) return "wildcard";
  if (firstUndecided(permissions)) return "unknown";
  return permissions.grants.some((grant) => grant.statement.Effect === "Allow") ? "limited" : "none";
}

/** Orders what to retire first. */
export function weightOf(risk: Risk): number {
  return severities.reduce((sum, severity) => sum + WEIGHT[severity] * risk.findings[severity], PRIVILEGE[risk.privilege]);
}
