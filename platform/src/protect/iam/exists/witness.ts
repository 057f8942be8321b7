import { actionsOfService } from "../catalog.ts";
import type { Caller, Context, Request } from "../question.ts";
import type { Scenario } from "./callers.ts";
import { ACTION, RESOURCE } from "./clauses.ts";
import type { Solution } from "./search.ts";
import { neverSentWith } from "./services.ts";

const NOBODYS = "999999999999";

/** The request that a solution describes. */
export function requestOf(solution: Solution, scenario: Scenario, about: { readonly resource: string; readonly account: string }): Request {
  const keys = new Map<string, readonly string[] | "absent">();
  for (const [part, values] of solution) if (!part.startsWith("@")) keys.set(part, values.length === 0 ? "absent" : values);
  const { type, organization } = scenario;
  if (organization !== undefined && type === "principal" && !keys.has("aws:principalorgid")) keys.set("aws:principalorgid", [organization]);
  const context: Context = { keys, others: "absent" };
  return {
    caller: callerOf(solution, scenario),
    action: solution.get(ACTION)?.[0] ?? "",
    resource: solution.get(RESOURCE)?.[0] ?? about.resource,
    resourceAccount: about.account,
    context,
  };
}

function callerOf(solution: Solution, scenario: Scenario): Caller {
  const { type } = scenario;
  if (type === "anonymous") return { type };
  if (type === "federated") return { type, provider: scenario.provider as string };
  if (type === "service") {
    const service =
      solution.get("aws:principalservicename")?.[0] ?? (scenario.service === "*" ? "cloudtrail.amazonaws.com" : scenario.service);
    return { type, service: service as string };
  }
  const written = solution.get("aws:principalarn")?.[0];
  const account =
    written?.split(":")[4] ?? solution.get("aws:principalaccount")?.[0] ?? solution.get("kms:calleraccount")?.[0] ?? accountOf(scenario);
  const arn = written ?? `arn:aws:iam::${account}:${restOf(solution, scenario)}`;
  if (arn.endsWith(":root")) return { type: "root", account };
  if (/:iam::[^:]*:user\//.test(arn)) return { type: "user", arn, account };
  const session = scenario.session?.name;
  return { type: "role", arn, account, serviceLinked: false, ...(session === undefined ? {} : { session }) };
}

/** Somebody of the kind and the name that the request says they are. */
function restOf(solution: Solution, { session }: Scenario): string {
  const type = solution.get("aws:principaltype")?.[0];
  const name = solution.get("aws:username")?.[0];
  if (type === "Account") return "root";
  return type === "User" || name !== undefined ? `user/${name ?? "x"}` : `role/${session?.role ?? "x"}`;
}

function accountOf({ account }: Scenario): string {
  return typeof account === "string" ? NOBODYS : account.account;
}

/** Whether what the keys of a request say of its caller goes together. */
export function isConsistent({ caller, context: { keys } }: Request): boolean {
  if (!("account" in caller)) return true;
  const says = (key: string, wanted: string) => {
    const given = keys.get(key);
    return given === undefined || given === "absent" || given === "unknown" || given[0] === wanted;
  };
  const kind = { root: "Account", user: "User", role: "AssumedRole" }[caller.type];
  return (
    says("aws:principalaccount", caller.account) &&
    says("kms:calleraccount", caller.account) &&
    says("aws:principaltype", kind) &&
    (caller.type === "user"
      ? says("aws:username", caller.arn.slice(caller.arn.lastIndexOf("/") + 1))
      : !Array.isArray(keys.get("aws:username")))
  );
}

/** More actions than this are not tried. */
const MOST_TRIED = 20;

/** The request with actions that AWS really has, most telling first; the request itself last. */
export function* withRealActions(request: Request, isWanted: (action: string) => boolean): Generator<Request> {
  const service = request.action.split(":", 1)[0] ?? "";
  const exact = actionsOfService(service).get(request.action.slice(service.length + 1));
  if (exact) yield asSent({ ...request, action: exact.name });
  let tried = 0;
  for (const { lower, name } of ranked(service)) {
    if (!isWanted(lower)) continue;
    yield asSent({ ...request, action: name });
    if ((tried += 1) > MOST_TRIED) break;
  }
  yield asSent(request);
}

/** Without the keys that the service does not send with the action. */
function asSent(request: Request): Request {
  const without = neverSentWith(request.action).filter((key) => request.context.keys.has(key));
  if (without.length === 0) return request;
  const keys = new Map([...request.context.keys, ...without.map((key) => [key, "absent"] as const)]);
  return { ...request, context: { ...request.context, keys } };
}

interface Ranked {
  readonly name: string;
  readonly lower: string;
}

const RANK = ["Read", "Write", "Permissions management", "List", "Tagging"];
const rankings = new Map<string, readonly Ranked[]>();

function ranked(service: string): readonly Ranked[] {
  let known = rankings.get(service);
  if (!known) {
    const all = [...actionsOfService(service).values()].sort((a, b) => RANK.indexOf(a.level) - RANK.indexOf(b.level));
    rankings.set(service, (known = all.map(({ name }) => ({ name, lower: name.toLowerCase() }))));
  }
  return known;
}
