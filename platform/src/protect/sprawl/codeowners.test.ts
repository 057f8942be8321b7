import { describe, expect, it } from "vitest";
import { ownersOf, parseCodeowners } from "./codeowners.ts";

const owners = (text: string, path: string) => ownersOf(path, parseCodeowners(text))?.owners;

describe("CODEOWNERS", () => {
  it.each([
    // pattern, path, matches
    ["*", "a/b/template.yaml", true],
    ["*.yaml", "a/b/template.yaml", true],
    ["*.yaml", "a/b/template.yml", false],
    ["/*.yaml", "template.yaml", true],
    ["/*.yaml", "a/template.yaml", false],
    ["docs/*", "docs/a.md", true],
    ["docs/*", "docs/sub/a.md", false],
    ["docs/*", "x/docs/a.md", false],
    ["docs/", "x/docs/a.md", true],
    ["docs/", "docs/sub/a.md", true],
    ["docs/", "docs", false],
    ["/docs/", "x/docs/a.md", false],
    ["/docs", "docs/sub/a.md", true],
    ["apps/orders", "apps/orders/template.yaml", true],
    ["apps/orders", "apps/orders-old/template.yaml", false],
    ["**/logs", "a/b/logs/x", true],
    ["**/logs", "logs/x", true],
    ["apps/**/template.yaml", "apps/template.yaml", true],
    ["apps/**/template.yaml", "apps/a/b/template.yaml", true],
    ["apps/**", "apps/a/b", true],
    ["apps/**", "app/a", false],
    ["a?.yaml", "ab.yaml", true],
    ["a?.yaml", "a/.yaml", false],
    ["a.yaml", "axyaml", false],
    ["my\\ apps/*", "my apps/t.yaml", true],
  ])("%s and %s: %s", (pattern, path, matches) => {
    expect(owners(`${pattern} @team`, path)).toEqual(matches ? ["@team"] : undefined);
  });

  it("the last rule that matches wins, also when it names nobody", () => {
    const text = "* @all\n/apps/ @apps @ops # comment\n# /apps/ @nobody\n/apps/secret/\n";
    expect(owners(text, "readme")).toEqual(["@all"]);
    expect(owners(text, "apps/t.yaml")).toEqual(["@apps", "@ops"]);
    expect(owners(text, "apps/secret/t.yaml")).toEqual([]);
    expect(ownersOf("apps/t.yaml", parseCodeowners(text))?.line).toBe(2);
  });

  it("sections of GitLab lend their owners", () => {
    const text = "[Backend][2] @backend\n/api/\n/api/pay/ @pay\n\n[Docs]\n/docs/\n";
    expect(owners(text, "api/x")).toEqual(["@backend"]);
    expect(owners(text, "api/pay/x")).toEqual(["@pay"]);
    expect(owners(text, "docs/x")).toEqual([]);
  });

  it("a pattern full of stars takes no time", () => {
    const began = performance.now();
    owners(`${"**/".repeat(30)}x @a`, `${"a/".repeat(200)}y`);
    owners(`${"*".repeat(60)}x @a`, "a".repeat(2000));
    expect(performance.now() - began).toBeLessThan(500);
  });
});
