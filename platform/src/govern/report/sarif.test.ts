import { expect, test } from "vitest";
import { schemaErrors } from "../../../../test/schemas/validate.ts";
import { languages } from "../../model/index.ts";
import { cleanReport, NASTY, sampleReport } from "./sample.ts";
import { artifact, renderSarif } from "./sarif.ts";

interface Log {
  readonly runs: readonly [
    {
      readonly language: string;
      readonly tool: {
        readonly driver: { readonly rules: readonly { readonly id: string; readonly help: { readonly markdown: string } }[] };
      };
      readonly invocations: readonly [
        Record<string, readonly { readonly level: string; readonly descriptor: { readonly id: string } }[]> & {
          readonly executionSuccessful: boolean;
        },
      ];
      readonly results: readonly {
        readonly kind: string;
        readonly level: string;
        readonly ruleIndex: number;
        readonly ruleId: string;
        readonly message: { readonly text: string };
        readonly partialFingerprints: Record<string, string>;
        readonly suppressions?: readonly { readonly kind: string; readonly justification: string }[];
        readonly locations: readonly [
          {
            readonly physicalLocation?: { readonly artifactLocation: { readonly uri: string }; readonly region: Record<string, number> };
            readonly logicalLocations: readonly { readonly fullyQualifiedName: string }[];
          },
        ];
      }[];
    },
  ];
}
const run = (report = sampleReport, lang: "en" | "ja" = "en") => (JSON.parse(renderSarif(report, { lang, root: "/repo" })) as Log).runs[0];

for (const lang of languages) {
  test(`the SARIF report is valid: ${lang}`, () => {
    expect(schemaErrors("sarif-schema-2.1.0.json", JSON.parse(renderSarif(sampleReport, { lang, root: "/repo" })))).toEqual([]);
    expect(schemaErrors("sarif-schema-2.1.0.json", JSON.parse(renderSarif(cleanReport, { lang, root: "/repo" })))).toEqual([]);
    expect(run(sampleReport, lang).language).toBe(lang);
  });
}

test("the schema is really asked", () => {
  const log = JSON.parse(renderSarif(sampleReport, { lang: "en", root: "/repo" })) as { runs: { results: { kind: string }[] }[] };
  log.runs[0]!.results[0]!.kind = "broken";
  expect(schemaErrors("sarif-schema-2.1.0.json", log)).not.toEqual([]);
});

test("only a failure has a level; unknown is open, manual is for review", () => {
  expect(run().results.map((r) => [r.kind, r.level])).toEqual([
    ["fail", "error"],
    ["fail", "warning"],
    ["fail", "note"],
    ["open", "none"],
    ["review", "none"],
    ["fail", "error"],
  ]);
});

test("each result points to its own rule and keeps its id as fingerprint", () => {
  const { results, tool } = run();
  for (const r of results) expect(tool.driver.rules[r.ruleIndex]?.id).toBe(r.ruleId);
  expect(results.map((r) => r.partialFingerprints["yagura/v1"])).toEqual(
    [...sampleReport.findings, sampleReport.suppressed[0]!.finding].map((f) => f.id),
  );
});

test("a template has a line, a live resource its ARN", () => {
  const [first, second] = run().results;
  expect(first?.locations[0].physicalLocation).toEqual({
    artifactLocation: { uri: "app/my%20template%20%231.yaml", uriBaseId: "%SRCROOT%" },
    region: { startLine: 12, startColumn: 7 },
  });
  expect(second?.locations[0].physicalLocation).toBeUndefined();
  expect(second?.locations[0].logicalLocations[0]?.fullyQualifiedName).toBe("arn:aws:s3:::日本語-bucket");
});

test("a file outside the checkout has an absolute address, one inside a relative one", () => {
  expect(artifact("/repo/a/b.yaml", "/repo").uri).toBe("a/b.yaml");
  expect(artifact("../other/b.yaml", "/repo").uri).toBe("file:///other/b.yaml");
  expect(artifact("./日本.yaml", "/repo").uri).toBe("%E6%97%A5%E6%9C%AC.yaml");
});

test("what was accepted is suppressed with its reason", () => {
  const suppressed = run().results.filter((r) => r.suppressions);
  expect(suppressed).toHaveLength(1);
  expect(suppressed[0]?.suppressions?.[0]).toMatchObject({
    kind: "external",
    justification: "Public on purpose | <demo> (owner: web-team, until 2027-01-31)",
  });
});

test("what was not seen is told of the run", () => {
  const [invocation] = run().invocations;
  expect(invocation.executionSuccessful).toBe(false);
  expect(invocation["toolExecutionNotifications"]?.map((n) => n.descriptor.id)).toEqual([
    "E_TEMPLATE_DUPLICATE_KEY",
    "E_TEMPLATE_SYNTAX",
    "gap",
    "unrecognised-type",
    "fault",
    "interrupted",
  ]);
  expect(invocation["toolConfigurationNotifications"]?.map((n) => n.descriptor.id)).toEqual(["exception-expired", "exception-unmatched"]);
  expect(run(cleanReport).invocations[0].executionSuccessful).toBe(true);
});

test("control characters and direction marks are visible codes in every sentence", () => {
  const text = run().results[0]!.message.text;
  expect(NASTY).toMatch(/\u0007/u);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about
  expect(text).not.toMatch(/[\u0000-\u001f\u202e\u2028]/u);
  expect(text).toContain("\\u202e");
});

test("the rule carries its fix and snippets", () => {
  const [rule] = run().tool.driver.rules;
  expect(rule?.help.markdown).toContain("```sh\naws lambda remove-permission");
  expect(run(sampleReport, "ja").tool.driver.rules[0]?.help.markdown).toContain("ステートメント");
});
