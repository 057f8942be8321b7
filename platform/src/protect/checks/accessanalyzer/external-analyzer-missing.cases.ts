import { DENIED, defineCases, resource } from "../../cases.ts";

function analyzer(Type: string, Status = "ACTIVE") {
  return { Name: "external", Type, Status };
}

const member = resource("Account", {
  region: "global",
  Organization: { Id: "o-abcdefghij", ManagementAccount: "444455556666", MemberAccounts: ["111122223333", "444455556666"] },
});

export default defineCases<"Region">({
  pass: {
    "an account analyzer": { given: { AccessAnalyzers: [analyzer("ACCOUNT")] } },
    "an organisation analyzer": { given: { AccessAnalyzers: [analyzer("ORGANIZATION")] } },
    "the organisation's analyzer in another scanned account": {
      given: { AccessAnalyzers: [] },
      beside: [member, resource("Region", { account: "444455556666", AccessAnalyzers: [analyzer("ORGANIZATION")] })],
    },
  },
  fail: {
    "none, outside an organisation": {
      given: { AccessAnalyzers: [] },
      beside: [resource("Account", { region: "global", Organization: undefined })],
    },
    "unused access only": { given: { AccessAnalyzers: [analyzer("ACCOUNT_UNUSED_ACCESS")] } },
    "internal access only": { given: { AccessAnalyzers: [analyzer("ORGANIZATION_INTERNAL_ACCESS")] } },
    "it is disabled": { given: { AccessAnalyzers: [analyzer("ACCOUNT", "DISABLED")] } },
    "none in the whole scanned organisation": {
      given: { AccessAnalyzers: [] },
      beside: [member, resource("Region", { account: "444455556666", AccessAnalyzers: [] })],
    },
  },
  unknown: {
    "the analyzers could not be listed": { given: { AccessAnalyzers: DENIED } },
    "none here, and whether there is an organisation was not readable": {
      given: { AccessAnalyzers: [] },
      beside: [resource("Account", { region: "global", Organization: DENIED })],
    },
    "none here, and the account could not be read": { given: { AccessAnalyzers: [] }, gaps: ["Account"] },
  },
  manual: {
    "another account's analyzers could not be listed": {
      given: { AccessAnalyzers: [] },
      beside: [member, resource("Region", { account: "444455556666", AccessAnalyzers: DENIED })],
    },
    "none here, and the organisation was not scanned": { given: { AccessAnalyzers: [] }, beside: [member] },
  },
});
