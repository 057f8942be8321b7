import { describe, expect, test } from "vitest";
import { unknown } from "../../../model/index.ts";
import { policy } from "../worlds.test-helper.ts";
import type { Scenario } from "./callers.ts";
import { about } from "./principal.ts";
import { rulesOf } from "./rules.ts";
import { nobody, scenariosOf } from "./scenarios.ts";
import { settingOf } from "./setting.ts";

const ONE = "111122223333";
const TWO = "444455556666";
const ROLE = `arn:aws:iam::${ONE}:role/r`;
const SESSION = `arn:aws:sts::${ONE}:assumed-role/r/s`;
const GOOGLE = "accounts.google.com";

const session = { account: ONE, role: "r", name: "s", partition: "aws" };
const callers: readonly Partial<Scenario>[] = [
  { type: "anonymous" },
  { account: "stranger" },
  { account: "anyone" },
  { account: { account: ONE } },
  { account: { account: ONE }, session },
  { account: { account: TWO } },
  { type: "service", service: "s3.amazonaws.com" },
  { type: "service", service: "*" },
  { type: "federated", provider: GOOGLE },
  { type: "federated", provider: "other.example.com" },
];

/** `y` it is about the caller, `n` it is not, `a` if the ARN is the named one, `A` if it is not; `?` after it: or perhaps more. */
function told(statement: object, isWanted = false): string {
  const [rule] = rulesOf(policy({ Action: "*", Resource: "*", ...statement }));
  if (rule === undefined) throw new Error("no rule");
  return callers
    .map((caller) => {
      const { sure, maybe } = about(rule, { ...nobody, ...caller }, rule.principal, isWanted);
      const answer = typeof sure === "object" ? (sure.not ? "A" : "a") : sure ? "y" : "n";
      return `${answer}${maybe ? "?" : ""}`;
    })
    .join(" ");
}

const p = (Principal: unknown) => ({ Principal });
const not = (NotPrincipal: unknown) => ({ NotPrincipal });
const unread = unknown("parameter");

describe("whom a statement is about", () => {
  // nobody, a stranger, anyone, one's account, its session, another account; S3, another service; Google, another provider.
  test.each<readonly [who: object, allow: string, deny: string]>([
    [p("*"), "y y y y y y y y y y", "y y y y y y y y y y"],
    // Not known to stop services.
    [p({ AWS: "*" }), "y y y y y y y y y y", "y y y y y y n n n n"],
    [p({ AWS: ONE }), "n n n? y y n n n n n", "n n n? y y n n n n n"],
    [p({ AWS: ROLE }), "n n n? a a n n n n n", "n n n? a a n n n n n"],
    [p({ AWS: SESSION }), "n n n? n y n n n n n", "n n n? n y n n n n n"],
    [p({ AWS: `${SESSION}t` }), "n n n? n n n n n n n", "n n n? n n n n n n n"],
    [p({ AWS: SESSION.replace("/r/", "/x/") }), "n n n? n n n n n n n", "n n n? n n n n n n n"],
    [p({ AWS: SESSION.replace(ONE, TWO) }), "n n n? n n n n n n n", "n n n? n n n n n n n"],
    [p({ Service: "S3.amazonaws.com" }), "n n n n n n y n n n", "n n n n n n y n n n"],
    [p({ Service: "*" }), "n n n n n n y y n n", "n n n n n n y y n n"],
    [p({ Federated: GOOGLE }), "n n n n n n n n y n", "n n n n n n n n y n"],
    [p({ Federated: "*" }), "n n n n n n n n y y", "n n n n n n n n y y"],
    [p({ AWS: [ONE, unread] }), "n n? n? y y n? n? n? n? n?", "n n? n? y y n? n? n? n? n?"],
    [p(unread), "n n? n? n? n? n? n? n? n? n?", "n n? n? n? n? n? n? n? n? n?"],
    [{}, "n? n? n? n? n? n? n? n? n? n?", "n? n? n? n? n? n? n? n? n? n?"],
    [not("*"), "n n n n n n n n n n", "n n n n n n n n n n"],
    [not({ AWS: "*" }), "n n n n n n y y y y", "n n n n n n y y y y"],
    [not({ AWS: ONE }), "y y n? n? n? y y y y y", "y y n? A A y y y y y"],
    // Its account is not listed, so a Deny does not spare the role.
    [not({ AWS: ROLE }), "y y n? A A y y y y y", "y y n? y y y y y y y"],
    [not({ AWS: [ONE, ROLE] }), "y y n? n? n? y y y y y", "y y n? A A y y y y y"],
    [not({ AWS: SESSION }), "y y n? n? n? y y y y y", "y y n? y y y y y y y"],
    [not({ AWS: [ONE, SESSION] }), "y y n? n? n? y y y y y", "y y n? A n? y y y y y"],
    [not({ Service: "S3.amazonaws.com" }), "y y n? y y y n y y y", "y y n? y y y n y y y"],
    [not({ Service: "*" }), "y y n? y y y n n y y", "y y n? y y y n n y y"],
    [not({ Federated: GOOGLE }), "y y n? y y y y y n y", "y y n? y y y y y n y"],
    [not({ Federated: "*" }), "y y n? y y y y y n n", "y y n? y y y y y n n"],
    [not({ AWS: unread }), "y n? n? n? n? n? n? n? n? n?", "y n? n? n? n? n? n? n? n? n?"],
  ])("%j", (who, allow, deny) => {
    expect(told({ Effect: "Allow", ...who })).toBe(allow);
    expect(told({ Effect: "Deny", ...who })).toBe(deny);
  });
  test("where a Deny of every AWS principal would be the answer, it may stop services", () => {
    expect(told({ Effect: "Deny", ...p({ AWS: "*" }) }, true)).toBe("y y y y y y n? n? n? n?");
    expect(told({ Effect: "Deny", ...p({ AWS: ONE }) }, true)).toBe("n n n? y y n n n n n");
  });
  test("the ARNs a limit is about", () => {
    const limits = (statement: object) => {
      const [rule] = rulesOf(policy({ Action: "*", Resource: "*", ...statement }));
      const { sure } = about(rule as NonNullable<typeof rule>, { ...nobody, account: { account: ONE } }, rule?.principal, true);
      if (typeof sure !== "object" || sure.test.kind !== "text") throw new Error("no limit");
      return [sure.of, ...sure.test.patterns.map(({ literal }) => literal)];
    };
    expect(limits({ Effect: "Allow", ...p({ AWS: ROLE }) })).toEqual(["some", ROLE]);
    expect(limits({ Effect: "Allow", ...not({ AWS: ROLE }) })).toEqual(["every", ROLE]);
    expect(limits({ Effect: "Deny", ...not({ AWS: [ONE, ROLE] }) })).toEqual([
      "every",
      `arn:aws:iam::${ONE}:root`,
      `arn:aws-cn:iam::${ONE}:root`,
      `arn:aws-us-gov:iam::${ONE}:root`,
      ROLE,
    ]);
  });
  test("one name of a Principal in the place of all", () => {
    const [rule] = rulesOf(policy({ Effect: "Allow", Action: "*", Resource: "*", Principal: { AWS: [ONE, TWO] } }));
    const named = rule?.principal;
    if (rule === undefined || named === undefined) throw new Error("no principal");
    const only = { ...named, accounts: new Set([TWO]) };
    expect(about(rule, { ...nobody, account: { account: ONE } }, only, true).sure).toBe(false);
    expect(about(rule, { ...nobody, account: { account: TWO } }, only, true).sure).toBe(true);
  });
});

describe("kinds of callers that together are all", () => {
  const given = [
    { Effect: "Allow", Action: "*", Resource: "*", Principal: { AWS: [TWO, SESSION], Service: "s3.amazonaws.com", Federated: GOOGLE } },
    { Effect: "Allow", Action: "*", Resource: "*", Principal: "*", Condition: { StringEquals: { "aws:SourceAccount": "333333333333" } } },
    { Effect: "Allow", Action: "*", Resource: "*", Principal: "*", Condition: { StringEquals: { "aws:VpceAccount": "444444444444" } } },
  ];
  const setting = settingOf(rulesOf(policy(...given)), { account: "555555555555", trusted: ["666666666666"] }, false);

  test("for a policy on a resource", () => {
    const all = scenariosOf(setting, "resource");
    const accounts = [TWO, ONE, "333333333333", "444444444444", "555555555555", "666666666666"];
    expect(
      all.map(({ type, account, service, provider, session: one }) =>
        [type, typeof account === "object" ? account.account : account, service ?? provider ?? one?.name].join(" "),
      ),
    ).toEqual([
      "anonymous stranger ",
      "principal stranger ",
      ...accounts.flatMap((account) => [`principal ${account} `, ...(account === ONE ? [`principal ${ONE} s`] : [])]),
      "service anyone s3.amazonaws.com",
      "service anyone *",
      `federated stranger ${GOOGLE}`,
      "federated stranger any.example.com",
    ]);
    for (const one of all)
      expect(one).toMatchObject({ onNamedWay: true, way: "anyone", forNamedSource: true, namedId: true, namedClaims: true });
  });
  test("for a policy of an identity", () => {
    expect(scenariosOf(setting, "identity")).toEqual([
      { ...nobody, account: "anyone", onNamedWay: true, way: "anyone", forNamedSource: true, namedId: true, namedClaims: true },
    ]);
  });
});
