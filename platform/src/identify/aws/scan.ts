import { type Estate, isUnknown, type Kind, type Problem, type Scope, type Unknown, unknown } from "../../model/index.ts";
import { AccountState, type Harvest, type SessionOptions } from "./account-state.ts";
import {
  configuredRegion,
  defaultCredentials,
  type Identity,
  identityOf,
  ownIdentity,
  type Reach,
  regionsOf,
  type Target,
} from "./accounts.ts";
import type { Collector } from "./collector.ts";
import { collectors } from "./index.ts";
import { collectedBy } from "./kinds.ts";
import { Limiter } from "./limiter.ts";
import type { ScanOptions, ScanStats } from "./scan-options.ts";
import { chooseTargets, chosenServices, refusal } from "./scan-targets.ts";
import { runCollector } from "./session.ts";
import { unique, uniqueGaps } from "./unique.ts";

export { ScanFault, type ScanFaultCode } from "./accounts.ts";

const CONCURRENCY = 40;
/** Collectors at work at once; each has its own few sockets. */
const COLLECTORS_AT_ONCE = 64;

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
