import { expect, test } from "vitest";
import { schemaErrors } from "../../../../test/schemas/validate.ts";
import { languages } from "../../model/index.ts";
import { renderOcsf } from "./ocsf.ts";
import { cleanReport, sampleReport } from "./sample.ts";

const SCHEMA = "ocsf-1.5.0-compliance_finding.json";
const events = (lang: "en" | "ja" = "en") => [...renderOcsf(sampleReport, lang)].map((line) => JSON.parse(line) as Record<string, unknown>);

for (const lang of languages) {
  test(`every OCSF event is valid: ${lang}`, () => {
    expect(events(lang)).toHaveLength(6);
    for (const event of events(lang)) expect(schemaErrors(SCHEMA, event)).toEqual([]);
  });
}

test("the schema is really asked", () => {
  expect(schemaErrors(SCHEMA, { ...events()[0], severity_id: 42 })).not.toEqual([]);
});

test("one event is one line", () => {
  for (const line of renderOcsf(sampleReport, "ja")) expect(line.match(/\n/g)).toHaveLength(1);
  expect([...renderOcsf(cleanReport, "en")]).toEqual([]);
});

test("unknown is never a fail or a pass", () => {
  expect(events().map((e) => (e["compliance"] as { status: string; status_id: number }).status_id)).toEqual([3, 3, 3, 0, 99, 3]);
});

test("severity, suppression, requirement and missing permission are where readers look", () => {
  const all = events();
  expect(all.map((e) => e["severity_id"])).toEqual([5, 3, 1, 3, 2, 5]);
  expect(all.map((e) => e["status_id"])).toEqual([1, 1, 1, 1, 1, 3]);
  expect(all[3]).toMatchObject({ compliance: { status_code: "access-denied" }, unmapped: { because: { action: "s3:GetBucketPolicy" } } });
  expect(all[0]).toMatchObject({
    compliance: { standards: ["cis-aws-compute-1.0.0", "aws-fsbp"] },
    finding_info: { uid: sampleReport.findings[0]?.id },
  });
});

test("an account that is not known is not named", () => {
  expect(events()[0]?.["cloud"]).not.toHaveProperty("account");
  expect(events()[1]?.["cloud"]).toMatchObject({ account: { uid: "111122223333" } });
});
