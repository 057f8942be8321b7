import fc from "fast-check";
import { expect, test } from "vitest";
import { escapeText, printableJson } from "./escape.ts";

/** Everything that steers a terminal, turns the direction of text or cannot be seen. */
const UNSEEN = /[\p{Cc}\p{Bidi_Control}\u2028\u2029\u200b-\u200d\u2060-\u2064\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/u;
const anything = fc.string({ unit: "binary", maxLength: 40 });
const nasty = fc.string({
  unit: fc.constantFrom(
    "a",
    "\u001b",
    "\u009b",
    "\u007f",
    "\n",
    "\u0000",
    "\u061c",
    "\u202e",
    "\u2067",
    "\u200f",
    "\ufeff",
    "\u{e0041}",
    '"',
    "\\",
  ),
  maxLength: 20,
});

test("escaped text has nothing that steers or hides", () => {
  fc.assert(
    fc.property(fc.oneof(anything, nasty), (text) => {
      expect(escapeText(text)).not.toMatch(UNSEEN);
    }),
  );
  expect(escapeText("a\u061c\u{e0041}b\u001b")).toBe("a\\u061c\\ue0041b\\u001b");
});

test("printable JSON has neither, and says the same", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.oneof(anything, nasty), fc.oneof(anything, nasty)), fc.constantFrom(undefined, 2), (value, indent) => {
      const text = printableJson(value, indent);
      expect(text.replaceAll("\n", "")).not.toMatch(UNSEEN);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
