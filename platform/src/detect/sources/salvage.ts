const WRAPPER = /^\uFEFF?\s*\{\s*"(?:Records|Findings|findings|logEvents)"\s*:\s*\[/;
/** How often the beginning of the next record is looked for; each time the rest is gone through once. */
const MOST_STARTS = 20;

/**
 * The records of a delivery that is damaged somewhere: each as its text, whole or not. Undefined when the text is no delivery.
 * Braces are matched outside of strings; where they do not match, the next record is looked for.
 */
export function recordsOf(text: string): readonly string[] | undefined {
  const wrapper = WRAPPER.exec(text);
  if (!wrapper) return undefined;
  const out: string[] = [];
  let starts = 0;
  let at = wrapper[0].length;
  for (;;) {
    const next = text.indexOf("{", at);
    if (next < 0) break;
    const end = endOf(text, next);
    if (end !== undefined) {
      out.push(text.slice(next, end));
      at = end;
      continue;
    }
    starts += 1;
    const other = starts > MOST_STARTS ? -1 : text.indexOf('{"eventVersion"', next + 1);
    out.push(text.slice(next, other < 0 ? undefined : other));
    if (other < 0) break;
    at = other;
  }
  return out;
}

/** Behind the brace that closes the one at `from`. */
function endOf(text: string, from: number): number | undefined {
  let depth = 0;
  let isText = false;
  for (let i = from; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (isText) {
      if (c === 92) i += 1;
      else if (c === 34) isText = false;
    } else if (c === 34) isText = true;
    else if (c === 123) depth += 1;
    else if (c === 125 && --depth === 0) return i + 1;
  }
  return undefined;
}
