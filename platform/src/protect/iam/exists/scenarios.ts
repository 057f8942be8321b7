import type { Scenario, Setting } from "./callers.ts";

/** A caller of whom nothing is said yet. */
export const nobody: Scenario = {
  type: "principal",
  account: "stranger",
  organization: undefined,
  service: undefined,
  provider: undefined,
  session: undefined,
  onNamedWay: false,
  way: undefined,
  forNamedSource: false,
  namedId: false,
  namedClaims: false,
};

/** Kinds of callers that together are all callers, as far as policies can tell them apart. */
export function scenariosOf({ names, zoneAccounts }: Setting, kind: "identity" | "resource"): readonly Scenario[] {
  const anyhow: Scenario = { ...nobody, onNamedWay: true, way: "anyone", forNamedSource: true, namedId: true, namedClaims: true };
  if (kind === "identity") return [{ ...anyhow, account: "anyone" }];
  const out: Scenario[] = [
    { ...anyhow, type: "anonymous" },
    { ...anyhow, account: "stranger" },
  ];
  for (const account of new Set([...names.accounts, ...names.sourceAccounts, ...names.wayAccounts, ...zoneAccounts])) {
    out.push({ ...anyhow, account: { account } });
    for (const session of names.sessions.filter((one) => one.account === account)) out.push({ ...anyhow, account: { account }, session });
  }
  for (const service of [...names.services, "*"]) out.push({ ...anyhow, type: "service", service, account: "anyone" });
  for (const provider of [...names.providers, "any.example.com"]) out.push({ ...anyhow, type: "federated", provider });
  return out;
}
