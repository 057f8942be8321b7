import { lstatSync } from "node:fs";
import type { Read } from "../identify/records/index.ts";
import { isUnknown, type Problem } from "../model/index.ts";
import { Ledger } from "../protect/least/ledger.ts";
import type { Context } from "./context.ts";
import { YaguraError } from "./errors.ts";
import { endpointOf, regionsOf, secondsOf } from "./live.ts";
import type { LiveOptions } from "./options.ts";

export interface Recorded {
  readonly ledger: Ledger;
  readonly problems: readonly Problem[];
}

/** What CloudTrail's records below some places (files, folders, `s3://…`) say of every role. */
export async function recordedUse(places: readonly string[], options: LiveOptions, context: Context): Promise<Recorded | undefined> {
  if (places.length === 0) return undefined;
  const { readRecords, recordFiles } = await import("../identify/records/index.ts");
  const ledger = new Ledger();
  const problems: Problem[] = [];
  for (const place of places) {
    if (place.startsWith("s3://")) {
      problems.push(...(await fromS3(place, ledger, options, context)));
      continue;
    }
    if (!lstatSync(place, { throwIfNoEntry: false })) throw new YaguraError("E_FILE_MISSING", { file: place });
    problems.push(...noted(await readRecords(recordFiles(place), (event) => ledger.add(event), context.signal), ledger));
  }
  if (context.signal.aborted) ledger.unread += 1;
  return { ledger, problems };
}

/** The problems; what could not be read proves nothing unused. */
function noted({ problems, broken }: Read, ledger: Ledger): readonly Problem[] {
  ledger.unread += broken;
  return problems;
}

async function fromS3(text: string, ledger: Ledger, options: LiveOptions, context: Context): Promise<readonly Problem[]> {
  const [{ eachS3Record, parsePlace }, { readRecords }, { defaultCredentials, ownIdentity }] = await Promise.all([
    import("../identify/records/s3.ts"),
    import("../identify/records/index.ts"),
    import("../identify/aws/accounts.ts"),
  ]);
  const place = parsePlace(text);
  if (!place) throw new YaguraError("E_OPTION_VALUE", { option: "--cloudtrail", value: text, allowed: "s3://bucket/prefix" });
  const regions = await regionsOf(options);
  const homeRegion = regions === "all" ? "us-east-1" : (regions[0] ?? "us-east-1");
  const reach = {
    homeRegion,
    signal: context.signal,
    ...(options.endpointUrl === undefined ? {} : { endpoint: endpointOf(options.endpointUrl) }),
    ...(options.timeout === undefined ? {} : { timeoutMs: secondsOf(options.timeout) * 1000 }),
  };
  const credentials = defaultCredentials(options.profile);
  const identity = await ownIdentity(reach, credentials);
  const problems: Problem[] = [];
  const session = {
    ...reach,
    credentials,
    account: identity.account,
    partition: identity.partition,
    regions: [homeRegion],
    concurrency: 8,
    now: () => new Date(),
  };
  const because = await eachS3Record(place, session, async (file) => {
    problems.push(...noted(await readRecords([file], (event) => ledger.add(event), context.signal), ledger));
  });
  if (because && isUnknown(because)) {
    ledger.unread += 1;
    problems.push({ code: "E_RECORDS_REFUSED", detail: { file: text, reason: because.action ?? because.what ?? because.reason } });
  }
  return problems;
}
