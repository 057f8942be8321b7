import { describe, expect, it } from "vitest";
import { readDataFile, readDataLines } from "./data-file.ts";

describe("the data beside the program", () => {
  it("is read, packed or not", () => {
    expect(readDataFile("prices.json")).toBeTypeOf("object");
    expect(readDataLines("iam-catalog.tsv.gz").get("@levels")).toBe('["List","Read","Write","Permissions management","Tagging"]');
  });
  it("that is not there is told, not taken for empty", () => {
    expect(() => readDataFile("nothing.json")).toThrow("data file nothing.json is missing from the installation");
    expect(() => readDataLines("nothing.tsv")).toThrow("data file nothing.tsv is missing from the installation");
  });
});
