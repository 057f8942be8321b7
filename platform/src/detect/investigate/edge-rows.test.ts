import { expect, test } from "vitest";
import { openDuck } from "../lake/duck.ts";
import { edgeRows } from "./edge-rows.ts";

/** So many edges of one account as `count` says, each by a caller of its own. */
const edges = (
  count: number,
) => `(SELECT '111122223333' AS account, 'ap-northeast-1' AS region, 'role-' || i AS principal, 'Role' AS principal_type,
  '' AS credential, NULL AS session, '203.0.113.9' AS ip, '' AS user_agent, 's3' AS service, 'GetObject' AS api, '' AS error, '' AS issued,
  '' AS resource, (i % 2 = 0) AS lead, i AS n, i AS first, i + 1 AS last, 'by' AS side FROM range(${count}) r(i))`;

test.each([0, 1, 3, 100_000, 100_001, 250_000])("%i edges are read, each once, however they come", async (count) => {
  const duck = await openDuck();
  try {
    const rows = await edgeRows(duck, edges(count), []);
    expect(rows.length).toBe(count);
    expect(new Set(rows.map(({ principal }) => principal)).size).toBe(count);
    for (const row of [rows[0], rows.at(-1)].filter((one) => one !== undefined)) {
      const i = Number(row.principal.slice(5));
      expect(row).toMatchObject({ account: "111122223333", session: "", lead: i % 2 === 0, n: i, first: i, last: i + 1, side: "by" });
    }
  } finally {
    duck.close();
  }
});
