import { IAMClient, SimulatePrincipalPolicyCommand } from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { type Fact, isUnknown, type Unknown, unknown } from "../../model/index.ts";
import { AccountState } from "./account-state.ts";
import { type Aws, type Collector, type Command, defineCollector, type SdkClient } from "./collector.ts";
import { collectors } from "./index.ts";
import { eachLimited } from "./limiter.ts";
import { batches } from "./lists.ts";
import { operationOf, runCollector, type SessionOptions } from "./session.ts";

/** How it is known whether an action is allowed. */
export type AccessSource =
  | "tried" // the call was made
  | "simulated" // IAM's policy simulator said so
  | "nothing-to-try"; // there is no resource to try it on, and the simulator may not be asked

export interface Access {
  readonly action: string;
  /** The collector that needs it; the first, when several do. */
  readonly service: string;
  readonly allowed: boolean | "unknown";
  readonly by: AccessSource;
  /** Why it is refused or could not be told. */
  readonly because?: Unknown;
  /** Where it was refused, when it was allowed in other regions: a policy may end at a region. */
  readonly regions?: readonly string[];
}

export interface CheckAccessOptions extends SessionOptions {
  /** Only these collectors. */
  readonly services?: readonly string[];
}

/** Collectors tried at once. */
const AT_ONCE = 8;
/** Actions per question to the simulator. */
const PER_SIMULATION = 50;

/**
 * Which parts of the scanner's policy the current credentials lack. Every collector runs in each region on the first resource of each kind
 * only, so that each call is made about once; what could not be tried is asked of IAM's policy simulator, when that is allowed.
 */
export async function checkAccess(options: CheckAccessOptions): Promise<readonly Access[]> {
  const state = new AccountState(options, { resources: [], gaps: [] });
  const names = Object.keys(collectors).filter((name) => options.services?.includes(name) ?? true);
  const needed = new Map<string, string>();
  const tried = new Map<string, Fact<true>>();
  const refusedIn = new Map<string, Set<string>>();
  const allowedIn = new Map<string, Set<string>>();
  await eachLimited(names, AT_ONCE, async (name) => {
    const collector = await collectors[name]!();
    for (const action of Object.values(collector.calls)) if (!needed.has(action)) needed.set(action, collector.service);
    const chosen = options.regions.length > 0 ? options.regions : [options.homeRegion];
    for (const region of collector.scope === "global" ? ["global"] : chosen) {
      const here = new Map<string, Fact<true>>();
      await probe(collector, region, state, (action, outcome) => {
        const before = here.get(action);
        if (before === undefined || before === true || isRefused(outcome)) here.set(action, outcome);
      });
      for (const [action, outcome] of here) {
        if (isRefused(outcome)) noted(refusedIn, action).add(region);
        else if (outcome === true) noted(allowedIn, action).add(region);
        const before = tried.get(action);
        // A refusal anywhere outweighs: a scan would meet it too. A region without the service says nothing about permissions.
        if (before === undefined || isRefused(outcome) || (outcome === true && !isRefused(before))) tried.set(action, outcome);
      }
    }
  });
  const open = [...needed.keys()].filter((action) => !isDecided(tried.get(action)));
  const simulated = open.length === 0 ? new Map<string, boolean>() : await simulate(open, state);
  return [...needed]
    .map(([action, service]): Access => {
      const outcome = tried.get(action);
      if (outcome === true) return { action, service, allowed: true, by: "tried" };
      if (isDecided(outcome)) {
        const regions = allowedIn.has(action) ? [...(refusedIn.get(action) ?? [])] : [];
        return { action, service, allowed: false, by: "tried", because: outcome!, ...(regions.length > 0 ? { regions } : {}) };
      }
      const answer = simulated.get(action);
      if (answer !== undefined) return { action, service, allowed: answer, by: "simulated" };
      return outcome
        ? { action, service, allowed: "unknown", by: "tried", because: outcome }
        : { action, service, allowed: "unknown", by: "nothing-to-try" };
    })
    .toSorted((a, b) => (a.action < b.action ? -1 : 1));
}

function isRefused(outcome: Fact<true> | undefined): boolean {
  return isUnknown(outcome) && outcome.reason === "access-denied";
}

function noted(map: Map<string, Set<string>>, action: string): Set<string> {
  let regions = map.get(action);
  if (!regions) map.set(action, (regions = new Set()));
  return regions;
}

function isDecided(outcome: Fact<true> | undefined): boolean {
  return outcome === true || outcome?.reason === "access-denied";
}

type Heard = (action: string, outcome: Fact<true>) => void;

async function probe(collector: Collector, region: string, state: AccountState, heard: Heard): Promise<void> {
  const once: Collector = { ...collector, collect: (aws) => collector.collect(firstOnly(aws, collector, heard)) };
  try {
    await runCollector(once, region, state.options, { resources: [], gaps: [] }, state);
  } catch (thrown) {
    // A fault of the collector says nothing about permissions: what it did not reach stays untried.
    const because = unknown("failed", { what: thrown instanceof Error ? thrown.name : "fault" });
    for (const action of Object.values(collector.calls)) heard(action, because);
  }
}

/** The same account, seen through a slit: the first page, the first item. */
function firstOnly(aws: Aws, collector: Collector, heard: Heard): Aws {
  const read: Aws["read"] = async (client, command, options) => {
    const answer = await aws.read(client, command, options);
    const action = collector.calls[operationOf(command)];
    if (action !== undefined) heard(action, isUnknown(answer) ? answer : true);
    return answer;
  };
  async function firstPage<I extends object, O, T>(
    client: SdkClient,
    command: Command<I, never>,
    options: { readonly items: (page: O) => readonly T[] | undefined; readonly absent?: readonly string[] },
  ): Promise<Fact<readonly T[]>> {
    const page: Fact<O | undefined> = await read(client, command, options.absent ? { absent: options.absent } : {});
    if (isUnknown(page)) return page;
    return page === undefined ? [] : (options.items(page) ?? []).slice(0, 1);
  }
  return {
    account: aws.account,
    region: aws.region,
    partition: aws.partition,
    regions: aws.regions,
    client: (ctor, region) => aws.client(ctor, region),
    read,
    async list(_kinds, client, command, input, options) {
      const items = await firstPage(client, new command(input) as never, options);
      return isUnknown(items) ? [] : items;
    },
    async pages(client, command, input, options) {
      const items = await firstPage(client, new command(input) as never, options);
      return isUnknown(items) ? { items: [], because: items } : { items, because: undefined };
    },
    listFact: (client, command, input, options) => firstPage(client, new command(input) as never, options),
    each: (items, f) => aws.each(items.slice(0, 1), f),
    add() {},
    gap() {},
  };
}

/** What IAM's simulator says of the caller; empty when it may not be asked. */
async function simulate(actions: readonly string[], state: AccountState): Promise<Map<string, boolean>> {
  const answers = new Map<string, boolean>();
  const simulator = defineCollector({
    service: "doctor",
    scope: "global",
    kinds: [],
    calls: { GetCallerIdentity: "sts:GetCallerIdentity", SimulatePrincipalPolicy: "iam:SimulatePrincipalPolicy" },
    async collect(aws) {
      const caller = await aws.read(aws.client(STSClient), new GetCallerIdentityCommand({}));
      if (isUnknown(caller) || caller?.Arn === undefined) return;
      const principal = principalOf(caller.Arn);
      if (principal === undefined) return;
      const client = aws.client(IAMClient);
      for (const some of batches(actions, PER_SIMULATION)) {
        const results = await aws.listFact(
          client,
          SimulatePrincipalPolicyCommand,
          { PolicySourceArn: principal, ActionNames: some, MaxItems: 1000 },
          {
            items: (page) => page.EvaluationResults,
            token: ["Marker", "Marker"],
          },
        );
        if (isUnknown(results)) return;
        for (const result of results)
          if (result.EvalActionName !== undefined) answers.set(result.EvalActionName, result.EvalDecision === "allowed");
      }
    },
  });
  await runCollector(simulator, "global", state.options, { resources: [], gaps: [] }, state).catch(() => undefined);
  return answers;
}

/** The simulator takes users and roles, not sessions of a role. Undefined for root, which is allowed everything anyway. */
export function principalOf(caller: string): string | undefined {
  if (/^arn:[^:]+:iam::\d{12}:(?:user|role)\//.test(caller)) return caller;
  // The session does not tell the role's path; roles below a path are then not found, and the answer stays open.
  const session = /^arn:([^:]+):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(caller);
  return session ? `arn:${session[1]}:iam::${session[2]}:role/${session[3]}` : undefined;
}
