import { describe, expect, test } from "vitest";
import { logsAnswers, signerAnswers, wafv2Answers } from "./answers.fixture.ts";
import { type Access, checkAccess, principalOf } from "./doctor.ts";
import { ACCOUNT, type Answers, denied, REGION, Wire } from "./wire.fixture.ts";

const caller = { GetCallerIdentity: { Arn: `arn:aws:sts::${ACCOUNT}:assumed-role/scanner/session`, Account: ACCOUNT, UserId: "x" } };

async function check(
  services: readonly string[],
  answers: Answers,
): Promise<{ readonly of: (action: string) => Access | undefined; readonly all: readonly Access[]; readonly asked: readonly string[] }> {
  const wire = new Wire(answers);
  const all = await checkAccess({
    credentials: async () => ({ accessKeyId: "test", secretAccessKey: "test" }),
    account: ACCOUNT,
    partition: "aws",
    regions: [REGION],
    homeRegion: REGION,
    requestHandler: wire,
    concurrency: 4,
    now: () => new Date("2026-11-22T00:00:00Z"),
    services,
  });
  return { all, asked: wire.asked, of: (action) => all.find((a) => a.action === action) };
}

describe("which permissions are there", () => {
  test("tries each call once, on the first item and the first page", async () => {
    const { all, asked } = await check(["logs"], logsAnswers);
    expect(all).toEqual([
      { action: "logs:DescribeLogGroups", service: "logs", allowed: true, by: "tried" },
      { action: "logs:DescribeMetricFilters", service: "logs", allowed: true, by: "tried" },
    ]);
    expect(asked.toSorted()).toEqual(["DescribeLogGroups", "DescribeMetricFilters"]);
  });

  test("every chosen region is tried, and a refusal in one of them is said with its name", async () => {
    const wire = new Wire({
      ...logsAnswers,
      DescribeMetricFilters: (request) => (request.host.includes("eu-west-1") ? denied : {}),
    });
    const all = await checkAccess({
      credentials: async () => ({ accessKeyId: "test", secretAccessKey: "test" }),
      account: ACCOUNT,
      partition: "aws",
      regions: [REGION, "eu-west-1"],
      homeRegion: REGION,
      requestHandler: wire,
      concurrency: 4,
      now: () => new Date("2026-11-22T00:00:00Z"),
      services: ["logs"],
    });
    expect(wire.asked.filter((operation) => operation === "DescribeLogGroups")).toHaveLength(2);
    expect(all).toMatchObject([
      { action: "logs:DescribeLogGroups", allowed: true, by: "tried" },
      { action: "logs:DescribeMetricFilters", allowed: false, by: "tried", regions: ["eu-west-1"] },
    ]);
  });

  test("a refusal is a missing permission, with what AWS said", async () => {
    const { of } = await check(["logs"], { ...logsAnswers, DescribeMetricFilters: denied });
    expect(of("logs:DescribeLogGroups")?.allowed).toBe(true);
    expect(of("logs:DescribeMetricFilters")).toMatchObject({ allowed: false, by: "tried", because: { reason: "access-denied" } });
  });

  test("where there is nothing to try it on, the simulator decides", async () => {
    const { of } = await check(["wafv2"], {
      ...wafv2Answers,
      ...caller,
      ListWebACLs: { WebACLs: [] },
      SimulatePrincipalPolicy: ({ parameters }) => {
        expect(parameters.get("PolicySourceArn")).toBe(`arn:aws:iam::${ACCOUNT}:role/scanner`);
        const actions = [...parameters].filter(([key]) => key.startsWith("ActionNames.member.")).map(([, action]) => action);
        return {
          EvaluationResults: actions.map((EvalActionName) => ({
            EvalActionName,
            EvalDecision: EvalActionName === "wafv2:GetWebACL" ? "allowed" : "implicitDeny",
          })),
          IsTruncated: false,
        };
      },
    });
    expect(of("wafv2:ListWebACLs")).toMatchObject({ allowed: true, by: "tried" });
    expect(of("wafv2:GetWebACL")).toEqual({ action: "wafv2:GetWebACL", service: "wafv2", allowed: true, by: "simulated" });
    expect(of("wafv2:ListResourcesForWebACL")).toMatchObject({ allowed: false, by: "simulated" });
  });

  test("without the simulator it stays unknown: never a guess", async () => {
    const { of } = await check(["wafv2"], { ...wafv2Answers, ...caller, ListWebACLs: { WebACLs: [] }, SimulatePrincipalPolicy: denied });
    expect(of("wafv2:GetWebACL")).toEqual({ action: "wafv2:GetWebACL", service: "wafv2", allowed: "unknown", by: "nothing-to-try" });
  });

  test("an answer that is no answer leaves it unknown, with the reason", async () => {
    const { of } = await check(["signer"], {
      ...signerAnswers,
      ...caller,
      SimulatePrincipalPolicy: denied,
      ListSigningProfiles: "<!doctype html>",
    });
    expect(of("signer:ListSigningProfiles")).toMatchObject({ allowed: "unknown", by: "tried" });
  });
});

describe("who is asked about", () => {
  const cases = {
    "a user": [`arn:aws:iam::${ACCOUNT}:user/ann`, `arn:aws:iam::${ACCOUNT}:user/ann`],
    "a session of a role": [`arn:aws:sts::${ACCOUNT}:assumed-role/scanner/me`, `arn:aws:iam::${ACCOUNT}:role/scanner`],
    "the root user": [`arn:aws:iam::${ACCOUNT}:root`, undefined],
    "a federated session": [`arn:aws:sts::${ACCOUNT}:federated-user/x`, undefined],
  } as const;
  for (const [name, [arn, expected]] of Object.entries(cases)) test(name, () => expect(principalOf(arn)).toBe(expected));
});
