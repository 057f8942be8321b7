import type { AwsCredentialIdentityProvider } from "@smithy/types";
import {
  type Estate,
  type Gap,
  isUnknown,
  type Kind,
  type Problem,
  type Resource,
  type Scope,
  type Unknown,
  unknown,
} from "../../model/index.ts";
import { AccountState, type Harvest, type SessionOptions } from "./account-state.ts";
import {
  assumeRole,
  configuredRegion,
  defaultCredentials,
  type Identity,
  identityOf,
  organizationAccounts,
  ownIdentity,
  type Reach,
  regionsOf,
  ScanFault,
  type Target,
} from "./accounts.ts";
import type { Collector } from "./collector.ts";
import { classify } from "./errors.ts";
import { collectors } from "./index.ts";
import { collectedBy } from "./kinds.ts";
import { Limiter } from "./limiter.ts";
import { runCollector } from "./session.ts";

export { ScanFault, type ScanFaultCode } from "./accounts.ts";

export interface ScanOptions {
  /** Default: the environment's, or the profile's. */
  readonly credentials?: AwsCredentialIdentityProvider;
  readonly profile?: string;
  /** Where global services answer. Default: the configured region, else us-east-1. */
  readonly homeRegion?: string;
  /** Default: every region the account has enabled. */
  readonly regions?: readonly string[];
  /** Account ids or role ARNs. Default: the account of the credentials. */
  readonly accounts?: readonly string[];
  /** Every active account of the organisation, besides `accounts`. */
  readonly organization?: boolean;
  /** Name of the role to assume in other accounts. */
  readonly role?: string;
  readonly externalId?: string;
  /** Collectors by name; `ec2` means `ec2-network` and all others that begin so. Default: all. */
  readonly services?: readonly string[];
  readonly endpoint?: string;
  /** For tests: answers instead of the network. */
  readonly requestHandler?: object;
  /** Calls in flight per account, region and service. */
  readonly concurrency?: number;
  readonly timeoutMs?: number;
  readonly patienceMs?: number;
  /** Ends the scan early; what was read until then is kept. */
  readonly signal?: AbortSignal;
  readonly now?: () => Date;
  readonly onEvent?: (event: ScanEvent) => void;
  /** Collectors that need to know what an account holds; they run after all others. */
  readonly afterwards?: (found: readonly Resource[]) => readonly Collector[];
}

export type ScanEvent =
  | { readonly type: "account-started"; readonly account: string; readonly regions: readonly string[]; readonly collectors: number }
  | { readonly type: "account-failed"; readonly account: string; readonly because: Unknown }
  | { readonly type: "account-stopped"; readonly account: string; readonly because: Unknown }
  | { readonly type: "collector-started"; readonly account: string; readonly service: string; readonly region: string }
  | {
      readonly type: "collector-finished";
      readonly account: string;
      readonly service: string;
      readonly region: string;
      readonly resources: number;
      readonly gaps: number;
      readonly calls: number;
      readonly ms: number;
    }
  | { readonly type: "throttled"; readonly account: string; readonly service: string; readonly region: string };

export interface ScanStats {
  readonly accounts: number;
  readonly resources: number;
  /** Requests sent, retries included. */
  readonly calls: number;
  readonly callsByService: Readonly<Record<string, number>>;
  /** Requests that AWS asked to slow down; each was sent again. */
  readonly throttled: number;
  readonly interrupted: boolean;
  readonly ms: number;
}

const CONCURRENCY = 40;
/** Collectors at work at once; each has its own few sockets. */
const COLLECTORS_AT_ONCE = 64;
/** Those with the most calls begin first, so that the scan does not end with them alone. */
const LONGEST_FIRST = ["lambda", "s3", "iam", "events", "dynamodb", "apigateway", "apigatewayv2", "sqs", "logs"];

interface Tally {
  calls: number;
  throttled: number;
  readonly byService: Record<string, number>;
  readonly byCollector: Map<string, number>;
}

/** Scans one or more live accounts. Throws `ScanFault` when it cannot begin; after that, what could not be read is a gap or an Unknown. */
export async function scanAccounts(options: ScanOptions = {}): Promise<{ readonly estate: Estate; readonly stats: ScanStats }> {
  const began = performance.now();
  const services = chosenServices(options.services);
  const homeRegion = options.homeRegion ?? options.regions?.[0] ?? (await configuredRegion(options.profile)) ?? "us-east-1";
  const reach: Reach = {
    homeRegion,
    ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
    ...(options.requestHandler === undefined ? {} : { requestHandler: options.requestHandler }),
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  };
  const credentials = options.credentials ?? defaultCredentials(options.profile);
  const identity = await ownIdentity(reach, credentials);
  const scopes: Scope[] = [];
  const problems: Problem[] = [];
  const harvest: Harvest = { resources: [], gaps: [] };
  const tally: Tally = { calls: 0, throttled: 0, byService: {}, byCollector: new Map() };
  const targets = await chooseTargets(options, reach, identity, credentials, problems);
  const loaded = await Promise.all(services.map((name) => (collectors[name] as () => Promise<Collector>)()));
  const limiter = new Limiter(COLLECTORS_AT_ONCE);

  await Promise.all(
    targets.map(async (target) => {
      const scope = await scanAccount(target, loaded, { options, reach, identity, harvest, problems, tally, limiter });
      scopes.push(scope);
    }),
  );
  scopes.sort((a, b) => (a.id < b.id ? -1 : 1));
  if (options.signal?.aborted) problems.push({ code: "E_SCAN_INTERRUPTED", detail: {} });
  const estate: Estate = { scopes, resources: unique(harvest.resources), gaps: uniqueGaps(harvest.gaps), problems, unrecognised: {} };
  const stats: ScanStats = {
    accounts: targets.length,
    resources: estate.resources.length,
    calls: tally.calls,
    callsByService: tally.byService,
    throttled: tally.throttled,
    interrupted: options.signal?.aborted ?? false,
    ms: performance.now() - began,
  };
  return { estate, stats };
}

/** Collector names in the order in which they begin. */
function chosenServices(wanted: readonly string[] | undefined): readonly string[] {
  const known = Object.keys(collectors);
  let names = known;
  if (wanted && wanted.length > 0) {
    const chosen = new Set<string>();
    for (const want of wanted) {
      const found = known.filter((name) => name === want || name.startsWith(`${want}-`));
      if (found.length === 0) throw new ScanFault("unknown-service", { service: want, known: known.join(", ") });
      for (const name of found) chosen.add(name);
    }
    names = known.filter((name) => chosen.has(name));
  }
  const rank = (name: string): number => (LONGEST_FIRST.indexOf(name) + LONGEST_FIRST.length + 1) % (LONGEST_FIRST.length + 1);
  return [...names].sort((a, b) => rank(a) - rank(b));
}

async function chooseTargets(
  options: ScanOptions,
  reach: Reach,
  identity: Identity,
  credentials: AwsCredentialIdentityProvider,
  problems: Problem[],
): Promise<readonly Target[]> {
  const own: Target = { account: identity.account, label: identity.account, credentials };
  const wanted = options.accounts ?? [];
  if (wanted.length === 0 && !options.organization) return [own];
  const targets = new Map<string, Target>();
  const role = options.role ?? (options.organization ? "OrganizationAccountAccessRole" : undefined);
  const add = (entry: string, label: string): void => {
    const asArn = /^arn:[^:]+:iam::(\d{12}):role\/.+$/.exec(entry);
    const account = asArn?.[1] ?? (/^\d{12}$/.test(entry) ? entry : undefined);
    if (account === undefined) throw new ScanFault("not-an-account", { entry });
    if (!asArn && account === identity.account) {
      targets.set(account, { ...own, label });
      return;
    }
    if (!asArn && role === undefined) throw new ScanFault("no-role", { account });
    const arn = asArn ? entry : `arn:${identity.partition}:iam::${account}:role/${role}`;
    targets.set(account, { account, label, credentials: assumeRole(reach, credentials, arn, options.externalId) });
  };
  if (options.organization) {
    const accounts = await organizationAccounts(reach, identity, credentials);
    if (isUnknown(accounts)) {
      if (wanted.length === 0)
        throw new ScanFault("no-organization", { reason: accounts.reason, what: accounts.what ?? "", action: accounts.action ?? "" });
      problems.push({ code: "E_SCAN_ORGANIZATION_NOT_LISTED", detail: { reason: accounts.reason, action: accounts.action ?? "" } });
    } else for (const account of accounts) if (account.Id) add(account.Id, account.Name ? `${account.Name} (${account.Id})` : account.Id);
  }
  for (const entry of wanted) add(entry, /^\d{12}$/.test(entry) ? entry : (entry.split(":")[4] ?? entry));
  return [...targets.values()];
}

interface Scan {
  readonly options: ScanOptions;
  readonly reach: Reach;
  readonly identity: Identity;
  readonly harvest: Harvest;
  readonly problems: Problem[];
  readonly tally: Tally;
  readonly limiter: Limiter;
}

async function scanAccount(target: Target, loaded: readonly Collector[], scan: Scan): Promise<Scope> {
  const { options, reach, identity, harvest, problems, tally } = scan;
  const { account } = target;
  const scopeId = `aws:${account}`;
  const scope = (regions: readonly string[]): Scope => ({ id: scopeId, source: "aws", account, regions, label: target.label });
  const allKinds = (Object.keys(collectedBy) as Kind[]).filter((kind) => collectedBy[kind].length > 0);
  const gapAll = (kinds: readonly Kind[], region: string, because: Unknown): void => {
    for (const kind of kinds) harvest.gaps.push({ scope: scopeId, kind, region, because });
  };

  if (account !== identity.account) {
    const refused = await refusal(reach, target);
    if (refused) {
      problems.push({ code: "E_SCAN_ACCOUNT_NOT_READABLE", detail: { account, reason: refused.reason, what: refused.what ?? "" } });
      options.onEvent?.({ type: "account-failed", account, because: refused });
      gapAll(allKinds, "*", refused);
      return scope([]);
    }
  }
  const regions = await chooseRegions(target, scan, (region, because) => gapAll(allKinds, region, because));
  for (const kind of allKinds) {
    const missing = collectedBy[kind].filter((service) => !loaded.some((collector) => collector.service === service));
    if (missing.length > 0) gapAll([kind], "*", unknown("not-collected", { what: missing.join(", ") }));
  }

  const session: SessionOptions = {
    credentials: target.credentials,
    account,
    partition: identity.partition,
    regions,
    homeRegion: reach.homeRegion,
    concurrency: options.concurrency ?? CONCURRENCY,
    now: options.now ?? (() => new Date()),
    ...(reach.endpoint === undefined ? {} : { endpoint: reach.endpoint }),
    ...(reach.requestHandler === undefined ? {} : { requestHandler: reach.requestHandler }),
    ...(reach.signal === undefined ? {} : { signal: reach.signal }),
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
    ...(options.patienceMs === undefined ? {} : { patienceMs: options.patienceMs }),
    verify: async () => (await identityOf(reach, target.credentials)).account !== "",
    onCall(service, region) {
      tally.calls += 1;
      tally.byService[service] = (tally.byService[service] ?? 0) + 1;
      const key = `${account}/${service}/${region}`;
      tally.byCollector.set(key, (tally.byCollector.get(key) ?? 0) + 1);
    },
    onThrottled(service, region) {
      tally.throttled += 1;
      options.onEvent?.({ type: "throttled", account, service, region });
    },
  };
  const state = new AccountState(session, harvest);
  const tasksOf = (list: readonly Collector[]) =>
    list.flatMap((collector) => (collector.scope === "global" ? ["global"] : regions).map((region) => ({ collector, region })));
  const tasks = tasksOf(loaded);
  options.onEvent?.({ type: "account-started", account, regions, collectors: tasks.length });
  const work = (list: typeof tasks) =>
    Promise.all(list.map((task) => scan.limiter.run(() => runTask(task.collector, task.region, session, state, scan))));
  await work(tasks);
  if (options.afterwards) await work(tasksOf(options.afterwards(harvest.resources.filter((resource) => resource.scope === scopeId))));
  if (state.stopped) {
    problems.push({ code: "E_SCAN_ACCOUNT_STOPPED", detail: { account, reason: state.stopped.reason, what: state.stopped.what ?? "" } });
    options.onEvent?.({ type: "account-stopped", account, because: state.stopped });
  }
  return scope(regions);
}

async function refusal(reach: Reach, target: Target): Promise<Unknown | undefined> {
  try {
    const { account } = await identityOf(reach, target.credentials);
    return account === target.account ? undefined : unknown("failed", { what: `the role belongs to ${account}` });
  } catch (error) {
    return classify(error, "sts:AssumeRole");
  }
}

/** Regions to scan. Those asked for but not enabled are said and become gaps; when the list cannot be read, that is a gap too. */
async function chooseRegions(target: Target, scan: Scan, gap: (region: string, because: Unknown) => void): Promise<readonly string[]> {
  const { options, reach, problems } = scan;
  const { account } = target;
  const asked =
    options.regions && options.regions.length > 0 && !options.regions.includes("all") ? [...new Set(options.regions)] : undefined;
  const known = await regionsOf(reach, account, target.credentials);
  if (isUnknown(known)) {
    if (asked) return asked; // each collector finds out by itself
    problems.push({
      code: "E_SCAN_REGIONS_NOT_LISTED",
      detail: { account, region: reach.homeRegion, reason: known.reason, action: known.action ?? "" },
    });
    gap("*", known);
    return [reach.homeRegion];
  }
  if (!asked) return known.enabled;
  const usable = asked.filter((region) => known.enabled.includes(region));
  for (const region of asked) {
    if (usable.includes(region)) continue;
    const disabled = known.disabled.includes(region);
    problems.push({ code: disabled ? "E_SCAN_REGION_DISABLED" : "E_SCAN_REGION_UNKNOWN", detail: { account, region } });
    gap(region, unknown(disabled ? "region-disabled" : "unsupported", { what: region }));
  }
  return usable;
}

async function runTask(collector: Collector, region: string, session: SessionOptions, state: AccountState, scan: Scan): Promise<void> {
  const { options, harvest, problems, tally } = scan;
  const { account } = session;
  const { service } = collector;
  const own: Harvest = { resources: [], gaps: [] };
  const gapAll = (because: Unknown): void => {
    for (const kind of collector.kinds) own.gaps.push({ scope: `aws:${account}`, kind, region, because });
  };
  const began = performance.now();
  const skipped = options.signal?.aborted ? unknown("interrupted") : state.stopped;
  if (skipped) gapAll(skipped);
  else {
    options.onEvent?.({ type: "collector-started", account, service, region });
    try {
      await runCollector(collector, region, session, own, state);
    } catch (fault) {
      // A fault of the collector, not of AWS: what it did not reach must not look complete.
      const message = fault instanceof Error ? `${fault.name}: ${fault.message}` : String(fault);
      gapAll(unknown("failed", { what: message }));
      problems.push({ code: "E_SCAN_COLLECTOR_FAULT", detail: { account, service, region, message } });
    }
  }
  for (const resource of own.resources) harvest.resources.push(resource);
  for (const gap of own.gaps) harvest.gaps.push(gap);
  if (skipped) return;
  const calls = tally.byCollector.get(`${account}/${service}/${region === "global" ? session.homeRegion : region}`) ?? 0;
  options.onEvent?.({
    type: "collector-finished",
    account,
    service,
    region,
    resources: own.resources.length,
    gaps: own.gaps.length,
    calls,
    ms: performance.now() - began,
  });
}

/** One resource may be seen twice (a list that shifted between two pages): the first answer stays. */
export function unique(resources: readonly Resource[]): readonly Resource[] {
  const seen = new Set<string>();
  return resources.filter((resource) => {
    // By account: AWS's own policies and an organisation's trails have one ARN in all of them, and other facts in each.
    const key = `${resource.scope}|${resource.kind}|${resource.id}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function uniqueGaps(gaps: readonly Gap[]): readonly Gap[] {
  const seen = new Map<string, Gap>();
  for (const gap of gaps) {
    const key = `${gap.scope}|${gap.kind}|${gap.region}`;
    if (!seen.has(key)) seen.set(key, gap);
  }
  return [...seen.values()];
}
