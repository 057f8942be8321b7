import { expect, test } from "vitest";
import { schemaErrors } from "../../../../test/schemas/validate.ts";
import { languages } from "../../model/index.ts";
import { clip, renderAsff } from "./asff.ts";
import { cleanReport, sampleReport } from "./sample.ts";

interface Row {
  readonly ProductArn: string;
  readonly Region: string;
  readonly Title: string;
  readonly Compliance: { readonly Status: string };
  readonly Workflow: { readonly Status: string };
  readonly Resources: readonly { readonly Type: string }[];
}
const rows = (report = sampleReport, lang: "en" | "ja" = "en") => JSON.parse(renderAsff(report, lang)) as readonly Row[];

for (const lang of languages) {
  test(`the findings for Security Hub are valid: ${lang}`, () => {
    expect(rows(sampleReport, lang)).toHaveLength(6);
    expect(schemaErrors("asff.json", rows(sampleReport, lang))).toEqual([]);
  });
}

test("the schema is really asked", () => {
  const [first] = rows();
  expect(schemaErrors("asff.json", [{ ...first, Title: "x".repeat(257) }])).not.toEqual([]);
  expect(schemaErrors("asff.json", [{ ...first, Unknown: 1 }])).not.toEqual([]);
});

test("endless texts are cut to what Security Hub takes", () => {
  const long = "長い😀".repeat(2000);
  const [first] = sampleReport.findings;
  const finding = {
    ...first!,
    subject: long,
    evidence: [{ path: long, found: long }],
    resource: { ...first!.resource, name: long, id: long },
  };
  expect(schemaErrors("asff.json", rows({ ...sampleReport, findings: [finding] }))).toEqual([]);
  expect(Buffer.byteLength(renderAsff({ ...sampleReport, findings: [finding], suppressed: [] }, "ja"))).toBeLessThan(240 * 1024);
});

test("nothing is cut through the middle of a character, and nothing is blank", () => {
  expect(clip("😀😀", 2)).toBe("…");
  expect(clip("😀😀😀", 4)).toBe("😀…");
  expect(clip("abc", 3)).toBe("abc");
  expect(clip("  ", 9)).toBe("-");
});

test("unknown is not available, manual is a warning; only a failure fails", () => {
  expect(rows().map((r) => r.Compliance.Status)).toEqual(["FAILED", "FAILED", "FAILED", "NOT_AVAILABLE", "WARNING", "FAILED"]);
  expect(rows().map((r) => r.Workflow.Status)).toEqual(["NEW", "NEW", "NEW", "NEW", "NEW", "SUPPRESSED"]);
});

test("what is global goes to the first region of the partition's own product", () => {
  expect(rows()[4]).toMatchObject({
    Region: "us-east-1",
    ProductArn: "arn:aws:securityhub:us-east-1:111122223333:product/111122223333/default",
  });
  expect(rows()[0]?.Resources[0]?.Type).toBe("AwsLambdaFunction");
});

test("nothing found is an empty array", () => expect(rows(cleanReport)).toEqual([]));
