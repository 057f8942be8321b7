/** Long form of a short function: `!Ref x` → `{ Ref: x }`. `source` is how a scalar argument was written. */
export function tagged(name: string, value: unknown, source: string): Record<string, unknown> {
  const long = name === "Ref" || name === "Condition" ? name : `Fn::${name}`;
  let argument = value;
  if (long === "Fn::GetAtt" && typeof value === "string") {
    const dot = value.indexOf(".");
    argument = dot < 0 ? [value] : [value.slice(0, dot), value.slice(dot + 1)];
  }
  // `!Ref 123` names something: what is referred to is never a number.
  if ((typeof argument !== "object" || argument === null) && typeof argument !== "string") argument = source;
  return { [long]: argument };
}

const WORDS: Readonly<Record<string, unknown>> = {
  true: true,
  True: true,
  TRUE: true,
  yes: true,
  Yes: true,
  YES: true,
  on: true,
  On: true,
  false: false,
  False: false,
  FALSE: false,
  no: false,
  No: false,
  NO: false,
  off: false,
  Off: false,
  null: null,
  Null: null,
  NULL: null,
  "~": null,
  "": null,
};

/**
 * A plain scalar. `ON` and `OFF` in capitals stay text: they are values of enumerations (`MfaConfiguration`) far more
 * often than booleans. A number that would not print as it was written (`012345678901`, `3.10`) stays text.
 */
export function plain(text: string): unknown {
  const first = text.charCodeAt(0);
  if ((first >= 48 && first <= 57) || first === 45 || first === 46 || first === 43) {
    if (text.length > 16) return text;
    const number = Number(text);
    return String(number) === text && Number.isFinite(number) ? number : text;
  }
  if (text.length > 5) return text;
  return Object.hasOwn(WORDS, text) ? WORDS[text] : text;
}
