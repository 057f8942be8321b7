import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { openDuck } from "../lake/duck.ts";
import { edgeColumns, lakeTrace } from "./lake-trace.ts";
import type { Sums } from "./source.ts";
import { order } from "./tally.ts";
import { type Tied, traceOf } from "./trace.ts";

const duck = await openDuck({ memory: "200MB" });
afterAll(() => duck.close());

const DAY = 86_400_000;
const START = Date.parse("2025-01-01T00:00:00Z");
const some = (...values: string[]) => fc.constantFrom(...values);
const edge = fc
  .record({
    account: some("012345678901"),
    region: some("ap-northeast-1", "us-east-1"),
    principal: some("role-a", "role-b", ""),
    credential: some("", "AKIA1", "ASIA2"),
    session: some("", "mika"),
    ip: some("198.51.100.7", "203.0.113.9"),
    userAgent: some("aws-cli/2.15", "Boto3/1.2"),
    service: some("s3", "sts"),
    api: some("GetObject", "AssumeRole", "AssumeRoleWithSAML"),
    error: some("", "", "AccessDenied"),
    issued: some("", "ASIA2"),
    resource: some("", "arn:aws:iam::012345678901:role/x", "arn:aws:s3:::data"),
    lead: fc.boolean(),
    n: fc.integer({ min: 1, max: 9 }),
    first: fc.integer({ min: 0, max: 500 * DAY }),
    length: fc.integer({ min: 0, max: DAY / 24 }),
    side: fc.constantFrom("by" as const, "to" as const),
  })
  .map(({ length, ...rest }): Tied => ({ ...rest, first: START + rest.first, last: START + rest.first + length }));

const types = Object.fromEntries(
  "account region principal credential session ip user_agent service api error issued resource lead n first last side"
    .split(" ")
    .map((name) => [name, name === "lead" ? "BOOLEAN" : ["n", "first", "last"].includes(name) ? "BIGINT" : "VARCHAR"]),
);

/** The edges as a roll-up has them; what is empty is not there at all, as in one of another writer. */
function asRollup(edges: readonly Tied[]) {
  const rows = edges.map(({ userAgent, ...rest }) =>
    Object.fromEntries(Object.entries({ ...rest, user_agent: userAgent }).map(([key, value]) => [key, value === "" ? null : value])),
  );
  const table = `(SELECT unnest(from_json($1, '${JSON.stringify([types])}'), recursive := true))`;
  return { sql: `SELECT ${edgeColumns}, side FROM ${table}`, values: [JSON.stringify(rows)] };
}

const inOrder = ({ sums, ...rest }: Sums) => ({
  ...rest,
  sums: sums.map((sum) => JSON.stringify(Object.entries(sum).toSorted(([a], [b]) => order(a, b)))).toSorted(),
});

test("a lake counts what memory counts, whatever the edges", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(edge, { minLength: 1, maxLength: 30 }), fc.integer({ min: 0, max: 500 }), async (edges, at) => {
      const scope = { from: START + at * DAY + 0.5, until: START + (at + 2) * DAY };
      const usual = scope.from - 45 * DAY;
      const [lake, memory] = [await lakeTrace(duck, asRollup(edges), 365), traceOf(edges, 365)];
      expect([lake?.first, lake?.last]).toEqual([memory?.first, memory?.last]);
      expect(inOrder((await lake?.sums(scope, usual)) as Sums)).toEqual(inOrder((await memory?.sums(scope, usual)) as Sums));
      const assumed = async (trace: typeof lake) =>
        ((await trace?.assumptions()) ?? []).map((one) => JSON.stringify(Object.entries(one))).toSorted();
      expect(await assumed(lake)).toEqual(await assumed(memory));
    }),
    { numRuns: 60 },
  );
}, 60_000);

test("of nothing there is no trace", async () => {
  expect(await lakeTrace(duck, asRollup([]), 365)).toBeUndefined();
});

test("a whole account of many callers is counted, not fetched", async () => {
  const table = `(SELECT '111122223333' AS account, 'eu-west-1' AS region, 'role-' || i // 2 AS principal, NULL AS credential, NULL AS session,
    '203.0.113.9' AS ip, 'aws-cli/2' AS user_agent, 's3' AS service, 'GetObject' AS api, '' AS error, '' AS issued, 'arn:aws:s3:::' || i % 2 AS resource,
    i % 2 = 0 AS lead, 1 AS n, ${START} + i AS first, ${START} + i + 1 AS last FROM range(400000) r(i))`;
  const trace = await lakeTrace(duck, { sql: `SELECT ${edgeColumns}, 'by' AS side FROM ${table}`, values: [] }, 365);
  if (!trace) throw new Error("nothing was found");
  const { sums, calls } = await trace.sums({ from: START, until: START + DAY }, START - DAY);
  expect(calls).toBe(200_000);
  const of = (column: string) => sums.filter((sum) => sum.column === column);
  expect(of("principal").length).toBe(200_000);
  for (const i of [0, 1])
    expect(of("resource").find(({ value }) => value === `arn:aws:s3:::${i}`)).toMatchObject({ n: 200_000, near: 200_000 });
  expect(of("address")).toMatchObject([{ value: "203.0.113.9", n: 200_000, near: 400_000, during: 200_000, before: 0 }]);
}, 60_000);
