import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import type { Resource } from "../../model/index.ts";
import { unknown } from "../../model/index.ts";
import { gridCsv, gridMarkdown, gridText } from "./grid.ts";
import { responsibilities, rungOf } from "./responsibility.ts";

const fn = (facts: object) =>
  ({
    kind: "LambdaFunction",
    id: "f",
    name: "f",
    account: "1",
    region: "r",
    scope: "s",
    origin: { source: "aws" },
    ...facts,
  }) as unknown as Resource;
const estate = (...resources: Resource[]) => ({ scopes: [], resources, gaps: [], problems: [], unrecognised: {} });

describe("responsibility", () => {
  const rows: [string, object, string | undefined, string | undefined][] = [
    ["a zip on a managed runtime", { PackageType: "Zip", Runtime: "nodejs22.x" }, "aws", "shared"],
    ["a zip on a custom runtime", { PackageType: "Zip", Runtime: "provided.al2023" }, "shared", "shared"],
    ["a container image moves the packaging rung", { PackageType: "Image", Runtime: undefined }, "shared", "customer"],
    [
      "an unread package type decides nothing",
      { PackageType: unknown("access-denied"), Runtime: unknown("access-denied") },
      undefined,
      undefined,
    ],
  ];
  test.each(rows)("%s", (_, facts, runtime, packaging) => {
    const [only] = responsibilities(estate(fn(facts)), []);
    expect(only?.ladder?.owners.runtime).toBe(runtime);
    expect(only?.ladder?.owners.packaging).toBe(packaging);
  });
  test("verdicts land on the rung of their check", () => {
    const resource = fn({ PackageType: "Zip", Runtime: "nodejs22.x" });
    const [only] = responsibilities(estate(resource), [
      { check: { id: "lambda/runtime-end-of-life" }, resource, status: "fail" },
      { check: { id: "lambda/code-signing-off" }, resource, status: "pass" },
      { check: { id: "lambda/function-invocable-by-anyone" }, resource, status: "unknown" },
    ]);
    expect(only?.duties.runtime.fail).toBe(1);
    expect(only?.duties.packaging.pass).toBe(1);
    expect(only?.duties.definition.unknown).toBe(1);
  });
  test("rungs", () => expect(rungOf({ id: "dynamodb/table-without-recovery" })).toBe("definition"));
});

describe("grids", () => {
  const grid = {
    title: "表",
    head: ["名前", "x"],
    rows: [
      ["注文キュー", "1"],
      ["a|b`<i>", "=2+3"],
      ["\u001b[31mred\u202e", 'a"b'],
    ],
  };
  test("columns line up whatever the width of the characters", () => {
    const lines = gridText(grid).split("\n").slice(2, 6);
    const column = lines.map((line) => stringWidth(line.slice(0, line.search(/ {2}(x|─|1|=)/))));
    expect(new Set(column.map((w) => w <= 16)).size).toBe(1);
    expect(gridText(grid)).not.toContain("\u001b");
    expect(gridText(grid)).toContain("\\u001b[31mred\\u202e");
  });
  test("Markdown is escaped", () => expect(gridMarkdown(grid)).toContain("a\\|b\\`&lt;i>"));
  test("CSV quotes, and formulas are made plain", () => {
    expect(gridCsv(grid)).toContain("'=2+3");
    expect(gridCsv(grid)).toContain('"a""b"');
  });
});
