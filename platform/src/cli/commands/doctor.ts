import { regionsOf as accountRegionsOf, defaultCredentials, ownIdentity } from "../../identify/aws/accounts.ts";
import { type Access, checkAccess } from "../../identify/aws/doctor.ts";
import { scannerPolicy } from "../../identify/aws/policy.ts";
import { isUnknown } from "../../model/index.ts";
import { cliWords } from "../../words/cli.ts";
import { words } from "../../words/index.ts";
import { openContext } from "../context.ts";
import { exit, YaguraError } from "../errors.ts";
import { asError, endpointOf, regionsOf, secondsOf } from "../live.ts";
import { type GlobalOptions, type LiveOptions, listOf } from "../options.ts";
import { writeOut } from "../output/write.ts";

const CONCURRENCY = 8;

/** `yagura doctor`: the policy the scanner needs, and what the current credentials lack of it. */
export async function doctor(options: GlobalOptions & LiveOptions & { readonly format: string }): Promise<void> {
  const context = await openContext(options);
  if (options.format !== "table" && options.format !== "json")
    throw new YaguraError("E_OPTION_VALUE", { option: "--format", value: options.format, allowed: "table, json" });
  const policy = await scannerPolicy();
  let access: readonly Access[];
  try {
    access = await tryAccess(options, context.signal);
  } catch (thrown) {
    // The policy is worth having also without credentials: it is what to ask the administrator for.
    await writeOut(
      options.format === "json"
        ? `${JSON.stringify({ policy }, undefined, 2)}\n`
        : `${cliWords[context.lang].doctorPolicy}\n${JSON.stringify(policy, undefined, 2)}\n`,
    );
    throw asError(thrown);
  }
  const lacking = access.filter((a) => a.allowed === false);
  if (options.format === "json") await writeOut(`${JSON.stringify({ policy, access }, undefined, 2)}\n`);
  else {
    const [w, c] = [words[context.lang], cliWords[context.lang]];
    const unsure = access.filter((a) => a.allowed === "unknown");
    const where = (a: Access) => (a.regions === undefined ? "" : ` (${a.regions.join(", ")})`);
    const line = (a: Access) => `  ${a.action}${where(a)}${a.because ? `  ${w.because[a.because.reason](a.because)}` : ""}`;
    const lines = [
      c.doctorPolicy,
      JSON.stringify(policy, undefined, 2),
      "",
      `✓ ${c.doctorOk(access.length - lacking.length - unsure.length)}`,
      `✗ ${c.doctorLacks(lacking.length)}`,
      ...lacking.map(line),
      `? ${c.doctorUnsure(unsure.length)}`,
      ...unsure.map(line),
      "",
    ];
    await writeOut(lines.join("\n"));
  }
  process.exitCode = lacking.length > 0 ? exit.incomplete : exit.clean;
}

/** Every region that the account has enabled; the home region alone when nobody may list them. */
async function enabledRegions(
  reach: Parameters<typeof accountRegionsOf>[0],
  account: string,
  credentials: Parameters<typeof accountRegionsOf>[2],
): Promise<readonly string[]> {
  const known = await accountRegionsOf(reach, account, credentials);
  return isUnknown(known) ? [reach.homeRegion] : known.enabled;
}

async function tryAccess(options: LiveOptions, signal: AbortSignal): Promise<readonly Access[]> {
  const regions = await regionsOf(options);
  const homeRegion = regions === "all" ? "us-east-1" : (regions[0] ?? "us-east-1");
  const reach = {
    homeRegion,
    signal,
    ...(options.endpointUrl === undefined ? {} : { endpoint: endpointOf(options.endpointUrl) }),
    ...(options.timeout === undefined ? {} : { timeoutMs: secondsOf(options.timeout) * 1000 }),
  };
  const credentials = defaultCredentials(options.profile);
  const identity = await ownIdentity(reach, credentials);
  return checkAccess({
    ...reach,
    credentials,
    account: identity.account,
    partition: identity.partition,
    regions: regions === "all" ? await enabledRegions(reach, identity.account, credentials) : regions,
    concurrency: CONCURRENCY,
    now: () => new Date(),
    ...(options.services === undefined ? {} : { services: listOf(options.services) }),
  });
}
