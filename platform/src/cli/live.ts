import { setFlagsFromString } from "node:v8";
import { ScanFault, scanAccounts } from "../identify/aws/scan.ts";
import type { Estate } from "../model/index.ts";
import { exit, YaguraError } from "./errors.ts";
import { type LiveOptions, listOf } from "./options.ts";
import type { Progress } from "./terminal/progress.ts";

/** Scans the live account or accounts the flags name. */
export async function liveEstate(
  options: LiveOptions,
  progress: Progress,
  signal: AbortSignal,
  afterwards?: NonNullable<Parameters<typeof scanAccounts>[0]>["afterwards"],
): Promise<Estate> {
  const regions = await regionsOf(options);
  // What a call leaves behind outlives the young generation; left alone, V8 lets it pile up to five times what is kept.
  setFlagsFromString("--heap-growing-percent=60");
  try {
    const { estate } = await scanAccounts({
      ...(options.profile === undefined ? {} : { profile: options.profile }),
      ...(regions === "all" ? {} : { regions }),
      ...(options.account === undefined ? {} : { accounts: listOf(options.account) }),
      ...(options.role === undefined ? {} : { role: options.role }),
      ...(options.organization ? { organization: true } : {}),
      ...(options.services === undefined ? {} : { services: listOf(options.services) }),
      ...(options.endpointUrl === undefined ? {} : { endpoint: endpointOf(options.endpointUrl) }),
      ...(options.concurrency === undefined ? {} : { concurrency: concurrencyOf(options.concurrency) }),
      ...(options.timeout === undefined ? {} : { timeoutMs: secondsOf(options.timeout) * 1000 }),
      ...(afterwards === undefined ? {} : { afterwards }),
      signal,
      onEvent: (event) => {
        if (event.type === "throttled") progress.throttled(event.service, event.region);
        else if (event.type === "collector-finished") progress.call(event.calls);
      },
    });
    return estate;
  } catch (thrown) {
    if (signal.aborted) throw new YaguraError("E_INTERRUPTED", {}, { exitCode: exit.interrupted, cause: thrown });
    throw asError(thrown);
  }
}

/** A scan that cannot begin, as an error of the command line. */
export function asError(thrown: unknown): unknown {
  if (!(thrown instanceof ScanFault)) return thrown;
  const { code, detail, message } = thrown;
  const options = { exitCode: exit.failed, cause: thrown };
  switch (code) {
    case "no-credentials":
      return new YaguraError("E_NO_CREDENTIALS", {}, options);
    case "expired-credentials":
      return new YaguraError("E_CREDENTIALS_REFUSED", { message: detail["what"] ?? message }, options);
    case "unreachable":
      return new YaguraError("E_UNREACHABLE", { region: detail["region"] ?? "", message: detail["what"] ?? message }, options);
    case "unknown-service":
      return new YaguraError("E_SERVICE_UNKNOWN", detail);
    case "no-role":
      return new YaguraError("E_NO_ROLE", detail);
    case "not-an-account":
      return new YaguraError("E_NOT_AN_ACCOUNT", detail);
    case "no-organization":
      return new YaguraError("E_NO_ORGANIZATION", { message: detail["action"] || detail["reason"] || message }, options);
  }
}

/** `all`, the regions given, or the one of the environment or the profile. */
export async function regionsOf(options: Pick<LiveOptions, "region" | "profile">): Promise<"all" | readonly string[]> {
  const given = listOf(options.region);
  if (given.includes("all")) return "all";
  if (given.length > 0) return given;
  const { configuredRegion } = await import("../identify/aws/accounts.ts");
  const configured = await configuredRegion(options.profile);
  if (configured === undefined) throw new YaguraError("E_NO_REGION");
  return [configured];
}

function concurrencyOf(text: string): number {
  const n = Number(text);
  if (!Number.isInteger(n) || n < 1 || n > 256)
    throw new YaguraError("E_OPTION_VALUE", { option: "--concurrency", value: text, allowed: "1–256" });
  return n;
}

/** Seconds of `--timeout`. */
export function secondsOf(text: string): number {
  const n = Number(text);
  if (!Number.isFinite(n) || n <= 0 || n > 600)
    throw new YaguraError("E_OPTION_VALUE", { option: "--timeout", value: text, allowed: "0–600" });
  return n;
}

/** The address of `--endpoint-url`. */
export function endpointOf(text: string): string {
  if (!/^https?:\/\/[^/]/.test(text) || !URL.canParse(text))
    throw new YaguraError("E_OPTION_VALUE", { option: "--endpoint-url", value: text, allowed: "https://<host>[:<port>]" });
  return text;
}
