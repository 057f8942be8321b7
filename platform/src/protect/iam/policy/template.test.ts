import { expect, it } from "vitest";
import { ONE, STAR } from "./glob.ts";
import type { Known } from "./lookup.ts";
import { constant, parseTemplate, resolve } from "./template.ts";

const parse = (text: string): unknown => parseTemplate(text, { variables: true, wildcards: false });
const variable = (key: string, otherwise?: string): object => ({ key, otherwise });

it.each([
  ["", [""]],
  ["plain", ["plain"]],
  ["${a}", [variable("a")]],
  ["x${a}y", ["x", variable("a"), "y"]],
  ["${a}${B}", [variable("a"), variable("b")]],
  ["${ a }", [variable("a")]],
  ["${a, 'd'}", [variable("a", "d")]],
  ["${a,'d'}", [variable("a", "d")]],
  ["${a , 'd' }", [variable("a", "d")]],
  ["${a, ''}", [variable("a", "")]],
  ["${a, 'it''s'}", [variable("a", "it's")]],
  ["${a, '}'}z", [variable("a", "}"), "z"]],
  ["${*}${?}${$}", ["*?$"]],
  ["${*}${a}", ["*", variable("a")]],
  ["${*", ["${*"]],
  ["${a", ["${a"]],
  ["${a,}", ["${a,}"]],
  ["${a, d}", ["${a, d}"]],
  ["${a, 'd}", ["${a, 'd}"]],
  ["${a, 'd'x}", ["${a, 'd'x}"]],
  ["${a{b}", ["${a{b}"]],
  ["${${a}", ["${", variable("a")]],
  ["$", ["$"]],
  ["${a}}", [variable("a"), "}"]],
])("%j is cut at its variables", (text, parts) => {
  expect(parse(text)).toEqual(parts);
});

it("wildcards take their inner form, but not those that are written as literals", () => {
  expect(parseTemplate("a*?${*}${?}", { variables: true, wildcards: true })).toEqual([`a${STAR}${ONE}*?`]);
  expect(parseTemplate("*${a}?", { variables: true, wildcards: true })).toEqual([STAR, variable("a"), ONE]);
});

it("without variables everything is text", () => {
  expect(parseTemplate("${a}*", { variables: false, wildcards: true })).toEqual([`\${a}${STAR}`]);
});

it.each<[Known, string | undefined, boolean]>([
  [["v"], "<v>", true],
  [["*"], "<*>", true],
  [["v", "w"], undefined, true],
  [[], undefined, true],
  ["absent", undefined, true],
  ["unknown", `<${STAR}>`, false],
  ["present", `<${STAR}>`, false],
  [{ beginning: "b" }, `<b${STAR}>`, false],
])("%j is put in for a variable", (known, text, sure) => {
  const found = resolve(parseTemplate("<${k}>", { variables: true, wildcards: false }), (key) => (key === "k" ? known : "absent"));
  expect(found).toEqual(text === undefined ? undefined : { text, sure });
});

it.each<[Known, string]>([
  [["v"], "v"],
  [["v", "w"], "d"],
  [[], "d"],
  ["absent", "d"],
])("the default stands in for %j or not", (known, text) => {
  expect(resolve(parseTemplate("${k, 'd'}", { variables: true, wildcards: false }), () => known)).toEqual({ text, sure: true });
});

it("one unknown variable makes the text unsure, whatever follows", () => {
  const template = parseTemplate("${a}${b}", { variables: true, wildcards: false });
  expect(resolve(template, (key) => (key === "a" ? "unknown" : ["v"]))).toEqual({ text: `${STAR}v`, sure: false });
});

it("a text without variables is constant", () => {
  expect(constant(["a"])).toBe("a");
  expect(constant([""])).toBe("");
  expect(constant(parseTemplate("${a}", { variables: true, wildcards: false }))).toBeUndefined();
  expect(constant(parseTemplate("x${a}", { variables: true, wildcards: false }))).toBeUndefined();
});
