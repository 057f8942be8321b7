/**
 * Makes text from outside safe to print: control characters (also C1), escape sequences, line breaks and the characters that
 * turn the direction of text become visible codes.
 */
export function escapeText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what this is about
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udc7f]/g,
    (c) => `\\u${c.codePointAt(0)!.toString(16).padStart(4, "0")}`,
  );
}

/** JSON of text from outside, safe to print on a terminal: it says the same, with the same characters written as codes. */
export function printableJson(value: unknown, indent?: number): string {
  // Line breaks are JSON's own here; those of texts are codes already. What else is there stands in texts.
  return JSON.stringify(value, undefined, indent).replace(
    /[\u007f-\u009f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|\udb40[\udc00-\udc7f]/g,
    (found) => [...Array(found.length).keys()].map((i) => `\\u${found.charCodeAt(i).toString(16).padStart(4, "0")}`).join(""),
  );
}
