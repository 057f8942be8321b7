/** A text of a rule as a matcher: `*` any text, `?` one character, `\` takes the meaning from the next of `*`, `?` and `\`. */
export type TextTest = (text: string) => boolean;

type Part = { readonly literal: string } | "*" | "?";

/** Splits a text of a rule in literals and wildcards. */
function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let literal = "";
  const flush = () => {
    if (literal !== "") parts.push({ literal });
    literal = "";
  };
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i] as string;
    const after = text[i + 1];
    if (c === "\\" && (after === "*" || after === "?" || after === "\\")) {
      literal += after;
      i += 1;
    } else if (c === "*" || c === "?") {
      flush();
      if (!(c === "*" && parts.at(-1) === "*")) parts.push(c);
    } else literal += c;
  }
  flush();
  return parts;
}

/** Where the pattern stands in the text. */
export type Fit = "whole" | "start" | "end" | "inside";

/** A test for a text; `fold` compares without regard to case. Linear in practice: one point to go back to. */
export function textTest(pattern: string, fit: Fit, fold: boolean): TextTest {
  const written = partsOf(fold ? pattern.toLowerCase() : pattern);
  const parts = [
    ...(fit === "end" || fit === "inside" ? ["*" as const] : []),
    ...written,
    ...(fit === "start" || fit === "inside" ? ["*" as const] : []),
  ];
  const test = simple(parts) ?? wild(parts);
  return fold ? (text) => test(text.toLowerCase()) : test;
}

function simple(parts: readonly Part[]): TextTest | undefined {
  const literals = parts.filter((part) => typeof part === "object");
  if (parts.includes("?") || literals.length > 1) return undefined;
  const literal = literals[0]?.literal ?? "";
  const [first, last] = [parts[0] === "*", parts.at(-1) === "*"];
  if (first && last) return (text) => text.includes(literal);
  if (first) return (text) => text.endsWith(literal);
  if (last) return (text) => text.startsWith(literal);
  return (text) => text === literal;
}

function wild(parts: readonly Part[]): TextTest {
  // One character a step, so that the only choice left is how much a star takes.
  const steps: string[] = [];
  const isLiteral: boolean[] = [];
  for (const part of parts) {
    const list = typeof part === "object" ? part.literal.split("") : [part];
    for (const step of list) {
      steps.push(step);
      isLiteral.push(typeof part === "object");
    }
  }
  return (text) => {
    let p = 0;
    let t = 0;
    let star = -1;
    let mark = 0;
    while (t < text.length) {
      if (p < steps.length && !isLiteral[p] && steps[p] === "*") {
        star = p;
        mark = t;
        p += 1;
      } else if (p < steps.length && (isLiteral[p] ? steps[p] === text[t] : true)) {
        p += 1;
        t += 1;
      } else if (star >= 0) {
        p = star + 1;
        mark += 1;
        t = mark;
      } else return false;
    }
    while (p < steps.length && !isLiteral[p] && steps[p] === "*") p += 1;
    return p === steps.length;
  };
}
